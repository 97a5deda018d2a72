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
    public void Callers_are_kept_out_by_their_addresses_and_asked_for_certificates()
    {
        var settings = new ManifestSettings("registry.example/plumbline:1", "guard", "door", "QUJD", "Fail", 5, [], ["audit"], "entries");
        var documents = YamlText.Read(ManifestText.Of(settings with { ClientCa = "callers", Callers = ["10.0.0.0/24", "fd12::/64"] }), out var error);
        Assert.Null(error);
        var policy = documents.Single(d => d.TextAt("kind") == "NetworkPolicy");
        Assert.Equal(["10.0.0.0/24", "fd12::/64"], policy.ListAt("spec", "ingress").Single().ListAt("from").Select(f => f.TextAt("ipBlock", "cidr")));
        var pod = documents.Single(d => d.TextAt("kind") == "Deployment").At("spec", "template", "spec");
        Assert.Contains(pod.ListAt("volumes"), v => v.TextAt("configMap", "name") == "callers");
        Assert.Contains("--client-ca /client-ca/ca.crt", string.Join(' ', pod.ListAt("containers").Single().TextsAt("args")), StringComparison.Ordinal);
        Assert.DoesNotContain(YamlText.Read(ManifestText.Of(settings), out _), d => d.TextAt("kind") == "NetworkPolicy");
    }

    [Fact]
    public void Certificates_of_the_cluster_are_passed_over_only_where_they_are_nothing_else()
    {
        var hook = YamlText.Read(ManifestText.Of(new("i:1", "guard", "door", "QUJD", "Fail", 5, [], [], "entries")), out _).Single(d => d.TextAt("kind") == "ValidatingWebhookConfiguration").ListAt("webhooks").Single();
        var expression = hook.ListAt("matchConditions").Single().TextAt("expression")!;
        Assert.Contains($"request.name == \"{ClusterCertificates.Name}\"", expression, StringComparison.Ordinal);
        Assert.Contains($"matches(r\"{ClusterCertificates.Form}\")", expression, StringComparison.Ordinal);
        Assert.DoesNotContain("istio", expression, StringComparison.Ordinal);
    }

    [Fact]
    public void Nearer_words_about_a_namespace_count_before_wider_ones()
    {
        var choice = NamespaceChoice.Read(["production", "pay-*=staging", "pay-live=production", "pay-test-*=test"]);
        Assert.Equal(("production", "staging", "production", "test"), (choice.Of("shop"), choice.Of("pay-a"), choice.Of("pay-live"), choice.Of("pay-test-1")));
        Assert.Null(NamespaceChoice.Read(["a=b"]).Of("c"));
    }
}
