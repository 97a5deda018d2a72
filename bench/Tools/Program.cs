using System.Diagnostics;
using Plumbline.Collectors.Files.Mcp;
using Plumbline.Guardrails.Tools;

namespace Plumbline.Bench.Tools;

/// <summary>How many poisoned tool definitions are found, and how many benign ones are called poisoned.</summary>
internal static class Program
{
    private const double LeastRecall = 0.9;
    private const int Seed = 20261121;

    private static int Main(string[] arguments)
    {
        var verbose = arguments.Contains("--misses");
        var folders = arguments.Where(a => !a.StartsWith("--", StringComparison.Ordinal) && (Directory.Exists(a) || File.Exists(a))).ToList();
        var corpora = folders.Select(f => (Name: Path.GetFileName(f.TrimEnd('/')), Tools: Corpus.Read(f).ToList())).Where(c => c.Tools.Count > 0).ToList();
        if (corpora.Count == 0)
        {
            Console.WriteLine("tools: skipped; name folders of published tool definitions (tools.json, *.jsonl): bench/run tools FOLDER…");
            return 0;
        }

        var isBroken = false;
        foreach (var (name, tools) in corpora) isBroken |= Benign(name, [.. tools.Where(t => !t.IsMalicious)], verbose);
        foreach (var (name, tools) in corpora) isBroken |= Labelled(name, [.. tools.Where(t => t.IsMalicious)], verbose);
        List<Sample> benign = [.. corpora.SelectMany(c => c.Tools).Where(t => !t.IsMalicious)];
        isBroken |= Poisoned("poisons", LeastRecall, benign, verbose);
        Poisoned("held-out", 0, benign, verbose);
        return isBroken ? 1 : 0;
    }

    private static bool Benign(string name, List<Sample> tools, bool verbose)
    {
        if (tools.Count == 0) return false;
        var clock = Stopwatch.StartNew();
        var judged = tools.Select(t => (Sample: t, Signs: DefinitionJudge.Judge(t.Tool, t.Neighbours).Signs)).ToList();
        var spent = clock.Elapsed.TotalMilliseconds;
        var (high, medium) = (judged.Count(j => Weighs(j.Signs, SignWeight.High)), judged.Count(j => Weighs(j.Signs, SignWeight.Medium)));
        Console.WriteLine($"{name}: {tools.Count} benign tools, high {high} (limit 0), medium or more {medium} = {1000.0 * medium / tools.Count:0.0} per 1000, {spent / tools.Count:0.00} ms a tool");
        if (verbose)
        {
            foreach (var (sample, signs) in judged)
                foreach (var sign in signs.Where(s => s.Weight >= SignWeight.Medium)) Console.WriteLine($"  {sign.Weight} {sign.Kind} {sample.Tool.Server}/{sample.Tool.Name} {sign.Place} {sign.How}: {Shown(sample, sign)}");
        }

        return high > 0;
    }

    private static bool Labelled(string name, List<Sample> tools, bool verbose)
    {
        if (tools.Count == 0) return false;
        var missed = tools.Where(t => !Weighs(DefinitionJudge.Judge(t.Tool, t.Neighbours).Signs, SignWeight.Medium)).ToList();
        Console.WriteLine($"{name}: {tools.Count} labelled malicious, found {tools.Count - missed.Count}");
        if (verbose) foreach (var miss in missed) Console.WriteLine($"  missed {miss.Tool.Name}: {miss.Tool.Description.ReplaceLineEndings(" ")}");
        return false;
    }

    private static bool Poisoned(string set, double least, List<Sample> benign, bool verbose)
    {
        var poisons = Mutation.Read(Path.Combine(AppContext.BaseDirectory, set + ".tsv"));
        var random = new Random(Seed);
        var results = new SortedDictionary<string, (int All, int High, int Medium)>(StringComparer.Ordinal);
        foreach (var poison in poisons)
        {
            foreach (var disguise in Mutation.Disguises)
            {
                for (var time = 0; time < 4; time++)
                {
                    var (tool, neighbours) = Mutation.Apply(benign[random.Next(benign.Count)], poison, disguise, random);
                    var signs = DefinitionJudge.Judge(tool, neighbours).Signs;
                    var (isHigh, isMedium) = (Weighs(signs, SignWeight.High), Weighs(signs, SignWeight.Medium));
                    foreach (var key in (string[])[$"technique {poison.Technique}", $"language {poison.Language}", $"disguise {disguise}", "all"])
                    {
                        var sum = results.GetValueOrDefault(key);
                        results[key] = (sum.All + 1, sum.High + (isHigh ? 1 : 0), sum.Medium + (isMedium ? 1 : 0));
                    }

                    if (verbose && !isHigh && time == 0) Console.WriteLine($"  {set} not high ({disguise}): {poison.Technique} {poison.Text}");
                }
            }
        }

        foreach (var (key, sum) in results) Console.WriteLine($"{set}, {key}: {sum.All}, found at high {(double)sum.High / sum.All:P1}, at medium or more {(double)sum.Medium / sum.All:P1}");
        var recall = (double)results["all"].High / results["all"].All;
        Console.WriteLine($"{set}: recall {recall:P1} at high{(least > 0 ? $" (floor {least:P0})" : "")}");
        return recall < least;
    }

    private static bool Weighs(IReadOnlyList<SeenSign> signs, SignWeight least) => signs.Any(s => s.Weight >= least);

    private static string Shown(Sample sample, SeenSign sign) =>
        $"{sign.Why} | {ToolJudge.Texts(sample.Tool).FirstOrDefault(t => t.Place == sign.Place).Text?.ReplaceLineEndings(" ")}";
}
