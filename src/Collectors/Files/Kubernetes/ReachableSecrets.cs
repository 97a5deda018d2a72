using System.Text;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files.Containers;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>Secrets that a workload is given, and values of them that stand in manifests.</summary>
internal static class ReachableSecrets
{
    /// <summary>The secrets, each with the line that gives it.</summary>
    public static IEnumerable<(string Name, Value Value, int Line)> Of(ClusterWorkload workload)
    {
        foreach (var (map, holder) in workload.Object.Node.Maps())
        {
            var holds = holder?.TextAt("name") ?? "";
            if (map["secretKeyRef"] is YamlMap one && one.TextAt("name") is { } keyed)
                yield return (keyed, Tell(keyed, "variable", holds, one.TextAt("key")), one.Line);
            foreach (var from in map.ListAt("envFrom"))
                if (from.TextAt("secretRef", "name") is { } all) yield return (all, Tell(all, "all variables", map.TextAt("name") ?? "", null), from.Line);
            if (map["secret"] is YamlMap file && (file.TextAt("secretName") ?? file.TextAt("name")) is { } mounted)
                yield return (mounted, Tell(mounted, "file", "", string.Join(' ', file.ListAt("items").Select(i => i.TextAt("key")))), file.Line);
            foreach (var pull in map.ListAt("imagePullSecrets"))
                if (pull.TextAt("name") is { } image) yield return (image, Tell(image, "image pull", "", null), pull.Line);
            if (map["csi"] is YamlMap csi && csi.TextAt("driver") == "secrets-store.csi.k8s.io" && csi.TextAt("volumeAttributes", "secretProviderClass") is { } provided)
                yield return (provided, Tell(provided, "csi", "", null), csi.Line);
            foreach (var key in (string[])["modelAccessSecret", "authSecret", "apiKeySecret", "apiKeySecretRef"])
                if (map.TextAt(key) is { } named) yield return (named, Tell(named, "variable", "", null), map.Line);
        }
    }

    /// <summary>Secrets among those given whose value stands in a manifest: the object, key and kind.</summary>
    public static IEnumerable<(KubernetesObject Object, string Key, string Kind, int Line)> Written(ClusterWorkload workload, IEnumerable<string> given)
    {
        var names = given.ToHashSet(StringComparer.Ordinal);
        foreach (var secret in workload.Set.Objects.Where(o => o is { Kind: "Secret", Group: "", IsLive: false } && o.Namespace == workload.Object.Namespace && names.Contains(o.Name)))
        {
            foreach (var (key, node) in secret.Node.EntriesAt("stringData"))
                if (SecretNames.Written(Upper(key), node.Text) is { } kind) yield return (secret, key, kind, node.Line);
            foreach (var (key, node) in secret.Node.EntriesAt("data"))
                if (SecretNames.Written(Upper(key), Decoded(node.Text)) is { } kind) yield return (secret, key, kind, node.Line);
        }
    }

    private static Value Tell(string name, string how, string container, string? keys) => Value.Map(
        ("name", Value.Of(name)), ("how", Value.Of(how)), ("by", Value.Of(container)),
        ("keys", Value.List((keys ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))));

    private static string Upper(string key) => key.Replace('-', '_').Replace('.', '_').ToUpperInvariant();

    private static string? Decoded(string? text)
    {
        Span<byte> bytes = stackalloc byte[4096];
        return text is { Length: < 4096 } && Convert.TryFromBase64String(text.Trim(), bytes, out var length) ? Encoding.UTF8.GetString(bytes[..length]) : null;
    }
}
