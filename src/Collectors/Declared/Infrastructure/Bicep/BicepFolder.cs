using System.Text;
using Plumbline.Collectors.Declared.Infrastructure.Words;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.Infrastructure.Bicep;

/// <summary>The Bicep files of a scan: those that no other calls, or that have a parameter file of their own, are read with its values, the others through their callers.</summary>
public sealed class BicepFolder
{
    private const int LargestFile = 1 << 20;
    private readonly SortedDictionary<string, IReadOnlyList<Declaration>> files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EstateFile> all = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Function, string Path), Term?> loaded = [];
    private readonly Dictionary<string, bool> judged = new(StringComparer.Ordinal);
    private readonly HashSet<string> lacks = new(StringComparer.Ordinal);

    /// <summary>Files, and modules, that are not read, and why.</summary>
    public List<(string Path, string Reason)> Unread { get; } = [];

    /// <summary>What nobody can tell from the files: what another parameter's value would make, which items a loop has.</summary>
    public List<(string Path, string Reason)> Unsure { get; } = [];

    /// <summary>The declarations of a file; null where it is not there or could not be read.</summary>
    public IReadOnlyList<Declaration>? Find(string path) => files.GetValueOrDefault(path);

    /// <summary>Something is not followed; said once.</summary>
    public void Lacks(string file, string reason)
    {
        if (lacks.Add(reason)) Unread.Add((file, reason));
    }

    /// <summary>Every resource of every file that is deployed by itself.</summary>
    public IEnumerable<Resource> Resources(Scope scope)
    {
        foreach (var file in scope.Files) all.TryAdd(file.Path, file);
        foreach (var file in scope.Files.Where(f => f.Name.EndsWith(".bicep", StringComparison.OrdinalIgnoreCase)))
            foreach (var declarations in Isolation.Read(file.Path, Unread, () => Read(file) is { } read ? [read] : (IEnumerable<IReadOnlyList<Declaration>>)[])) files[file.Path] = declarations;
        var parameters = new BicepParameters(this, files.Keys);
        foreach (var file in scope.Files) _ = Isolation.Read(file.Path, Unread, () => parameters.Add(file));
        var called = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (path, declarations) in files)
            foreach (var module in declarations.Where(d => d.Kind == "module"))
                if (Local(path, module.Of) is { } local) called.Add(local);
                else Lacks(path, $"the module `{module.Of}` that line {module.Line} of `{path}` calls {Missing(path, module.Of)}");
        // What only calls itself, or its own callers, is read as well.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var own = files.Keys.Where(p => !called.Contains(p) || parameters.Has(p)).ToList();
        foreach (var (path, isOwn) in own.Select(p => (p, true)).Concat(files.Keys.Select(p => (p, false))).ToList())
        {
            if (!isOwn && seen.Contains(path)) continue;
            foreach (var next in Reached(path)) seen.Add(next);
            foreach (var resource in Isolation.Read(path, Unread, () => Root(path, parameters.For(path, files[path])))) yield return resource;
        }
    }

    /// <summary>The file that a module names; null where it is in a registry, outside the scan or not there.</summary>
    public string? Local(string from, string module) => BicepPaths.From(from, module) is { } path && files.ContainsKey(path) ? path : null;

    /// <summary>True where a file, or one that it calls, declares a resource of which something is said.</summary>
    public bool IsJudged(string path)
    {
        if (judged.TryGetValue(path, out var known)) return known;
        return judged[path] = Reached(path).SelectMany(p => files[p]).Any(d => d is { Kind: "resource", IsExisting: false } && Mapping.IsJudged(d.Of.Split('@')[0]));
    }

    /// <summary>What a file of the scan holds, by the function that loads it; null where it is not there or larger than is read.</summary>
    public Term? Load(string from, string function, string written)
    {
        if (BicepPaths.From(from, written) is not { } path || !all.TryGetValue(path, out var file)) return null;
        if (loaded.TryGetValue((function, path), out var known)) return known;
        var bytes = Content.ReadAll(file, out var reason, LargestFile);
        var term = reason is not null || !System.Text.Unicode.Utf8.IsValid(bytes) ? null : function == "loadtextcontent" ? Term.Of(Encoding.UTF8.GetString(bytes)) : Jsons.Read(bytes, out _);
        return loaded[(function, path)] = term is null ? null : Jsons.Unlined(term);
    }

    /// <summary>The declarations of a file, which may be no Bicep.</summary>
    public IReadOnlyList<Declaration>? Read(EstateFile file)
    {
        var bytes = Content.ReadAll(file, out var reason, LargestFile);
        if (reason is null && !System.Text.Unicode.Utf8.IsValid(bytes)) reason = $"`{file.Path}` is no UTF-8 text";
        string? error = null;
        var declarations = reason is null ? BicepText.Read(Encoding.UTF8.GetString(bytes), out error) : null;
        if (declarations is null) Unread.Add((file.Path, reason ?? $"`{file.Path}` is not read: {error}"));
        return declarations;
    }

    private List<Resource> Root(string path, BicepGiven given)
    {
        var root = new BicepRoot(this, path);
        var made = new BicepModule(root, path, given, "", [path]).Resources("bicep:" + path).ToList();
        root.Tell();
        if (root.IsCut) Lacks(path, $"`{path}` makes more than is evaluated; what comes late in it is not known or not seen");
        return Twins.Settled(made.Select(m => (m.Resource, m.IsKnown, m.Group)));
    }

    private string Missing(string from, string module) => BicepPaths.From(from, module) switch
    {
        null when module.StartsWith('.') || module.StartsWith('/') => "lies outside the scan",
        { } path when all.ContainsKey(path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            ? "is a template, which is read without what the call gives it" : "is not read itself; its own gap says why",
        _ => "is not among the files of the scan",
    };

    private HashSet<string> Reached(string path)
    {
        var (open, reached) = (new Stack<string>([path]), new HashSet<string>(StringComparer.Ordinal));
        while (open.TryPop(out var next))
            if (reached.Add(next)) foreach (var module in files[next].Where(d => d.Kind == "module")) if (Local(next, module.Of) is { } local) open.Push(local);
        return reached;
    }
}
