using System.Text;

namespace Plumbline.Collectors.Files.Git;

/// <summary>Finds files in the trees of a repository.</summary>
internal sealed class GitTrees(GitObjects objects)
{
    private const int Most = 200_000;
    private readonly Dictionary<string, Dictionary<string, (string Mode, string Id)>> read = new(StringComparer.Ordinal);

    /// <summary>The hash of a regular file's content in a tree; null where there is no such file.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="path">The path, with `/`.</param>
    public string? File(string tree, string path)
    {
        var parts = path.Split('/');
        for (var i = 0; i < parts.Length; i++)
        {
            if (!Entries(tree).TryGetValue(parts[i], out var entry)) return null;
            if (i == parts.Length - 1) return entry.Mode is "100644" or "100755" or "100664" ? entry.Id : null;
            if (entry.Mode is not ("40000" or "040000")) return null;
            tree = entry.Id;
        }

        return null;
    }

    private Dictionary<string, (string Mode, string Id)> Entries(string tree)
    {
        if (read.TryGetValue(tree, out var known)) return known;
        var entries = objects.Read(tree) is { Kind: "tree" } found ? Parse(found) : new(StringComparer.Ordinal);
        if (read.Count >= Most) read.Clear();
        return read[tree] = entries;
    }

    // `mode name NUL hash`, again and again; a tree that is not so holds nothing.
    private static Dictionary<string, (string Mode, string Id)> Parse(GitObject tree)
    {
        var entries = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        var (bytes, length) = (tree.Bytes, tree.Id.Length / 2);
        for (var at = 0; at < bytes.Length;)
        {
            var (space, end) = (Array.IndexOf(bytes, (byte)' ', at), Array.IndexOf(bytes, (byte)0, at));
            if (space < 0 || end < space || end + length + 1 > bytes.Length) return new(StringComparer.Ordinal);
            var name = Encoding.UTF8.GetString(bytes, space + 1, end - space - 1);
            // Two entries of one name are no tree that git makes.
            if (!entries.TryAdd(name, (Encoding.ASCII.GetString(bytes, at, space - at), Convert.ToHexStringLower(bytes, end + 1, length)))) return new(StringComparer.Ordinal);
            at = end + 1 + length;
        }

        return entries;
    }
}
