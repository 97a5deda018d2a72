using System.Diagnostics;
using System.Globalization;
using Plumbline.Guardrails.Models;

namespace Plumbline.Bench.Models;

/// <summary>How fast opcodes are followed, and how long many small files take, beside picklescan where it is at hand.</summary>
internal static class Speed
{
    private const double LeastRate = 250;
    private const double LeastHeavy = 100;
    private const double LeastSmall = 10;
    private const int Small = 500;

    public static bool Holds()
    {
        var heavy = Enumerable.Range(1, 2).Select(k => 2 * k).Select(p => (Name: $"opcodes_p{p}", Bytes: PickleWriter.Layers(60_000, p, 7))).ToList();
        var small = Enumerable.Range(0, Small).Select(i => (Name: $"small_{i}", Bytes: PickleWriter.Layers(1, 2 + (i % 3), i))).ToList();
        var (heavySeconds, smallSeconds) = (Best(heavy), Best(small));
        var rate = heavy.Sum(h => h.Bytes.Length) / heavySeconds / 1e6;
        Console.WriteLine($"models: {heavy.Sum(h => h.Bytes.Length) / 1e6:0.0} MB of opcodes in {heavySeconds * 1e3:0.0} ms, {rate:0} MB/s on one core (floor {LeastRate:0}); {Small} small files in {smallSeconds * 1e3:0.00} ms");
        var holds = rate >= LeastRate;
        if (Environment.GetEnvironmentVariable("PICKLESCAN") is not { Length: > 0 } peer)
        {
            Console.WriteLine("models: picklescan beside it: skipped; set PICKLESCAN to a checkout");
            return holds;
        }

        var (idle, theirs, theirSmall) = (Peer(peer, []), Peer(peer, heavy), Peer(peer, small));
        holds &= Beside("opcodes", theirs - idle, heavySeconds, LeastHeavy);
        return Beside("small files", theirSmall - idle, smallSeconds, LeastSmall) && holds;
    }

    private static bool Beside(string what, double theirs, double ours, double least)
    {
        Console.WriteLine($"models: {what}: picklescan {theirs:0.00} s of CPU (its start taken off), ours {ours:0.0000} s, {theirs / ours:0} times (floor {least:0})");
        return theirs / ours >= least;
    }

    private static double Best(List<(string Name, byte[] Bytes)> files)
    {
        var best = double.MaxValue;
        for (var round = 0; round < 25; round++)
        {
            var before = Environment.CpuUsage.TotalTime;
            foreach (var (name, bytes) in files)
            {
                if (ModelJudge.Judge(new MemoryArtifact(bytes)).Verdict != Verdict.Clean) throw new InvalidOperationException($"`{name}` is clean");
            }

            best = Math.Min(best, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
        }

        return best;
    }

    // CPU seconds that the peer takes for a folder of these files.
    private static double Peer(string checkout, List<(string Name, byte[] Bytes)> files)
    {
        var folder = Directory.CreateTempSubdirectory("models");
        try
        {
            foreach (var (name, bytes) in files) File.WriteAllBytes(Path.Combine(folder.FullName, name + ".pkl"), bytes);
            var start = new ProcessStartInfo("bash", ["-c", "TIMEFORMAT='%U %S'; time python3 -m picklescan.cli -p \"$0\" >/dev/null 2>/dev/null", folder.FullName]) { RedirectStandardError = true };
            start.Environment["PYTHONPATH"] = Path.Combine(checkout, "src");
            using var process = Process.Start(start)!;
            return process.StandardError.ReadToEnd().Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Sum(s => double.Parse(s, CultureInfo.InvariantCulture));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
