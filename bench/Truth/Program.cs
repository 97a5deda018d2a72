using System.Globalization;
using System.Text;
using System.Text.Json;
using Plumbline.Bench.Truth;
using Plumbline.Collectors;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var folder = Path.Combine(args.Length > 0 ? args[0] : "../shared/corpora", "01-cloud-logs");
var labelled = Path.Combine(folder, "panther-detection-events.jsonl");
if (!File.Exists(labelled))
{
    Console.WriteLine($"truth: skipped, `{labelled}` is not there; name the folder of labelled events: bench/run truth FOLDER");
    return 0;
}

var detections = Detection.Read(Path.Combine(AppContext.BaseDirectory, "detections.tsv"));
var claimed = detections.Values.Where(d => d.Rule is not null).Select(d => d.Rule!).ToHashSet(StringComparer.Ordinal);
var moment = new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);
var vocabulary = Vocabulary.Of(Catalogue.All.SelectMany(c => c.Words));
var book = Rulebook.Load(RuleFolders.Read([Path.GetFullPath("rules")]), vocabulary, moment);
var results = detections.Keys.Order(StringComparer.Ordinal).ToDictionary(d => d, d => new Result(d, detections[d].Rule));
var wrong = new List<string>();
int others = 0, alarms = 0;

foreach (var line in File.ReadLines(labelled))
{
    using var document = JsonDocument.Parse(line);
    var root = document.RootElement;
    var (id, name, expected) = (root.GetProperty("id").GetString()!, root.GetProperty("rule_id").GetString()!, root.GetProperty("expected").GetBoolean());
    var fired = await FiredAsync("event.json", Encoding.UTF8.GetBytes(root.GetProperty("event").GetRawText()));
    if (!root.GetProperty("ai_related").GetBoolean())
    {
        others++;
        Alarm(id, fired);
        continue;
    }

    if (!results.TryGetValue(name, out var result)) results[name] = result = new Result(name, null);
    if (!result.Add(expected, fired)) wrong.Add($"{id}: expected {(expected ? "a finding" : "silence")} of {result.Rule}");
}

foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
{
    others++;
    Alarm(Path.GetFileName(file), await FiredAsync(Path.GetFileName(file), await File.ReadAllBytesAsync(file)));
}

Console.WriteLine($"{"detection",-56} {"rule",-32} {"events",6} {"found",7} {"silent",7} {"agree",6}");
foreach (var result in results.Values) Console.WriteLine(result);
foreach (var sentence in wrong) Console.WriteLine($"  disagrees: {sentence}");
var (right, all) = (results.Values.Sum(r => r.Right), results.Values.Where(r => r.Rule is not null).Sum(r => r.Events));
var share = all == 0 ? 0 : 100.0 * right / all;
Console.WriteLine($"truth: {right} of {all} labelled events agree, {share:0.0} % (limit 98), {results.Values.Where(r => r.Rule is null).Sum(r => r.Events)} events of detections that no rule claims");
Console.WriteLine($"truth: {alarms} findings of these rules on {others} events and files about something else (limit 0)");
return share >= 98 && alarms == 0 ? 0 : 1;

void Alarm(string id, HashSet<string> fired)
{
    foreach (var rule in fired.Where(claimed.Contains))
    {
        alarms++;
        wrong.Add($"{id}: {rule} speaks of something else");
    }
}

async Task<HashSet<string>> FiredAsync(string name, byte[] content)
{
    var scope = new Scope("truth", moment, [new EstateFile(name, content.Length, () => new MemoryStream(content))], []);
    var claims = new List<Claim>();
    foreach (var collector in Catalogue.All) await foreach (var claim in collector.CollectAsync(scope, CancellationToken.None)) claims.Add(claim);
    var assessment = Assessment.Of(AssetGraph.From(claims, vocabulary), book, moment, 1);
    return [.. assessment.Findings.Where(f => f.Verdict == Verdict.Fail).Select(f => f.Rule.Id)];
}
