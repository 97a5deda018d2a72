using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Declared.DataFiles;

/// <summary>What describes a dataset beside its records.</summary>
/// <param name="Path">The file that describes it.</param>
/// <param name="Line">Where.</param>
/// <param name="Folder">Its folder, relative to the scanned root; empty for the root.</param>
/// <param name="Files">The files it names as the dataset; none where the whole folder is.</param>
/// <param name="Parents">Data that it says it was made from, as locations, paths and names.</param>
/// <param name="Classes">Data classes that it states.</param>
/// <param name="Name">What it calls the dataset; null where it does not.</param>
internal sealed record Card(string Path, int Line, string Folder, IReadOnlyList<string> Files, IReadOnlyList<string> Parents, IReadOnlyList<string> Classes, string? Name)
{
    /// <summary>The keys of the datasets that it describes.</summary>
    public IEnumerable<string> Datasets => Files.Count > 0 ? Files : [Folder.Length == 0 ? "." : Folder];

    /// <summary>A parent as a dataset's key: its location, the path it means, or its name.</summary>
    public string KeyOf(string parent, IReadOnlySet<string> paths)
    {
        if (DataLocation.Of(parent) is { } location) return location;
        foreach (var from in (string[])[Folder, ""])
            if (Paths.Resolve(from, parent) is { } path && paths.Contains(path)) return path;
        return parent;
    }
}
