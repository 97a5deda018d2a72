using System.Text;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.Infrastructure.Bicep;

/// <summary>The Bicep files of a scan: those that no other calls are read with the values of their parameter files, the others through their callers.</summary>
public sealed class BicepFolder
{
    /// <summary>How many modules may call one another.</summary>
    public const int Deepest = 8;

    private const int LargestFile = 1 << 20;
    private const int MostSteps = 400_000;
    private const int MostCalls = 1000;
    private readonly SortedDictionary<string, IReadOnlyList<Declaration>> files = new(StringComparer.Ordinal);
    private int steps;
    private int calls;

    /// <summary>Files, and modules, that are not read, and why.</summary>
    public List<(string Path, string Reason)> Unread { get; } = [];

    /// <summary>The declarations of a file; null where it is not there or could not be read.</summary>
    public IReadOnlyList<Declaration>? Find(string path) => files.GetValueOrDefault(path);

    /// <summary>Counts one step of an evaluation; false where there were too many.</summary>
    public bool Step() => ++steps <= MostSteps;

    /// <summary>Counts one call of a module; false where there were too many.</summary>
    public bool Call() => ++calls <= MostCalls;

    /// <summary>Every resource of every file that is no module of another.</summary>
    public IEnumerable<Resource> Resources(Scope scope)
    {
        foreach (var file in scope.Files.Where(f => f.Name.EndsWith(".bicep", StringComparison.OrdinalIgnoreCase)))
            if (Read(file) is { } declarations) files[file.Path] = declarations;
        var parameters = BicepParameters.Of(scope, Read);
        var called = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (path, declarations) in files)
        {
            foreach (var module in declarations.Where(d => d.Kind == "module"))
            {
                if (Local(path, module.Of) is { } local) called.Add(local);
                else Unread.Add((path, $"the module `{module.Of}` that line {module.Line} of `{path}` calls is not among the files of the scan"));
            }
        }

        // What only calls itself, or its own callers, is read as well.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in files.Keys.Where(p => !called.Contains(p)).Concat(files.Keys).ToList())
        {
            if (seen.Contains(path)) continue;
            Reach(path, seen);
            (steps, calls) = (0, 0);
            foreach (var resource in new BicepModule(this, path, parameters.For(path), "", [path]).Resources("bicep:" + path)) yield return resource;
            if (steps > MostSteps || calls > MostCalls) Unread.Add((path, $"`{path}` makes more than is evaluated; what comes late in it is not seen"));
        }
    }

    /// <summary>The file that a module names; null where it is in a registry or not there.</summary>
    public string? Local(string from, string module)
    {
        var parts = new List<string>(from.Split('/')[..^1]);
        foreach (var part in module.Split('/'))
        {
            if (part == ".." && parts.Count > 0) parts.RemoveAt(parts.Count - 1);
            else if (part is not ("." or "..")) parts.Add(part);
        }

        var path = string.Join('/', parts);
        return files.ContainsKey(path) ? path : null;
    }

    private void Reach(string path, HashSet<string> seen)
    {
        var open = new Stack<string>([path]);
        while (open.TryPop(out var next))
            if (seen.Add(next)) foreach (var module in files[next].Where(d => d.Kind == "module")) if (Local(next, module.Of) is { } local) open.Push(local);
    }

    private IReadOnlyList<Declaration>? Read(EstateFile file)
    {
        var bytes = Content.ReadAll(file, out var reason, LargestFile);
        if (reason is null && !System.Text.Unicode.Utf8.IsValid(bytes)) reason = $"`{file.Path}` is no UTF-8 text";
        string? error = null;
        var declarations = reason is null ? BicepText.Read(Encoding.UTF8.GetString(bytes), out error) : null;
        if (declarations is null) Unread.Add((file.Path, reason ?? $"`{file.Path}` is not read: {error}"));
        return declarations;
    }
}
