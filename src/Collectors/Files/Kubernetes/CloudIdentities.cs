using Plumbline.Cel.Types;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>Cloud identities that a service account may act as.</summary>
internal static class CloudIdentities
{
    private static readonly (string Annotation, string Provider)[] Annotations =
        [("eks.amazonaws.com/role-arn", "aws"), ("iam.gke.io/gcp-service-account", "google"), ("azure.workload.identity/client-id", "azure")];

    /// <summary>The service account itself; null where it is not among the objects.</summary>
    public static KubernetesObject? Account(KubernetesSet set, string space, string name) =>
        set.Objects.FirstOrDefault(o => o is { Kind: "ServiceAccount", Group: "" } && o.Name == name && o.Namespace == space);

    /// <summary>The identities, each with what says it.</summary>
    public static IEnumerable<(string Provider, string Role, KubernetesObject By)> Of(KubernetesSet set, string space, string name)
    {
        if (Account(set, space, name) is { } account)
        {
            foreach (var (annotation, provider) in Annotations)
                if (account.Annotation(annotation) is { Length: > 0 } role) yield return (provider, role, account);
        }

        foreach (var association in set.Objects.Where(o => o.Kind == "PodIdentityAssociation" && o.Group.Contains("eks", StringComparison.Ordinal)))
        {
            var said = association.Node.At("spec", "forProvider") ?? association.Node["spec"];
            if (said.TextAt("serviceAccount") == name && said.TextAt("namespace") == space && (said.TextAt("roleARN") ?? said.TextAt("roleArn")) is { Length: > 0 } role)
                yield return ("aws", role, association);
        }
    }

    /// <summary>As a claim says it.</summary>
    public static Value Tell(string provider, string role, string account) =>
        Value.Map(("provider", Value.Of(provider)), ("role", Value.Of(role)), ("account", Value.Of(account)));
}
