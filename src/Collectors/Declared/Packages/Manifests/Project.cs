using System.Text;
using System.Text.Unicode;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.Packages.Manifests;

/// <summary>A manifest as its reader sees it: its text, the files around it, what it holds and why it could not be read.</summary>
internal sealed class Project(EstateFile file, IReadOnlyDictionary<string, EstateFile> files)
{
    private const int Largest = 16 << 20;
    private const int MostOdd = 20;
    private byte[] bytes = [];
    private int odd;

    /// <summary>The manifest or lock file.</summary>
    public EstateFile File { get; } = file;

    /// <summary>Its folder; empty for the scanned one.</summary>
    public string Folder { get; } = FolderOf(file.Path);

    /// <summary>Its lines, in file order.</summary>
    public List<Dependency> Lines { get; } = [];

    /// <summary>Why it, or a part of it, could not be read; null where it was read whole.</summary>
    public string? Problem { get; set; }

    /// <summary>Parts of it that have another shape than its tool writes, each with its line.</summary>
    public List<string> Oddities { get; } = [];

    /// <summary>Files that it includes and that are read as it is.</summary>
    public List<(EstateFile File, Part Part, bool IsDev)> Includes { get; } = [];

    /// <summary>The text; empty, with a problem, where it is none.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Reads the text; false where that is not possible.</summary>
    public bool Open()
    {
        bytes = Content.ReadAll(File, out var reason, Largest);
        if (reason is null && (!Utf8.IsValid(bytes) || bytes.AsSpan().IndexOf((byte)0) >= 0)) reason = $"`{File.Path}` is no UTF-8 text";
        if (reason is not null) return Fail(reason);
        Text = Encoding.UTF8.GetString(bytes);
        return true;
    }

    /// <summary>The JSON document; null, with a problem, where it is none.</summary>
    public YamlMap? Json()
    {
        var node = JsonTree.Read(bytes, out var problem);
        if (node is YamlMap map) return map;
        Fail(problem is null ? $"`{File.Path}` is no json object" : $"`{File.Path}` is {problem}");
        return null;
    }

    /// <summary>The first YAML document; null, with a problem, where it is none.</summary>
    public YamlMap? Yaml()
    {
        var documents = YamlText.Read(Text, out var error);
        if (error is null && documents is [YamlMap map, ..]) return map;
        Fail($"`{File.Path}`: {error ?? "not a yaml mapping"}");
        return null;
    }

    /// <summary>The TOML document; null, with a problem, where it is none.</summary>
    public TomlTable? Toml()
    {
        var table = Files.Toml.Read(Text, out var error);
        if (table is null) Fail($"`{File.Path}`: {error}");
        return table;
    }

    /// <summary>The file at a path as written in this one; null where it lies outside of the scan or is not there.</summary>
    public EstateFile? Beside(string path)
    {
        var parts = new List<string>(Folder.Length == 0 ? [] : Folder.Split('/'));
        foreach (var part in path.Replace('\\', '/').Split('/'))
        {
            if (part is "" or ".") continue;
            if (part != "..") parts.Add(part);
            else if (parts.Count == 0) return null;
            else parts.RemoveAt(parts.Count - 1);
        }

        return files.GetValueOrDefault(string.Join('/', parts));
    }

    /// <summary>The nearest file of a name in this folder or above it.</summary>
    public EstateFile? Above(string name, bool isOwnFolder)
    {
        for (var folder = isOwnFolder ? Folder : FolderOf(Folder); ; folder = FolderOf(folder))
        {
            if ((isOwnFolder || Folder.Length > 0) && files.TryGetValue(folder.Length == 0 ? name : $"{folder}/{name}", out var found)) return found;
            if (folder.Length == 0) return null;
        }
    }

    /// <summary>Another file as a project of its own.</summary>
    public Project Other(EstateFile other) => new(other, files);

    /// <summary>Notes why something could not be read.</summary>
    public bool Fail(string problem)
    {
        Problem ??= problem;
        return false;
    }

    /// <summary>Notes that something has another shape than its tool writes; of many the first are named.</summary>
    public void Odd(int line, string name, string found, string expected)
    {
        if (++odd < MostOdd) Oddities.Add($"`{File.Path}:{line}`: `{name}` is {found} where {expected} must stand");
        else if (odd == MostOdd) Oddities.Add($"`{File.Path}:{line}`: here and below more has another shape than its tool writes");
    }

    /// <summary>The folder of a path; empty at the top.</summary>
    public static string FolderOf(string path) => path.LastIndexOf('/') is var slash and >= 0 ? path[..slash] : "";
}
