using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Plumbline.Behavior.Decisions;
using Plumbline.Bench.Decisions;
using Plumbline.Posture.Assets;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const int Calls = 4_096, Batch = 64, Rounds = 40;
var broken = 0;
var bank = new BankPolicy(7);
var policy = ToolPolicy.Compile(bank.Rules, FailureMode.Block, out var problems) ?? throw new InvalidOperationException(problems[0].Reason);
var asked = Enumerable.Range(0, Calls).Select(_ => bank.Call()).ToArray();
var calls = asked.Select(a => a.Call).ToArray();
var prepared = calls.Select(c =>
{
    var call = policy.NewCall();
    policy.Prepare(c, call);
    return call;
}).ToArray();

var decisions = calls.Select(c => policy.Decide(c)).ToArray();
var mix = string.Join(" · ", decisions.GroupBy(d => d.Reason).OrderBy(g => g.Key).Select(g => $"{g.Key.Name()} {100.0 * g.Count() / Calls:0} %"));
Console.WriteLine($"decisions over {policy.Rules.Length} conditions, {Calls} seeded calls ({mix})");

var sink = 0;
var floor = Measure("floor: read the call, find its agent in a table of 8", i => sink += calls[i].Agent!.GetHashCode(StringComparison.Ordinal) & 7);
var ours = Measure("prepared call", i => sink += (int)policy.Decide(prepared[i]).Outcome);
var raw = Measure("raw texts", i => sink += (int)policy.Decide(calls[i]).Outcome);
var naive = Measure("every condition evaluated, no index", i => sink += policy.Explain(calls[i]).Length);
Limit("prepared call", ours.P50, 100);
Limit("raw texts", raw.P50, 400);

var before = GC.GetAllocatedBytesForCurrentThread();
for (var i = 0; i < Calls; i++) sink += (int)policy.Decide(prepared[i]).Outcome + (int)policy.Decide(calls[i]).Outcome;
var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
Console.WriteLine($"  {(double)allocated / Calls / 2:0.00} bytes allocated a decision");
if (allocated > 0) broken = Fail("a decision allocates");

if (args is [var folder])
{
    Directory.CreateDirectory(folder);
    File.WriteAllText(Path.Combine(folder, "policies.cedar"), bank.Cedar);
    File.WriteAllText(Path.Combine(folder, "calls.json"), JsonSerializer.Serialize(asked.Select((a, i) => new
    {
        agent = a.Call.Agent, tool = a.Call.Tool, action = a.Call.Action, resource = a.Call.Resource, region = a.Call.Region, account = a.Call.Account, amount = a.Amount,
        allowed = decisions[i].Outcome == Outcome.Allow,
    })));
}

GC.KeepAlive(sink + floor.P50 + naive.P50);
return broken;

(double P50, double P99) Measure(string name, Action<int> one)
{
    for (var warm = 0; warm < 20; warm++) for (var i = 0; i < Calls; i++) one(i);
    Thread.Sleep(300);
    var times = new List<double>(Rounds * Calls / Batch);
    for (var round = 0; round < Rounds; round++)
    {
        for (var start = 0; start < Calls; start += Batch)
        {
            var began = Stopwatch.GetTimestamp();
            for (var i = start; i < start + Batch; i++) one(i);
            times.Add(Stopwatch.GetElapsedTime(began).TotalNanoseconds / Batch);
        }
    }

    times.Sort();
    var (p50, p99) = (times[times.Count / 2], times[times.Count * 99 / 100]);
    Console.WriteLine($"  {name}: p50 {p50:0} ns · p99 {p99:0} ns a decision (batches of {Batch})");
    return (p50, p99);
}

void Limit(string name, double measured, double limit)
{
    if (measured > limit) broken = Fail($"{name} takes longer than its limit of {limit} ns");
}

static int Fail(string message)
{
    Console.WriteLine($"  ✗ {message}");
    return 1;
}
