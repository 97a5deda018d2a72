namespace Plumbline.Collectors.Declared.Infrastructure.Bicep;

/// <summary>Paths that Bicep files name.</summary>
internal static class BicepPaths
{
    /// <summary>The path in the scan that a file means by what it writes; null where that leads out of the scan.</summary>
    public static string? From(string file, string written)
    {
        if (written.Length == 0 || written[0] == '/') return null;
        var parts = new List<string>(file.Split('/')[..^1]);
        foreach (var part in written.Split('/'))
        {
            if (part == ".." && parts.Count == 0) return null;
            if (part == "..") parts.RemoveAt(parts.Count - 1);
            else if (part is not ("." or "")) parts.Add(part);
        }

        return string.Join('/', parts);
    }
}
