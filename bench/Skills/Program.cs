using System.Diagnostics;
using Plumbline.Bench.Skills;
using Plumbline.Collectors.Declared.Skills;
using Plumbline.Posture.Scans;

// Skills [--misses] FOLDER… ; a folder is `malicious:PATH` or `benign:PATH`, where the path itself does not tell.
var shows = args.Contains("--misses");
var folders = args.Where(a => !a.StartsWith("--", StringComparison.Ordinal)).Select(a => a.Split(':', 2) is [var label, var path] ? (Path: path, IsMalicious: label == "malicious") : (Path: a, IsMalicious: true)).Where(f => Directory.Exists(f.Path)).ToList();
if (folders.Count == 0)
{
    Console.WriteLine("skills: skipped, no folder of labelled skills is there");
    return 0;
}

var grammars = Path.Combine(Environment.CurrentDirectory, "artifacts", "grammars");
var skills = folders.SelectMany(f => LabelledSkill.Below(f.Path, f.IsMalicious)).ToList();
foreach (var (path, _) in folders) Console.WriteLine($"corpus {path}");
var broken = await Measure("as published", skills);
broken |= await Measure("renamed, stripped", [.. skills.Select(Disguise.Of)]);
return broken ? 1 : 0;

async Task<bool> Measure(string label, List<LabelledSkill> all)
{
    var clock = Stopwatch.StartNew();
    var judged = new List<(LabelledSkill Skill, List<(string Kind, string Danger, string Place, string Reason)> Signs)>();
    foreach (var skill in all)
    {
        var signs = new List<(string, string, string, string)>();
        var scope = new Scope("bench", DateTimeOffset.UnixEpoch, [.. skill.Files], []);
        await foreach (var claim in new SkillsCollector(grammars).CollectAsync(scope, CancellationToken.None))
        {
            if (claim.Property != "signs" || claim.Value.AsMap is not { } map) continue;
            signs.Add((map["kind"].AsString!, map["danger"].AsString!, map["place"].AsString!, map["reason"].AsString! + " " + map["subject"].AsString));
        }

        judged.Add((skill, signs));
    }

    var (bad, good) = (judged.Where(j => j.Skill.IsMalicious).ToList(), judged.Where(j => !j.Skill.IsMalicious).ToList());
    var medium = bad.Count(j => j.Signs.Any(s => s.Danger is not "low"));
    var high = bad.Count(j => j.Signs.Any(s => s.Danger is "high" or "critical"));
    var falseHigh = good.Count(j => j.Signs.Any(s => s.Danger is "high" or "critical"));
    var falseMedium = good.Count(j => j.Signs.Any(s => s.Danger is not "low"));
    Console.WriteLine($"{label}: {bad.Count} malicious: found {medium} ({Share(medium, bad.Count)}), of them high {high}; {good.Count} benign: high {falseHigh}, medium {falseMedium}; {clock.Elapsed.TotalSeconds:F1} s");
    foreach (var family in judged.SelectMany(j => j.Signs.Where(s => s.Danger is not "low").Select(s => s.Kind)).Distinct().Order(StringComparer.Ordinal))
    {
        var (right, wrong) = (bad.Count(j => j.Signs.Any(s => s.Kind == family && s.Danger != "low")), good.Count(j => j.Signs.Any(s => s.Kind == family && s.Danger != "low")));
        Console.WriteLine($"  {family,-16} precision {Share(right, right + wrong),8}, of all malicious {Share(right, bad.Count)}");
    }

    if (shows) Show(bad, good);
    return medium * 10 < bad.Count * 9 || falseHigh > 0;
}

static void Show(List<(LabelledSkill Skill, List<(string Kind, string Danger, string Place, string Reason)> Signs)> bad, List<(LabelledSkill Skill, List<(string Kind, string Danger, string Place, string Reason)> Signs)> good)
{
    foreach (var (skill, signs) in bad)
    {
        Console.WriteLine($"  {(signs.Any(s => s.Danger != "low") ? "found " : "MISSED")} {skill.Name}");
        foreach (var sign in signs.Take(6)) Console.WriteLine($"      {sign.Danger} {sign.Kind} {sign.Place} {sign.Reason}");
    }

    foreach (var (skill, signs) in good)
    {
        foreach (var sign in signs.Where(s => s.Danger != "low")) Console.WriteLine($"  FALSE {skill.Name}: {sign.Danger} {sign.Kind} {sign.Place} {sign.Reason}");
    }
}

static string Share(int some, int all) => all == 0 ? "none" : $"{100.0 * some / all:F1} %";
