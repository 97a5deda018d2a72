namespace Plumbline.Code.Names;

/// <summary>The files in which a name is called.</summary>
/// <param name="code">The files.</param>
/// <param name="calling">Paths of the files that may call a name, in any order.</param>
/// <param name="counts">True where calls in a file (the first path) count for what another (the second) defines: tests say nothing of a program.</param>
/// <param name="isParsed">True for a file that is parsed anyhow.</param>
public sealed class CallSites(CodeBase code, Func<string, IEnumerable<string>> calling, Func<string, string, bool> counts, Func<string, bool> isParsed)
{
    /// <summary>So many files are looked into for one name.</summary>
    public const int MostFiles = 24;

    private const int MostParsed = 256;
    private readonly HashSet<string> parsed = new(StringComparer.Ordinal);

    /// <summary>No calls are known.</summary>
    public static CallSites None(CodeBase code) => new(code, _ => [], (_, _) => false, _ => false);

    /// <summary>The files that may call what a file defines, itself first, then the nearest; and whether these are all.</summary>
    public (IReadOnlyList<SourceFile> Files, bool IsAll) Of(string name, SourceFile from)
    {
        var near = calling(name).Where(p => p != from.Path && Family(p) == Family(from.Path) && counts(p, from.Path))
            .OrderByDescending(p => CodeBase.Shared(p, from.Path)).ThenBy(p => p.Length).ThenBy(p => p, StringComparer.Ordinal).ToList();
        var found = new List<SourceFile> { from };
        var isAll = near.Count <= MostFiles;
        foreach (var path in near.Take(MostFiles))
        {
            if (!isParsed(path) && !parsed.Contains(path) && parsed.Count >= MostParsed) isAll = false;
            else if (Parse(path) is { } file) found.Add(file);
            else isAll = false;
        }

        return (found, isAll);
    }

    private SourceFile? Parse(string path)
    {
        if (!isParsed(path)) parsed.Add(path);
        return code.File(path);
    }

    private static string Family(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".py" or ".ipynb" => "python",
        ".ts" or ".tsx" or ".mts" or ".cts" or ".js" or ".jsx" or ".mjs" or ".cjs" => "script",
        var other => other,
    };
}
