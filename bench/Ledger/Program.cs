using System.Diagnostics;
using System.Globalization;
using Plumbline.Bench.Ledgers;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;
using Plumbline.Store;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Recordings;
using Plumbline.Store.Records;

// Measures a ledger: argument 1 is the number of claims, 2 a folder for the file or an address of PostgreSQL.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
var place = args.Length > 1 ? args[1] : Directory.CreateTempSubdirectory("plumb-bench-").FullName;
var address = place.Contains("://", StringComparison.Ordinal) ? place : Path.Combine(place, "ledger.db");
var moment = new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);
var broken = 0;

using (var ledger = new Ledger(Stores.Open(address), TimeProvider.System))
{
    Console.WriteLine($"{ledger.Store.Engine}, {count:n0} claims");
    var (seen, writing) = (ledger.Tip.Number, TimeSpan.Zero);
    using var text = new ClaimText();
    foreach (var batch in Estate.Claims(count / 10).Chunk(10_000))
    {
        var entries = batch.Select(c => new Entry(RecordKind.Claim, "bench", c.Subject.ToString(), "bench", moment, text.Write(c).ToArray())).ToList();
        var watch = Stopwatch.StartNew();
        seen = ledger.Append(seen, entries)!.Number;
        writing += watch.Elapsed;
    }

    Say("append, 10,000 a batch, flushed to disk", count / writing.TotalSeconds, 50_000, "records/s");
    for (var i = 0; i < 3; i++)
    {
        var (cpu, watch) = (Process.GetCurrentProcess().TotalProcessorTime, Stopwatch.StartNew());
        var found = Verification.Of(ledger.Store, [], _ => { });
        if (found.Faults.Length > 0) broken = 1;
        Say($"verify, projections compared ({Cpu(cpu):0.00} s of processor time)", found.Records / watch.Elapsed.TotalSeconds, 500_000, "records/s");
    }

    var vocabulary = Vocabulary.Of([]);
    for (var i = 0; i < 3; i++)
    {
        GC.Collect();
        var (before, cpu, watch) = (GC.GetTotalMemory(forceFullCollection: true), Process.GetCurrentProcess().TotalProcessorTime, Stopwatch.StartNew());
        var claims = AsOf.Claims(ledger.Store, "bench", moment);
        var read = watch.Elapsed;
        var graph = AssetGraph.From(claims, vocabulary);
        var all = watch.Elapsed;
        var spent = Cpu(cpu);
        claims = [];
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(graph);
        Console.WriteLine($"  ledger to graph: {all.TotalSeconds:0.00} s ({read.TotalSeconds:0.00} s of it reading; {spent:0.00} s of processor time), {kept / 1e6:0} MB kept (floor: 2 s on one core, 150 MB)");
    }
}

return broken;

double Cpu(TimeSpan since) => (Process.GetCurrentProcess().TotalProcessorTime - since).TotalSeconds;

void Say(string what, double rate, double floor, string unit)
{
    Console.WriteLine($"  {what}: {rate:n0} {unit} (floor {floor:n0})");
    if (rate < floor) broken = 1;
}
