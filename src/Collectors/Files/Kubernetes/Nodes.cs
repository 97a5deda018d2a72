using System.Globalization;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>Small readings of nodes that answer null instead of throwing.</summary>
public static class Nodes
{
    private const int Deepest = 40;

    /// <summary>The node at a path of keys; null where there is none.</summary>
    public static YamlNode? At(this YamlNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var key in path) node = node?[key];
        return node;
    }

    /// <summary>The text at a path; null where there is none.</summary>
    public static string? TextAt(this YamlNode? node, params ReadOnlySpan<string> path) => node.At(path)?.Text;

    /// <summary>The elements of the list at a path; none where there is no list.</summary>
    public static IEnumerable<YamlNode> ListAt(this YamlNode? node, params ReadOnlySpan<string> path) => node.At(path) is YamlList list ? list.Nodes : [];

    /// <summary>The texts of the list at a path; of a single text that one.</summary>
    public static IEnumerable<string> TextsAt(this YamlNode? node, params ReadOnlySpan<string> path) => node.At(path)?.Texts ?? [];

    /// <summary>The entries of the mapping at a path.</summary>
    public static IEnumerable<(string Key, YamlNode Node)> EntriesAt(this YamlNode? node, params ReadOnlySpan<string> path) => node.At(path) is YamlMap map ? map.Entries : [];

    /// <summary>True where `true` is written at a path.</summary>
    public static bool IsTrue(this YamlNode? node, params ReadOnlySpan<string> path) => node.TextAt(path)?.Equals("true", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The whole number at a path; zero where there is none.</summary>
    public static long NumberAt(this YamlNode? node, params ReadOnlySpan<string> path) =>
        long.TryParse(node.TextAt(path), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>Every mapping in a node, itself first, with the mapping that holds it.</summary>
    public static IReadOnlyList<(YamlMap Map, YamlMap? Holder)> Maps(this YamlNode? node)
    {
        var found = new List<(YamlMap, YamlMap?)>();
        Maps(node, null, 0, found);
        return found;
    }

    private static void Maps(YamlNode? node, YamlMap? holder, int depth, List<(YamlMap Map, YamlMap? Holder)> found)
    {
        if (depth > Deepest) return;
        if (node is YamlMap map)
        {
            found.Add((map, holder));
            foreach (var (_, child) in map.Entries)
                if (child is not YamlScalar) Maps(child, map, depth + 1, found);
        }
        else if (node is YamlList list)
        {
            foreach (var child in list.Nodes)
                if (child is not YamlScalar) Maps(child, holder, depth + 1, found);
        }
    }
}
