using System.Diagnostics;
using Plumbline.Guardrails.Models;

namespace Plumbline.Bench.Models;

/// <summary>Is everything found that other scanners find, on the files that their own tests are about? Every scanner looks at the files of all.</summary>
internal static class Peers
{
    private static readonly string[] All = ["picklescan", "modelscan", "fickling"];

    /// <summary>Compares with each scanner whose checkout is named by a variable of its name in capitals; false where one of them calls bad, of its own files, what is called clean here.</summary>
    public static bool Holds()
    {
        var here = All.Where(n => Checkout(n) is not null).ToList();
        foreach (var name in All.Except(here)) Console.WriteLine($"models: files of {name}: skipped; set {name.ToUpperInvariant()} to a checkout");
        var folder = Directory.CreateTempSubdirectory("peers");
        try
        {
            foreach (var name in here)
            {
                var (_, error) = Ask("collect", name, Path.Combine(folder.FullName, name));
                if (!Directory.Exists(Path.Combine(folder.FullName, name)) || !Directory.EnumerateFiles(Path.Combine(folder.FullName, name)).Any()) Console.WriteLine($"models: files of {name}: skipped, its tests do not run here: {error}");
            }

            var reports = new Dictionary<string, ModelReport>(StringComparer.Ordinal);
            foreach (var file in Directory.EnumerateFiles(folder.FullName, "*", SearchOption.AllDirectories)) reports[Path.GetRelativePath(folder.FullName, file)] = ModelJudge.Judge(new MemoryArtifact(File.ReadAllBytes(file)));
            return here.Aggregate(true, (holds, name) => Beside(name, folder.FullName, reports) && holds);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static bool Beside(string name, string folder, Dictionary<string, ModelReport> reports)
    {
        var (said, error) = Ask("judge", name, folder);
        if (said.Count == 0)
        {
            Console.WriteLine($"models: beside {name}: skipped, it does not run here: {error}");
            return true;
        }

        var bad = said.Where(s => s.Verdict == "bad").Select(s => (s.File, Report: reports[s.File])).ToList();
        var missed = bad.FindAll(b => b.Report.Verdict is Verdict.Clean or Verdict.NotScanned);
        Console.WriteLine($"models: {name} calls {bad.Count} of {said.Count} files bad; of these {bad.Count(b => b.Report.Verdict is Verdict.Malicious)} are malicious here, {bad.Count(b => b.Report.Verdict is Verdict.Review)} for review, {missed.Count} neither");
        foreach (var (file, report) in missed.OrderBy(m => m.File, StringComparer.Ordinal)) Console.WriteLine($"  {file}: said {report.Verdict} {(report.NotScanned.Count > 0 ? report.NotScanned[0].Why : "")}");
        return !missed.Exists(m => m.Report.Verdict is Verdict.Clean && m.File.StartsWith(name + Path.DirectorySeparatorChar, StringComparison.Ordinal));
    }

    private static string? Checkout(string name) => Environment.GetEnvironmentVariable(name.ToUpperInvariant()) is { Length: > 0 } folder && Directory.Exists(folder) ? folder : null;

    private static (List<(string Verdict, string File)> Said, string Error) Ask(string what, string name, string folder)
    {
        var start = new ProcessStartInfo("python3", ["-I", Path.Combine(AppContext.BaseDirectory, "peers.py"), what, name, Checkout(name)!, folder]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('\t')).Where(f => f.Length == 2).Select(f => (f[0], f[1])).ToList();
        return (said, error.GetAwaiter().GetResult().Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault("it said nothing"));
    }
}
