using System.Globalization;
using Plumbline.Bench.Iac;
using Plumbline.Collectors;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;

// Do our rules say of infrastructure code what somebody else's labels say of it?
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const double Least = 0.95;
var corpus = args.Length > 0 ? args[0] : "../shared/corpora/06-ai-iac-code";
var table = Path.Combine(corpus, "iac-check-labels.csv");
if (!File.Exists(table))
{
    Console.WriteLine($"iac: skipped, `{table}` is not there; name the folder that holds it and its code: bench/run iac FOLDER");
    return 0;
}

var checks = Pairs("checks.tsv");
var differences = Pairs("differences.tsv");
var moment = new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);
var vocabulary = Vocabulary.Of(Catalogue.All.SelectMany(c => c.Words));
var book = Rulebook.Load(RuleFolders.Read([Path.GetFullPath("rules")]), vocabulary, moment);
if (checks.Values.FirstOrDefault(r => r != "-" && !book.Conditions.Any(c => c.Rule.Id == r)) is { } none) throw new InvalidDataException($"no rule has the id `{none}`");
int agree = 0, compared = 0, open = 0, absent = 0;
Console.WriteLine($"{"check",-14} {"rule",-38} {"labels",6} {"agree",5}");
foreach (var check in Label.Read(table).GroupBy(l => l.Check).OrderBy(g => g.Key, StringComparer.Ordinal))
{
    var rule = checks.GetValueOrDefault(check.Key, "-");
    var (labels, right) = (0, 0);
    var said = new List<string>();
    foreach (var folder in check.GroupBy(l => l.Folder))
    {
        if (!Directory.Exists(Path.Combine(corpus, folder.Key))) absent += folder.Count();
        else if (rule == "-") open += folder.Count();
        else
        {
            var verdicts = await VerdictsAsync(Path.Combine(corpus, folder.Key), rule);
            foreach (var label in folder)
            {
                labels++;
                var verdict = verdicts.Where(v => label.IsOf(v.Key)).Select(v => (Verdict?)v.Value).FirstOrDefault();
                if (verdict is not null and not Verdict.NotEvaluable && verdict == Verdict.Fail == label.Fails) right++;
                else said.Add($"  disagrees: {label.Key} is labelled {(label.Fails ? "fail" : "pass")}, {rule} says {verdict?.ToString() ?? "nothing: no such asset"}; {differences.GetValueOrDefault(label.Key, "NOT EXPLAINED")}");
            }
        }
    }

    compared += labels;
    agree += right;
    Console.WriteLine($"{check.Key,-14} {(rule == "-" ? "not claimed" : rule),-38} {labels,6} {right,5}");
    foreach (var sentence in said) Console.WriteLine(sentence);
}

if (absent > 0) Console.WriteLine($"iac: {absent} labels are about code that is not in `{corpus}`, left out");
if (compared == 0)
{
    Console.WriteLine("iac: skipped, none of the labelled code is there");
    return 0;
}

var share = (double)agree / compared;
Console.WriteLine($"iac: {agree} of {compared} labelled resources agree, {share:0.000} (limit {Least}), {open} of checks that no rule claims");
return share >= Least ? 0 : 1;

static Dictionary<string, string> Pairs(string file) => File.ReadLines(Path.Combine(AppContext.BaseDirectory, file)).Where(l => l.Length > 0 && l[0] != '#')
    .Select(l => l.Split('\t')).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);

// Every asset of the folder: as the rule judges it, else as one that the rule finds nothing wrong with.
async Task<Dictionary<string, Verdict>> VerdictsAsync(string folder, string rule)
{
    var scope = Estate.Open([folder], null, TimeProvider.System, out var problem) ?? throw new IOException(problem);
    var claims = new List<Claim>();
    foreach (var collector in Catalogue.All) await foreach (var claim in collector.CollectAsync(scope, CancellationToken.None)) claims.Add(claim);
    var assessment = Assessment.Of(AssetGraph.From(claims, vocabulary), book, moment, 1);
    var verdicts = claims.Where(c => c.Plane == Plane.Declared).Select(c => c.Subject.Key).Distinct().ToDictionary(k => k, _ => Verdict.Pass, StringComparer.Ordinal);
    foreach (var finding in assessment.Findings.Where(f => f.Rule.Id == rule)) verdicts[finding.Asset.Id.Key] = finding.Verdict;
    return verdicts;
}
