using Plumbline.Collectors.Files.Kubernetes;
using Plumbline.Posture.Rules;
using Plumbline.Server.Admission;
using Xunit;

namespace Plumbline.Server.Tests;

/// <summary>What installs the webhook.</summary>
public sealed class ManifestTests
{
    [Theory]
    [InlineData(null, "Certificate")]
    [InlineData("QUJD", "ClusterRole")]
    public void The_manifest_is_yaml_that_says_what_was_asked(string? bundle, string kind)
    {
        var documents = YamlText.Read(ManifestText.Of(new("registry.example/plumbline:1", "guard", "door", bundle, "Ignore", 7, ["production"], ["audit", "pay-*=warn"], "entries")), out var error);
        Assert.Null(error);
        Assert.Contains(documents, d => d.TextAt("kind") == kind);
        var hook = documents.Single(d => d.TextAt("kind") == "ValidatingWebhookConfiguration").ListAt("webhooks").Single();
        Assert.Equal(("Ignore", 7L, "NoneOnDryRun", bundle), (hook.TextAt("failurePolicy"), hook.NumberAt("timeoutSeconds"), hook.TextAt("sideEffects"), hook.TextAt("clientConfig", "caBundle")));
        Assert.Equal(("door", "guard", "/admit"), (hook.TextAt("clientConfig", "service", "name"), hook.TextAt("clientConfig", "service", "namespace"), hook.TextAt("clientConfig", "service", "path")));
        Assert.Contains("guard", hook.ListAt("namespaceSelector", "matchExpressions").SelectMany(e => e.TextsAt("values")));
        Assert.All(hook.ListAt("rules"), r => Assert.Equal(["CREATE", "UPDATE"], r.TextsAt("operations")));
        var pod = documents.Single(d => d.TextAt("kind") == "Deployment").At("spec", "template", "spec");
        Assert.Equal("entries", pod.ListAt("volumes").Select(v => v.TextAt("configMap", "name")).Single(n => n is not null));
        Assert.Contains("pay-*=warn", pod.ListAt("containers").Single().TextsAt("args"));
        Assert.DoesNotContain("@", ManifestText.Of(new("i:1", "guard", "door", bundle, "Fail", 5, [], [], "entries")).Replace("@sha256", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Nearer_words_about_a_namespace_count_before_wider_ones()
    {
        var choice = NamespaceChoice.Read(["production", "pay-*=staging", "pay-live=production", "pay-test-*=test"]);
        Assert.Equal(("production", "staging", "production", "test"), (choice.Of("shop"), choice.Of("pay-a"), choice.Of("pay-live"), choice.Of("pay-test-1")));
        Assert.Null(NamespaceChoice.Read(["a=b"]).Of("c"));
    }
}
