using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Plumbline.Code.CSharp;
using Plumbline.Code.Go;
using Plumbline.Code.Java;
using Plumbline.Code.Names;
using Plumbline.Code.Python;
using Plumbline.Code.Scripts;
using Plumbline.Code.TreeSitter;
using Plumbline.Code.Trees;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.CodeUses;

/// <summary>The source files of an estate: which are parsed, what they say, and what could not be read.</summary>
internal sealed partial class Sources
{
    private readonly Grammars grammars;
    private readonly Dictionary<string, CodeFile> files;
    private readonly ConcurrentDictionary<string, (SourceTree? Tree, int[]? Lines)> parsed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> unread = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Language, int> missing = new();
    private readonly ConcurrentDictionary<string, string[]> globals = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<CodeFile> flagged = [];
    private readonly ConcurrentDictionary<string, (int[] Called, int[] Classes)> names = new(StringComparer.Ordinal);
    private readonly Lazy<Dictionary<int, List<string>>> callers;
    private readonly HashSet<string> projects;
    private readonly Lazy<ILookup<string, CodeFile>> byProject;
    private readonly Lazy<Dictionary<int, List<string>>> classes;

    /// <summary>Reads every source file once and parses those that hold a known library's name.</summary>
    public Sources(Scope scope, Grammars grammars, CancellationToken cancellation)
    {
        this.grammars = grammars;
        files = scope.Files.Select(CodeFile.Of).OfType<CodeFile>().ToDictionary(f => f.File.Path, StringComparer.Ordinal);
        foreach (var project in scope.Files.Where(f => f.Name.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase) || f.Name == "Directory.Build.props")) Usings(project);
        Parallel.ForEach(files.Values, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, Flag);
        (callers, classes) = (new(() => ByName(n => n.Called)), new(() => ByName(n => n.Classes)));
        projects = [.. scope.Files.Where(f => f.Name.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase)).Select(f => f.Folder)];
        byProject = new(() => Flagged.Where(f => f.Language == Language.CSharp).ToLookup(f => ProjectOf(f.File.Path), StringComparer.Ordinal));
        Code = new CodeBase(files.Keys, path => Parse(files[path]), name => classes.Value.GetValueOrDefault(CallNames.Of(name)) ?? []);
        Sites = new CallSites(Code, name => callers.Value.GetValueOrDefault(CallNames.Of(name)) ?? [], (from, of) => files[from].Part == FilePart.App || files[of].Part != FilePart.App, parsed.ContainsKey);
    }

    /// <summary>Where names are called. Tests call with values of their own, which say nothing of the program.</summary>
    public CallSites Sites { get; }

    /// <summary>Names lead through these.</summary>
    public CodeBase Code { get; }

    /// <summary>The files with a known library's name that belong to the same C# project as a file, tests apart.</summary>
    public IEnumerable<SourceFile> Beside(SourceFile file)
    {
        var project = ProjectOf(file.Path);
        return byProject.Value[project].Where(f => (f.Part == FilePart.App) == (files[file.Path].Part == FilePart.App)).Select(f => Code.File(f.File.Path)).OfType<SourceFile>();
    }

    private string ProjectOf(string path)
    {
        for (var folder = FolderOf(path); ; folder = FolderOf(folder)) if (projects.Contains(folder) || folder.Length == 0) return folder;
    }

    /// <summary>Every source file, by its path.</summary>
    public IReadOnlyDictionary<string, CodeFile> All => files;

    /// <summary>The files that hold a known library's name, by path.</summary>
    public IEnumerable<CodeFile> Flagged => flagged.OrderBy(f => f.File.Path, StringComparer.Ordinal);

    /// <summary>Files that could not be read, and why.</summary>
    public IEnumerable<(string Path, string Why)> Unread => unread.OrderBy(u => u.Key, StringComparer.Ordinal).Select(u => (u.Key, u.Value));

    /// <summary>Parsed files of which a part did not parse: what stands there is not known.</summary>
    public IEnumerable<string> Broken => Flagged.Select(f => f.File.Path).Where(p => parsed.TryGetValue(p, out var known) && known.Tree is { IsBroken: true });

    /// <summary>How many files of a language were to be parsed and could not, because its grammar is unavailable; and why.</summary>
    public IEnumerable<(Language Language, int Files, string Why)> Missing =>
        missing.OrderBy(m => m.Key).Select(m => (m.Key, m.Value, grammars.Unavailable(m.Key) ?? "the grammar is unavailable"));

    /// <summary>The line of a file behind a line of its parsed text.</summary>
    public int LineOf(string path, int line) => parsed.TryGetValue(path, out var p) && p.Lines is { } lines ? line >= 1 && line <= lines.Length ? lines[line - 1] : 1 : line;

    /// <summary>Namespaces that a project opens for all files below it.</summary>
    public IEnumerable<string> Globals(SourceFile file)
    {
        for (var folder = FolderOf(file.Path); ; folder = FolderOf(folder))
        {
            foreach (var name in globals.GetValueOrDefault(folder) ?? []) yield return name;
            if (folder.Length == 0) yield break;
        }
    }

    private void Flag(CodeFile file)
    {
        if (file.Part == FilePart.Vendored || file.File.Length == 0) return;
        if (CodeText.Read(file, out var reason) is not { } text)
        {
            unread[file.File.Path] = reason!;
            return;
        }

        if (file.Language == Language.CSharp && text.Text.Contains("global using", StringComparison.Ordinal))
            AddGlobals(file.File.Folder, GlobalUsing().Matches(text.Text).Select(m => m.Groups[1].Value));
        names[file.File.Path] = CallNames.In(text.Text);
        if (!Needles.In(text.Text)) return;
        flagged.Add(file);
        Parse(file, text);
    }

    private Dictionary<int, List<string>> ByName(Func<(int[] Called, int[] Classes), int[]> of)
    {
        var all = new Dictionary<int, List<string>>();
        foreach (var (path, found) in names)
        {
            foreach (var name in of(found))
            {
                if (!all.TryGetValue(name, out var paths)) all.Add(name, paths = []);
                paths.Add(path);
            }
        }

        return all;
    }

    private SourceTree? Parse(CodeFile file) =>
        parsed.TryGetValue(file.File.Path, out var known) ? known.Tree : CodeText.Read(file, out _) is { } text ? Parse(file, text) : null;

    private SourceTree? Parse(CodeFile file, CodeText text)
    {
        var tree = Tree(file, text.Text);
        if (tree is null)
        {
            if (grammars.Unavailable(file.Language) is null) unread[file.File.Path] = $"`{file.File.Path}` takes too long to parse, or nests too deep";
            else missing.AddOrUpdate(file.Language, 1, (_, n) => n + 1);
        }

        return parsed.GetOrAdd(file.File.Path, (tree, text.Lines)).Tree;
    }

    private SourceTree? Tree(CodeFile file, string text) => file.Language switch
    {
        Language.CSharp => CSharpReader.Read(text),
        Language.Python => PythonReader.Read(Encoding.UTF8.GetBytes(text), grammars),
        Language.Go => GoReader.Read(Encoding.UTF8.GetBytes(text), grammars),
        Language.Java => JavaReader.Read(Encoding.UTF8.GetBytes(text), grammars),
        Language.JavaScript or Language.TypeScript when ScriptReader.DialectOf(file.File.Path) is { } dialect => ScriptReader.Read(Encoding.UTF8.GetBytes(text), dialect, grammars),
        _ => null,
    };

    private void Usings(EstateFile project)
    {
        var bytes = Files.Content.ReadAll(project, out var reason, 1 << 20);
        if (reason is null) AddGlobals(project.Folder, UsingItem().Matches(Encoding.UTF8.GetString(bytes)).Select(m => m.Groups[1].Value));
    }

    private void AddGlobals(string folder, IEnumerable<string> names)
    {
        string[] found = [.. names];
        if (found.Length > 0) globals.AddOrUpdate(folder, found, (_, known) => [.. known.Union(found).Order(StringComparer.Ordinal)]);
    }

    private static string FolderOf(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "";

    [GeneratedRegex(@"^\s*global\s+using\s+([A-Za-z_][\w.]*)\s*;", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex GlobalUsing();

    [GeneratedRegex(@"<Using\s+Include=""([A-Za-z_][\w.]*)""", RegexOptions.CultureInvariant)]
    private static partial Regex UsingItem();
}
