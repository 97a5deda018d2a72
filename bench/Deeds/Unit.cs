using Plumbline.Code.Deeds;
using Plumbline.Code.Trees;
using Plumbline.Code.TreeSitter;

namespace Plumbline.Bench.Deeds;

/// <summary>What is judged as one: a file alone, or the code of a folder.</summary>
/// <param name="Name">Its path below the corpus.</param>
/// <param name="Files">Its files.</param>
internal sealed record Unit(string Name, IReadOnlyList<string> Files)
{
    private const int Largest = 2 << 20;

    /// <summary>Every file below a folder by itself.</summary>
    public static List<Unit> Alone(string folder) => [.. Code(folder).Select(f => new Unit(Path.GetRelativePath(folder, f), [f]))];

    /// <summary>The code below a folder by its projects: the nearest folder above a file that holds one of the marks, else the file's own.</summary>
    public static List<Unit> Projects(string folder, params string[] marks) =>
        [.. Code(folder).GroupBy(f => Home(folder, f, marks)).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new Unit(Path.GetRelativePath(folder, g.Key), [.. g]))];

    /// <summary>The trees of its files, by their paths; files that nobody can parse are left out.</summary>
    /// <param name="grammars">The grammars.</param>
    /// <param name="isStripped">True to take away what comments and documentation say, which no judgement may rest on.</param>
    /// <param name="bytes">Counts what is read.</param>
    public Dictionary<string, SourceTree> Trees(Grammars grammars, bool isStripped, ref long bytes)
    {
        var root = Files.Count == 1 ? Path.GetDirectoryName(Files[0])! : Files.Select(f => Path.GetDirectoryName(f)!).Aggregate(Common);
        var trees = new Dictionary<string, SourceTree>(StringComparer.Ordinal);
        foreach (var file in Files)
        {
            var text = File.ReadAllBytes(file);
            if (DeedReader.Parse(file, text, grammars) is not { } tree) continue;
            bytes += text.Length;
            if (isStripped) tree = tree with { Definitions = [.. tree.Definitions.Select(d => d with { Doc = "" })] };
            trees[Path.GetRelativePath(root, file)] = tree;
        }

        return trees;
    }

    private static string Common(string a, string b)
    {
        while (!(b + "/").StartsWith(a + "/", StringComparison.Ordinal)) a = Path.GetDirectoryName(a)!;
        return a;
    }

    private static IEnumerable<string> Code(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(f => Path.GetExtension(f) is ".py" or ".js" or ".ts" or ".mjs" or ".cjs" or ".tsx" or ".jsx" && !f.Contains("/node_modules/", StringComparison.Ordinal) && !f.EndsWith(".d.ts", StringComparison.Ordinal) && new FileInfo(f).Length < Largest)
        .Order(StringComparer.Ordinal);

    private static string Home(string root, string file, string[] marks)
    {
        var own = Path.GetDirectoryName(file)!;
        for (var at = own; at.Length >= root.TrimEnd('/').Length; at = Path.GetDirectoryName(at)!) if (marks.Any(m => File.Exists(Path.Combine(at, m)))) return at;
        return own;
    }
}
