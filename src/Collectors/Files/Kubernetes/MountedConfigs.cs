using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>Config maps that pods read as files.</summary>
internal static class MountedConfigs
{
    // Every pod has them: certificates of the cluster itself.
    private static readonly string[] Certificates = ["kube-root-ca.crt", "openshift-service-ca.crt", "istio-ca-root-cert"];

    /// <summary>Their names, in volumes of their own and in projected ones.</summary>
    public static IEnumerable<(string Name, int Line)> Of(PodTemplate pod) =>
        pod.Spec.ListAt("volumes").SelectMany(v => v.ListAt("projected", "sources").Append(v))
            .Select(s => (Name: s.TextAt("configMap", "name") ?? "", s.Line)).Where(s => s.Name.Length > 0 && !Certificates.Contains(s.Name));

    /// <summary>The entries that a pod's containers read, as files or as variables, as far as they are at hand.</summary>
    public static IEnumerable<ConfigEntry> Entries(PodTemplate pod, Func<string, ConfigData?> dataOf)
    {
        var files = Of(pod).SelectMany(c => dataOf(c.Name)?.Entries ?? []);
        return files.Concat(pod.Spec.Maps().SelectMany(m => m.Map.ListAt("envFrom").Concat(m.Map.ListAt("env"))).SelectMany(s => Variables(s, dataOf))).Distinct();
    }

    private static IEnumerable<ConfigEntry> Variables(YamlNode source, Func<string, ConfigData?> dataOf)
    {
        if (source.TextAt("configMapRef", "name") is { } whole) return dataOf(whole)?.Entries ?? [];
        return source.TextAt("valueFrom", "configMapKeyRef", "name") is { } one ? dataOf(one)?.Entries.Where(e => e.Key == source.TextAt("valueFrom", "configMapKeyRef", "key")) ?? [] : [];
    }

    /// <summary>The models that they name, as far as they are at hand.</summary>
    public static IEnumerable<(string Model, int Line)> Models(PodTemplate pod, Func<string, ConfigData?> dataOf) =>
        Of(pod).SelectMany(c => dataOf(c.Name)?.Models.Select(m => (m, c.Line)) ?? []).DistinctBy(m => m.m);
}
