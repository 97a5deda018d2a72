using System.Diagnostics;
using System.Globalization;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;
using Plumbline.Server.Sources;
using Plumbline.Server.Standings;
using Plumbline.Store;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Recordings;

namespace Plumbline.Bench.Standings;

/// <summary>The steps that a server takes from files to a recorded standing, each timed.</summary>
internal sealed class Rounds
{
    private readonly string folder;
    private readonly string store;
    private readonly DateTimeOffset moment;
    private readonly EstateReading reading;
    private readonly Rulebook book;
    private Report? last;

    public Rounds(string folder, string rules, string grammars, string home, DateTimeOffset moment)
    {
        (this.folder, this.moment, store) = (folder, moment, Path.Combine(home, "ledger.db"));
        Directory.CreateDirectory(home);
        reading = new EstateReading(new EstateSettings(null, home, store, [rules], grammars));
        book = Step("rules", () => reading.Rules(moment));
    }

    public void First()
    {
        var (scope, claims) = Collect();
        var graph = Step("freeze", () => AssetGraph.From(claims, reading.Words));
        Console.WriteLine($"{graph.Rows.Count()} assets, {graph.Relations.Length} relations");
        End(scope, graph, claims, Step("assess", () => Assessment.Of(graph, book, moment, Environment.ProcessorCount)));
    }

    public void Next()
    {
        var (scope, claims) = Collect();
        var graph = Step("freeze", () => AssetGraph.From(claims, reading.Words));
        var changed = Step("compare", () => Changes.Between(last!.Graph, graph));
        End(scope, graph, claims, Step("assess what changed", () => last!.Assessment.After(graph, changed, book, moment)));
    }

    /// <summary>Turns the criticality of some systems round.</summary>
    public void Change()
    {
        var file = Path.Combine(folder, "registry", "systems-0000.yaml");
        var text = File.ReadAllText(file);
        File.WriteAllText(file, text.Contains("criticality: medium", StringComparison.Ordinal) ? text.Replace("criticality: medium", "criticality: high", StringComparison.Ordinal) : text.Replace("criticality: high", "criticality: medium", StringComparison.Ordinal));
    }

    private (Scope Scope, List<Claim> Claims) Collect()
    {
        var scope = Step("open", () => reading.Open([new SourceReading([folder], [], [])], moment, TimeProvider.System).Scope!);
        var claims = Step("collect", () => reading.CollectAsync(scope, CancellationToken.None).GetAwaiter().GetResult());
        Console.WriteLine($"{claims.Count} claims of {scope.Files.Length} files");
        return (scope.Read(), claims);
    }

    private void End(Scope scope, AssetGraph graph, List<Claim> claims, Assessment assessment)
    {
        last = new Report(scope, graph, book, assessment) { Claims = claims };
        Console.WriteLine($"{assessment.Findings.Length} verdicts that are not good, {last.Failures.Count()} of them fail; {assessment.Work}");
        using var ledger = new Ledger(Stores.Open(store), TimeProvider.System);
        var recorded = Step("record", () => ScanRecord.Write(ledger, last, "bench"));
        Console.WriteLine($"recorded {recorded.Claims} claims, {recorded.Gone} gone, {recorded.Findings} findings");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"kept",-24} {GC.GetTotalMemory(true) >> 20,8} MB"));
    }

    private static T Step<T>(string name, Func<T> step)
    {
        var (began, allocated) = (Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes());
        var result = step();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-24} {Stopwatch.GetElapsedTime(began).TotalMilliseconds,8:0} ms {(GC.GetTotalAllocatedBytes() - allocated) >> 20,6} MB allocated"));
        return result;
    }
}
