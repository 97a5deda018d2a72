using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>One object of a cluster, as a manifest writes it or as the cluster answered it.</summary>
/// <param name="File">The file it is read from.</param>
/// <param name="Node">The object.</param>
/// <param name="Group">Its API group without version; empty for the core.</param>
/// <param name="Kind">Its kind: `Deployment`.</param>
/// <param name="Namespace">Its namespace; `default` where none is written.</param>
/// <param name="Name">Its name, or the start that the cluster completes.</param>
/// <param name="IsLive">True where a cluster answered it: what it holds is deployed, not meant to be.</param>
public sealed record KubernetesObject(string File, YamlMap Node, string Group, string Kind, string Namespace, string Name, bool IsLive)
{
    /// <summary>1-based line on which it starts.</summary>
    public int Line => Node.Line;

    /// <summary>Its labels.</summary>
    public IEnumerable<(string Key, YamlNode Node)> Labels => Node.EntriesAt("metadata", "labels");

    /// <summary>An annotation; null where it has none of that name.</summary>
    public string? Annotation(string name) => Node.TextAt("metadata", "annotations", name);

    /// <summary>True where it is of a group, or of one below it.</summary>
    public bool IsOf(string group, string kind) => Kind == kind && (Group == group || Group.EndsWith("." + group, StringComparison.Ordinal));
}
