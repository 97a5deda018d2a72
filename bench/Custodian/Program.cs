using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const int Policies = 20, Resources = 5_000, Least = 500;
if (args is not [var python, var script])
{
    Console.Error.WriteLine("custodian: name a python that imports c7n, and custodian.py");
    return 2;
}

Property[] words =
[
    new(AssetKind.DataStore, "encrypted", CelType.Bool, false, "bench"), new(AssetKind.DataStore, "size", CelType.Int, false, "bench"),
    new(AssetKind.DataStore, "label", CelType.String, false, "bench"), new(AssetKind.DataStore, "tag", CelType.String, false, "bench"),
];
var vocabulary = Vocabulary.Of(words);
var random = new Random(5);
var inventory = Enumerable.Range(0, Resources)
    .Select(i => new Resource($"i-{i:d6}", $"svc-{i % 97}-x", i % 3 == 0, random.Next(300), ((string[])["prod", "dev", "test"])[random.Next(3)])).ToArray();

var origin = new Origin("bench", "inventory.json");
var claims = new List<Claim> { new Coverage("bench", Plane.Deployed, Reach.Everything, [.. words.Select(w => $"data-store.{w.Name}")]).ToClaim(origin) };
foreach (var one in inventory)
{
    var id = new AssetId(AssetKind.DataStore, one.Id);
    claims.Add(new Claim(id, "encrypted", Plane.Deployed, Value.Of(one.Encrypted), origin, default));
    claims.Add(new Claim(id, "size", Plane.Deployed, Value.Of((long)one.Size), origin, default));
    claims.Add(new Claim(id, "label", Plane.Deployed, Value.Of(one.Name), origin, default));
    claims.Add(new Claim(id, "tag", Plane.Deployed, Value.Of(one.Env), origin, default));
}

var graph = AssetGraph.From(claims, vocabulary);
var layout = new KindLayout(AssetKind.DataStore, vocabulary);
var conditions = Enumerable.Range(0, Policies).Select(Compile).ToArray();
long evaluations = (long)Policies * Resources, hits = 0;
var runs = new List<double>();
for (var run = 0; run < 9; run++)
{
    var process = Process.GetCurrentProcess();
    var (cpu, rounds) = (process.TotalProcessorTime, 20);
    for (var round = 0; round < rounds; round++)
    {
        hits = Evaluation.Of(graph.Pages(AssetKind.DataStore), conditions, 1).Sum(page => page.LongCount(v => v == Verdict.Fail));
    }

    process.Refresh();
    runs.Add(evaluations * rounds / (process.TotalProcessorTime - cpu).TotalSeconds);
}

runs.Sort();
var ours = runs[runs.Count / 2];
Console.WriteLine($"the same three filters, {Policies} rules over {Resources} resources, processor time of one core");
Console.WriteLine($"  here: median {ours / 1e6:0.0} M evaluations a second [{runs[0] / 1e6:0.0} to {runs[^1] / 1e6:0.0}], {hits} hits");

var file = Path.GetTempFileName();
await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new
{
    policies = Policies,
    resources = inventory.Select(r => new { InstanceId = r.Id, r.Name, r.Encrypted, r.Size, Tags = new { env = r.Env } }),
}));
var start = new ProcessStartInfo(python, [script, file]) { RedirectStandardOutput = true };
using var peer = Process.Start(start)!;
var answer = await peer.StandardOutput.ReadToEndAsync();
await peer.WaitForExitAsync();
File.Delete(file);
if (peer.ExitCode != 0) return 2;
using var said = JsonDocument.Parse(answer);
var (theirs, found) = (said.RootElement.GetProperty("median").GetDouble(), said.RootElement.GetProperty("hits").GetInt64());
Console.WriteLine($"  cloud-custodian {said.RootElement.GetProperty("version").GetString()}, filters only, offline: median {theirs:0} evaluations a second, {found} hits");
Console.WriteLine($"  {ours / theirs:0} times as fast (limit {Least})");
if (found != hits) Console.WriteLine("  ✗ the two do not find the same");
if (ours / theirs < Least) Console.WriteLine($"  ✗ fewer than {Least} times");
return found == hits && ours / theirs >= Least ? 0 : 1;

Condition Compile(int i)
{
    var bad = $"!deployed.encrypted && (deployed.tag == 'prod' || deployed.size > {i % 200}) && !deployed.label.matches('^svc-{i % 50}.*')";
    var rule = new Rule(
        $"p{i}", "bench", "bench", Severity.Medium, Maturity.Stable, AssetKind.DataStore, [], null, $"!({bad})", "{asset.name}", "why", "fix", "misuse", ["artifact"], [],
        ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty, ImmutableSortedDictionary<string, Value>.Empty, "bench");
    return Condition.Compile(rule, layout, new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero), out var wrong) ?? throw new InvalidOperationException(string.Join("; ", wrong));
}

/// <summary>One resource of the inventory.</summary>
internal sealed record Resource(string Id, string Name, bool Encrypted, int Size, string Env);
