using Plumbline.Guardrails.Models;

namespace Plumbline.Bench.Models;

/// <summary>Are malicious files found and benign ones left alone, whatever they are called?</summary>
internal static class Truth
{
    private const double LeastRecall = 0.99;

    public static bool Holds(string corpus)
    {
        var table = Path.Combine(corpus, "labels.csv");
        if (!File.Exists(table))
        {
            Console.WriteLine($"models: truth skipped, `{table}` is not there; name the folder that holds it: bench/run models FOLDER");
            return true;
        }

        var (found, malicious, accused, benign) = (0, 0, 0, 0);
        Console.WriteLine($"{"format",-12} {"malicious",9} {"found",6} {"benign",7} {"accused",8} {"not clean",9} {"else",5}");
        foreach (var kind in Label.Read(table).GroupBy(l => l.Format).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var judged = kind.Select(l => (Label: l, Report: Judged(corpus, l))).ToList();
            var (bad, good) = (judged.FindAll(j => j.Label.Verdict == "malicious"), judged.FindAll(j => j.Label.Verdict == "benign"));
            var (caught, blamed) = (bad.Count(j => j.Report.Verdict == Verdict.Malicious), good.Count(j => j.Report.Verdict == Verdict.Malicious));
            Console.WriteLine($"{kind.Key,-12} {bad.Count,9} {caught,6} {good.Count,7} {blamed,8} {good.Count(j => j.Report.Verdict != Verdict.Clean),9} {judged.Count - bad.Count - good.Count,5}");
            foreach (var (label, report) in judged.Where(j => Expected(j.Label.Verdict) is { } verdict && verdict != j.Report.Verdict)) Say(label, report);
            (found, malicious, accused, benign) = (found + caught, malicious + bad.Count, accused + blamed, benign + good.Count);
        }

        Console.WriteLine($"models: {found} of {malicious} malicious found (floor {LeastRecall:P0}), {accused} of {benign} benign called malicious (limit 0)");
        return found >= LeastRecall * malicious && accused == 0;
    }

    /// <summary>What is said of one file, or of all below a folder.</summary>
    public static void List(string path)
    {
        foreach (var file in Directory.Exists(path) ? [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)] : (string[])[path])
        {
            var report = ModelJudge.Judge(new MemoryArtifact(File.ReadAllBytes(file)));
            Say(new Label(file, "-", "-"), report);
        }
    }

    private static Verdict? Expected(string verdict) => verdict switch { "malicious" => Verdict.Malicious, "benign" => Verdict.Clean, _ => (Verdict?)Verdict.Review };

    // The name and its extension are left behind: only content is judged.
    private static ModelReport Judged(string corpus, Label label) => ModelJudge.Judge(new MemoryArtifact(File.ReadAllBytes(Path.Combine(corpus, label.File))));

    private static void Say(Label label, ModelReport report)
    {
        Console.WriteLine($"  {label.File}: {label.Verdict}, said {report.Verdict} ({report.Format})");
        foreach (var sign in report.Signs.Take(4)) Console.WriteLine($"    {sign.Kind} {sign.Danger} {sign.Member}@{sign.Offset} {sign.Subject}: {sign.Why}");
        foreach (var part in report.NotScanned.Take(2)) Console.WriteLine($"    not scanned {part.Member}@{part.Offset}: {part.Why}");
    }
}
