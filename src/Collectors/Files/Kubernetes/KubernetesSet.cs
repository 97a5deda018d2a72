namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>Objects that are applied together, or that one cluster answered: what they say of one another counts.</summary>
/// <param name="Name">The folder they lie in, relative to the scanned root; `.` for the root itself.</param>
/// <param name="IsLive">True where a cluster answered them.</param>
/// <param name="Objects">The objects, in the order of files and lines.</param>
/// <param name="Lists">Kinds of which a whole answer was recorded.</param>
/// <param name="IsWhole">True where every manifest or answer of the folder could be read.</param>
public sealed record KubernetesSet(string Name, bool IsLive, IReadOnlyList<KubernetesObject> Objects, IReadOnlyList<string> Lists, bool IsWhole)
{
    /// <summary>Objects of a group and kind.</summary>
    public IEnumerable<KubernetesObject> Of(string group, string kind) => Objects.Where(o => o.IsOf(group, kind));

    /// <summary>True where the absence of an object of this kind in a namespace is evidence: the folder was read whole, or the cluster was asked for the kind.</summary>
    public bool Knows(string kind, string space)
    {
        if (!IsWhole || !IsLive) return IsWhole;
        var spaces = Objects.Where(o => o.Kind == kind).Select(o => o.Node.TextAt("metadata", "namespace") is { Length: > 0 } own ? own : "").Distinct().ToList();
        // Objects of one other namespace alone may be all that was asked for.
        return spaces.Count > 0 ? spaces.Count > 1 || spaces[0].Length == 0 || spaces[0] == space : Lists.Any(l => IsListOf(l, kind));
    }

    // `kubectl get networkpolicies -A -o json` of a cluster without any names the kind nowhere but in the file's name.
    private static bool IsListOf(string list, string kind) =>
        list == kind + "List" || list.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).Contains(kind[..^1], StringComparison.OrdinalIgnoreCase);
}
