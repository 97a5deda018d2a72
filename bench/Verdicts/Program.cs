using System.Diagnostics;
using System.Globalization;
using Plumbline.Bench.Verdicts;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var cores = Environment.ProcessorCount;
var broken = 0;

var one = new SyntheticEstate(7, [AssetKind.Dataset]);
var graph = one.Graph(100_000);
var rules = one.Rules(200);
Whole("every rule on every asset", graph, rules, wall: 0.6, cpu: 1.2);
Changed(graph, rules, AssetKind.Dataset);

AssetKind[] twenty = [.. Enum.GetValues<AssetKind>().Where(k => k is not (AssetKind.Workload or AssetKind.Agent or AssetKind.Guardrail or AssetKind.Account or AssetKind.EvalSuite)).Take(20)];
var mixed = new SyntheticEstate(11, twenty);
Whole($"mixed estate of {twenty.Length} kinds", mixed.Graph(100_000), mixed.Rules(200), wall: 0.1, cpu: 0.2);
return broken;

void Whole(string name, AssetGraph graph, Rulebook book, double wall, double cpu)
{
    long verdicts = graph.Kinds.Sum(k => graph.Pages(k).Sum(p => (long)p.Length * book.Of(k).Length));
    var counts = new long[4];
    var runs = new List<(double Wall, double Cpu, long Allocated)>();
    for (var run = 0; run < 9; run++)
    {
        GC.Collect();
        var process = Process.GetCurrentProcess();
        var (before, bytes, watch) = (process.TotalProcessorTime, GC.GetTotalAllocatedBytes(precise: true), Stopwatch.StartNew());
        var all = graph.Kinds.Select(k => Evaluation.Of(graph.Pages(k), book.Of(k), cores)).ToList();
        watch.Stop();
        process.Refresh();
        runs.Add((watch.Elapsed.TotalSeconds, (process.TotalProcessorTime - before).TotalSeconds, GC.GetTotalAllocatedBytes(precise: true) - bytes));
        if (run > 0) continue;
        foreach (var page in all.SelectMany(k => k)) foreach (var verdict in page) counts[(int)verdict]++;
    }

    var warm = runs.Skip(3).ToList();
    var (w, c) = (Median(warm.Select(r => r.Wall)), Median(warm.Select(r => r.Cpu)));
    var shares = string.Join(" · ", Enum.GetValues<Verdict>().Select(v => $"{v.Name()} {100.0 * counts[(int)v] / verdicts:0} %"));
    Console.WriteLine($"{name}: {verdicts / 1e6:0.0} M verdicts ({shares})");
    Console.WriteLine($"  wall {w:0.000} s (first {runs[0].Wall:0.000}, limit {wall}) · cpu {c:0.000} s (limit {cpu}) · {c / verdicts * 1e9:0.0} ns a verdict · {(double)warm[0].Allocated / verdicts:0.00} bytes a verdict (the result itself is 1)");
    if (w > wall || c > cpu) broken = Fail($"{name} is slower than its limit");
    if (warm.Min(r => r.Allocated) > verdicts * 1.1 + 1_000_000) broken = Fail($"{name} allocates for each verdict");
}

void Changed(AssetGraph graph, Rulebook book, AssetKind kind)
{
    var conditions = book.Of(kind);
    var verdicts = new Verdict[conditions.Length];
    var ids = graph.Rows.Where((_, i) => i % 50 == 0).Select(r => r.Id).ToList();
    var times = new List<double>();
    for (var i = 0; i < ids.Count; i++)
    {
        var claim = new Claim(ids[i], "text0", Plane.Observed, Value.Of($"changed-{i}"), new Origin("bench", "stream", i + 1), DateTimeOffset.MaxValue);
        var start = Stopwatch.GetTimestamp();
        var next = graph.With(claim);
        Evaluation.Row(next.Find(ids[i])!, conditions, verdicts);
        times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
    }

    times = [.. times.Skip(times.Count / 4).Order()];
    var (p50, p99) = (times[times.Count / 2], times[times.Count * 99 / 100]);
    Console.WriteLine($"one changed claim, {conditions.Length} rules of its asset again: p50 {p50:0.0} us · p99 {p99:0.0} us (limit 100)");
    if (p50 > 100) broken = Fail("one changed claim takes longer than its limit");
}

static double Median(IEnumerable<double> values)
{
    var sorted = values.Order().ToList();
    return sorted[sorted.Count / 2];
}

static int Fail(string message)
{
    Console.WriteLine($"  ✗ {message}");
    return 1;
}
