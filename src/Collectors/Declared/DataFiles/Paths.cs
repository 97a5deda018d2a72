namespace Plumbline.Collectors.Declared.DataFiles;

/// <summary>Paths as people write them in files of an estate.</summary>
internal static class Paths
{
    /// <summary>A relative path from a folder; null where it leads out of the scanned root.</summary>
    public static string? Resolve(string folder, string path)
    {
        var parts = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".") continue;
            if (part != "..") parts.Add(part);
            else if (parts.Count > 0) parts.RemoveAt(parts.Count - 1);
            else return null;
        }

        return string.Join('/', parts);
    }

    /// <summary>Every file and folder of a scope.</summary>
    public static HashSet<string> Of(Posture.Scans.Scope scope)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in scope.Files)
            for (var path = file.Path; path.Length > 0 && paths.Add(path); path = path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "") { }
        return paths;
    }
}
