using System.Diagnostics;
using Plumbline.Code.Deeds;
using Plumbline.Code.TreeSitter;

namespace Plumbline.Bench.Deeds;

/// <summary>Measures one corpus: how many malicious units are found, how many benign ones are called dangerous, and how fast.</summary>
internal static class Corpus
{
    /// <summary>True where a limit is broken.</summary>
    public static bool Measure(string kind, string folder, List<Unit> units, Grammars grammars, bool isStripped, bool isShown)
    {
        var (bytes, clock, parse, whole, tools) = (0L, Stopwatch.StartNew(), TimeSpan.Zero, 0, 0);
        var found = new List<(Unit Unit, SignWeight? Weight)>();
        foreach (var unit in units)
        {
            var began = clock.Elapsed;
            var trees = unit.Trees(grammars, isStripped, ref bytes);
            parse += clock.Elapsed - began;
            var code = DeedReader.Of(trees);
            if (code.IsWhole) whole++;
            tools += code.Tools.Length;
            var signs = Judgement.Of(code);
            found.Add((unit, signs.IsEmpty ? null : signs.Max(s => s.Weight)));
            if (isShown) Show(kind, unit, signs);
        }

        var label = $"{kind} {Path.GetFileName(folder.TrimEnd('/'))}{(isStripped ? ", stripped" : "")}";
        foreach (var category in found.GroupBy(f => kind == "malicious" ? f.Unit.Name.Split('/')[0] : "all").OrderBy(g => g.Key, StringComparer.Ordinal))
            Console.WriteLine($"{label}: {category.Key}: {category.Count()} units, at least medium {category.Count(f => f.Weight >= SignWeight.Medium)}, at least high {category.Count(f => f.Weight >= SignWeight.High)}");
        var (all, medium, high) = (found.Count, found.Count(f => f.Weight >= SignWeight.Medium), found.Count(f => f.Weight >= SignWeight.High));
        Console.WriteLine($"{label}: of {all} units medium {medium} ({Share(medium, all)}), high {high} ({Share(high, all)}); whole {whole}, tools {tools}; {bytes / 1e6:F1} MB in {clock.Elapsed.TotalSeconds:F1} s ({bytes / 1e6 / clock.Elapsed.TotalSeconds:F2} MB/s, parsing {parse.TotalSeconds:F1} s)");
        return kind == "benign" ? high > 0 : kind == "malicious" && medium * 10 < all * 9;
    }

    private static string Share(int some, int all) => all == 0 ? "none" : $"{100.0 * some / all:F1} %";

    private static void Show(string kind, Unit unit, IEnumerable<Sign> signs)
    {
        foreach (var sign in signs.Where(s => s.Weight >= SignWeight.Medium))
            Console.WriteLine($"  {sign.Weight} {sign.Kind} {unit.Name} {sign.File}:{sign.Line} `{sign.Subject}` in {sign.Function} tool {sign.Tool}");
        if (kind == "malicious" && !signs.Any(s => s.Weight >= SignWeight.Medium)) Console.WriteLine($"  MISSED {unit.Name}");
    }
}
