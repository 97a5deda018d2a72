namespace Plumbline.Bench.Iac;

/// <summary>What somebody else says of one resource of infrastructure code.</summary>
/// <param name="Folder">The folder of the code, below the corpus.</param>
/// <param name="Resource">Type and name: `azurerm_search_service.public`.</param>
/// <param name="Fails">True where it has the weakness.</param>
/// <param name="Check">The id of the check; `-` where the label has none.</param>
internal sealed record Label(string Folder, string Resource, bool Fails, string Check)
{
    /// <summary>Reads the table: folder, resource, `pass` or `fail`, check; what follows is prose.</summary>
    public static IReadOnlyList<Label> Read(string file) =>
        [.. File.ReadLines(file).Skip(1).Select(l => l.Split(',')).Where(f => f.Length >= 4).Select(f => new Label(f[0], f[1], f[2] == "fail", f[3].Length > 0 ? f[3] : "-"))];

    /// <summary>The key under which a difference is explained.</summary>
    public string Key => $"{Path.GetFileName(Folder)}/{Resource}";

    /// <summary>True where an asset is this resource: `FOLDER#ADDRESS`, `FILE#ID`, `FILE#TYPE/NAME`.</summary>
    public bool IsOf(string asset)
    {
        var address = asset[(asset.IndexOf('#', StringComparison.Ordinal) + 1)..];
        var dot = Resource.LastIndexOf('.');
        return address == Resource || address == Resource[(dot + 1)..] || address == $"{Resource[..dot]}/{Resource[(dot + 1)..]}";
    }
}
