using Plumbline.Code.Trees;

namespace Plumbline.Code.Names;

/// <summary>The source files of an estate, parsed when somebody asks for them, and found by the names that code calls them.</summary>
public sealed class CodeBase
{
    private readonly Func<string, SourceTree?> read;
    private readonly HashSet<string> paths;
    private const int MostBeside = 40;
    private const int MostDefining = 4;
    private readonly Func<string, IEnumerable<string>> defining;
    private readonly ILookup<string, string> byName;
    private readonly ILookup<string, string> byFolder;
    private readonly Dictionary<string, SourceFile?> files = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Module, string Folder, Language Language), SourceFile?> modules = [];
    private readonly Dictionary<(string Name, string Folder), SourceFile?> classes = [];

    /// <summary>Opens a code base.</summary>
    /// <param name="paths">The source files below the scanned root.</param>
    /// <param name="read">Parses one of them; null where it cannot be read.</param>
    /// <param name="defining">Paths of files that may define a class of a name, in any order.</param>
    public CodeBase(IEnumerable<string> paths, Func<string, SourceTree?> read, Func<string, IEnumerable<string>>? defining = null)
    {
        (this.read, this.defining) = (read, defining ?? (_ => []));
        this.paths = new HashSet<string>(paths, StringComparer.Ordinal);
        byFolder = this.paths.ToLookup(FolderOf, StringComparer.Ordinal);
        byName = this.paths.ToLookup(p => p[(p.LastIndexOf('/') + 1)..], StringComparer.Ordinal);
    }

    /// <summary>A file by its path; null where there is none or it cannot be read.</summary>
    public SourceFile? File(string path)
    {
        if (files.TryGetValue(path, out var file)) return file;
        file = paths.Contains(path) && read(path) is { } tree ? new SourceFile(path, tree) : null;
        return files[path] = file;
    }

    /// <summary>The file that an import of another file names; null where it names a package.</summary>
    public SourceFile? Module(string module, SourceFile from)
    {
        var key = (module, FolderOf(from.Path), from.Tree.Language);
        if (!modules.TryGetValue(key, out var file)) modules[key] = file = Find(module, from);
        return file;
    }

    private SourceFile? Find(string module, SourceFile from)
    {
        foreach (var path in from.Tree.Language switch
        {
            Language.Python => Python(module, from.Path),
            Language.JavaScript or Language.TypeScript => Script(module, from.Path),
            _ => [],
        })
        {
            if (File(path) is { } file) return file;
        }

        return null;
    }

    /// <summary>The file that defines a class: by its name, `Settings.cs` for `Settings`, else by what stands in it; the nearest where there are several.</summary>
    public SourceFile? Class(string name, SourceFile from)
    {
        var key = (name + Path.GetExtension(from.Path), FolderOf(from.Path));
        if (!classes.TryGetValue(key, out var file)) classes[key] = file = Nearest(byName[key.Item1], from.Path) is { } path ? File(path) : Defining(name, from);
        return file?.Path == from.Path ? null : file;
    }

    private SourceFile? Defining(string name, SourceFile from) => defining(name)
        .Where(p => p != from.Path && Path.GetExtension(p) == Path.GetExtension(from.Path) && Shared(p, from.Path) >= Math.Min(1, FolderOf(from.Path).Length))
        .OrderByDescending(p => Shared(p, from.Path)).ThenBy(p => p.Length).ThenBy(p => p, StringComparer.Ordinal).Take(MostDefining)
        .Select(File).FirstOrDefault(f => f?.Tree.Definitions.Any(d => d.Kind == DefinitionKind.Class && d.Name == name) == true);

    /// <summary>The other files of the same folder and language: one package in Go and Java.</summary>
    public IEnumerable<SourceFile> Beside(SourceFile from)
    {
        var extension = Path.GetExtension(from.Path);
        return byFolder[FolderOf(from.Path)].Where(p => p != from.Path && Path.GetExtension(p) == extension).Order(StringComparer.Ordinal).Take(MostBeside).Select(File).OfType<SourceFile>();
    }

    private IEnumerable<string> Python(string module, string from)
    {
        var dots = module.Length - module.TrimStart('.').Length;
        var tail = module[dots..].Replace('.', '/');
        if (dots > 0)
        {
            var folder = FolderOf(from);
            for (var up = 1; up < dots; up++) folder = FolderOf(folder);
            var stem = Join(folder, tail);
            return tail.Length == 0 ? [Join(folder, "__init__.py")] : [stem + ".py", stem + "/__init__.py"];
        }

        return Ending(tail + ".py", from).Concat(Ending(tail + "/__init__.py", from));
    }

    private IEnumerable<string> Script(string module, string from)
    {
        string[] endings = ["", ".ts", ".tsx", ".js", ".jsx", ".mjs", "/index.ts", "/index.js"];
        if (module.StartsWith('.'))
        {
            var stem = Resolve(FolderOf(from), module);
            return endings.Select(e => stem + e).Append(stem.EndsWith(".js", StringComparison.Ordinal) ? stem[..^3] + ".ts" : stem);
        }

        return module.StartsWith("@/", StringComparison.Ordinal) || module.StartsWith("~/", StringComparison.Ordinal)
            ? endings.Skip(1).SelectMany(e => Ending(module[2..] + e, from)) : [];
    }

    // A package of that name may be installed: a file counts only where its folder is reached from the importing file's folders.
    private IEnumerable<string> Ending(string tail, string from)
    {
        var name = tail[(tail.LastIndexOf('/') + 1)..];
        var found = byName[name].Where(p => p == tail || p.EndsWith("/" + tail, StringComparison.Ordinal)).ToList();
        return Nearest(found, from) is { } path && Shared(path, from) >= Math.Min(1, FolderOf(from).Length) ? [path] : [];
    }

    private static string? Nearest(IEnumerable<string> found, string from) =>
        found.OrderByDescending(p => Shared(p, from)).ThenBy(p => p.Length).ThenBy(p => p, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>How many folders two paths share.</summary>
    internal static int Shared(string a, string b)
    {
        var (left, right) = (a.Split('/'), b.Split('/'));
        var same = 0;
        while (same < left.Length - 1 && same < right.Length - 1 && left[same] == right[same]) same++;
        return same;
    }

    private static string Resolve(string folder, string relative)
    {
        var parts = folder.Length == 0 ? [] : folder.Split('/').ToList();
        foreach (var part in relative.Split('/'))
        {
            if (part == "..")
            {
                if (parts.Count > 0) parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("." or "")) parts.Add(part);
        }

        return string.Join('/', parts);
    }

    private static string Join(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";

    private static string FolderOf(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "";
}
