using Plumbline.Cel.Types;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>What pods may do on the machine they run on.</summary>
internal static class PodSettings
{
    /// <summary>As a claim says it.</summary>
    public static Value Of(ClusterWorkload workload, PodTemplate pod) => Value.Map(
        ("workload", Value.Of(workload.Shown)), ("account", Value.Of(workload.Account)),
        ("privileged", Value.List(pod.Containers.Where(c => c.IsPrivileged).Select(c => c.Name))),
        ("capabilities", Value.List(pod.Containers.SelectMany(c => c.Capabilities).Distinct().Order(StringComparer.Ordinal))),
        ("hostNetwork", Value.Of(pod.Spec.IsTrue("hostNetwork"))), ("hostPid", Value.Of(pod.Spec.IsTrue("hostPID"))),
        ("hostPaths", Value.List(pod.Spec.ListAt("volumes").Select(v => v.TextAt("hostPath", "path")).OfType<string>().Order(StringComparer.Ordinal))),
        ("token", Value.Of(Token(workload, pod))));

    // The pod's word counts before its account's; where neither speaks, a token is mounted.
    private static string Token(ClusterWorkload workload, PodTemplate pod)
    {
        var account = CloudIdentities.Account(workload.Set, workload.Object.Namespace, workload.Account);
        if ((pod.Spec.TextAt("automountServiceAccountToken") ?? account?.Node.TextAt("automountServiceAccountToken")) is { } said) return said == "false" ? "false" : said == "true" ? "true" : "it is filled in when it is deployed";
        return account is null && workload.Account != "default" ? $"service account `{workload.Account}` is not among the objects" : "true";
    }
}
