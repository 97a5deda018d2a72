using System.Text;
using Plumbline.Code.Deeds;
using Plumbline.Code.Trees;

namespace Plumbline.Code.Tests;

/// <summary>Deeds and signs of code in a test.</summary>
internal static class Deeds
{
    /// <summary>What files do, each given as its path and its text.</summary>
    public static CodeDeeds Of(params (string Path, string Text)[] files)
    {
        var trees = new Dictionary<string, SourceTree>(StringComparer.Ordinal);
        foreach (var (path, text) in files)
        {
            Readers.Need(path.EndsWith(".py", StringComparison.Ordinal) ? "python" : path.EndsWith(".ts", StringComparison.Ordinal) ? "typescript" : "javascript");
            trees[path] = DeedReader.Parse(path, Encoding.UTF8.GetBytes(text), Readers.Grammars)!;
        }

        return DeedReader.Of(trees);
    }

    /// <summary>The signs of one file of Python.</summary>
    public static IReadOnlyList<Sign> Python(string text) => Judgement.Of(Of(("server.py", text)));

    /// <summary>The signs of one script.</summary>
    public static IReadOnlyList<Sign> Script(string text) => Judgement.Of(Of(("server.js", text)));

    /// <summary>The weight of a kind of sign; null where there is none.</summary>
    public static SignWeight? Weight(this IReadOnlyList<Sign> signs, SignKind kind) => signs.Where(s => s.Kind == kind).Select(s => (SignWeight?)s.Weight).Max();

    /// <summary>True where nothing weighs much.</summary>
    public static bool AreQuiet(this IReadOnlyList<Sign> signs) => signs.All(s => s.Weight < SignWeight.High);
}
