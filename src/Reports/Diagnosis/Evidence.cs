using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Reports.Diagnosis;

/// <summary>A report as questions ask it.</summary>
internal sealed class Evidence
{
    private const int MostNamed = 5;
    private readonly Dictionary<string, Rule> rules;
    private readonly ILookup<string, Finding> failing;

    public Evidence(Report report)
    {
        Report = report;
        rules = report.Rulebook.Conditions.ToDictionary(c => c.Rule.Id, c => c.Rule, StringComparer.Ordinal);
        failing = report.Assessment.Findings.Where(f => f.Verdict == Verdict.Fail).ToLookup(f => f.Rule.Id, StringComparer.Ordinal);
        Workloads = Of(AssetKind.Workload);
        Agents = [.. Of(AssetKind.Agent).Concat(Workloads.Where(w => w.Fact("autonomy") == "agent"))];
        Sources = [.. report.Claims.Where(c => c.Plane == Plane.Observed && !IsAboutEvidence(c.Property)).Select(c => c.Origin.Source).Distinct().Order(StringComparer.Ordinal)];
    }

    public Report Report { get; }

    public ImmutableArray<AssetRow> Workloads { get; }

    /// <summary>Agents, and workloads in which a model decides what to do next.</summary>
    public ImmutableArray<AssetRow> Agents { get; }

    /// <summary>Collectors through which telemetry speaks.</summary>
    public ImmutableArray<string> Sources { get; }

    /// <summary>Assets of a kind.</summary>
    public ImmutableArray<AssetRow> Of(params AssetKind[] kinds) => [.. kinds.SelectMany(k => Report.Graph.Pages(k)).SelectMany(p => p)];

    /// <summary>Those of some rules that are loaded.</summary>
    public ImmutableArray<string> Loaded(IEnumerable<string> ids) => [.. ids.Where(rules.ContainsKey)];

    /// <summary>The rules of some controls.</summary>
    public ImmutableArray<string> OfControls(params string[] controls) => [.. rules.Values.Where(r => controls.Contains(r.Control)).Select(r => r.Id).Order(StringComparer.Ordinal)];

    /// <summary>How often each verdict fell for some rules together.</summary>
    public Tally Tally(IEnumerable<string> ids)
    {
        var all = ids.Select(id => Report.Assessment.Tally.GetValueOrDefault(id)).OfType<Tally>().ToList();
        return new Tally(all.Sum(t => t.Fail), all.Sum(t => t.NotEvaluable), all.Sum(t => t.Pass), all.Sum(t => t.NotApplicable));
    }

    /// <summary>Findings of some rules, the heaviest first; a waiver does not make a sign go away.</summary>
    public ImmutableArray<string> Failing(IEnumerable<string> ids) => [.. ids.SelectMany(id => failing[id]).OrderByDescending(f => f.Weight.Score).ThenBy(f => f.Id, StringComparer.Ordinal).Select(f => f.Id)];

    /// <summary>True where somebody looked for one of these words of the asset.</summary>
    public static bool IsSeen(AssetRow row, Plane plane, params string[] words) => words.Any(w => row.Layout.Slot(plane, w) is >= 0 and var slot && row.IsKnown(slot));

    /// <summary>True where something is said of the asset under one of these words.</summary>
    public static bool Says(AssetRow row, Plane plane, params string[] words) => words.Any(w => row.Layout.Slot(plane, w) is >= 0 and var slot && !row.ClaimsOf(slot).IsEmpty);

    /// <summary>Until when telemetry was looked at for an asset; null where it was not, or the source says no end.</summary>
    public static DateTimeOffset? SeenUntil(AssetRow row)
    {
        DateTimeOffset? last = null;
        for (var slot = 0; slot < row.Layout.Slots; slot++)
        {
            if (row.Layout.PlaneAt(slot) != Plane.Observed) continue;
            var times = row.ClaimsOf(slot).Select(c => c.Time).Append(row.CoverageOf(slot)?.Time ?? DateTimeOffset.MinValue);
            foreach (var time in times) if (time > DateTimeOffset.UnixEpoch && (last is null || time > last)) last = time;
        }

        return last;
    }

    /// <summary>`a, b and 3 more`.</summary>
    public static string Named(IReadOnlyCollection<AssetRow> rows) =>
        string.Join(", ", rows.Take(MostNamed).Select(r => r.Name)) + (rows.Count > MostNamed ? $" and {rows.Count - MostNamed} more" : "");

    /// <summary>`1 agent`, `3 agents`.</summary>
    public static string Count(int number, string noun) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number:n0} {noun}{(number == 1 ? "" : "s")}");

    private static bool IsAboutEvidence(string property) => property is Posture.Evidence.Claim.Reserved.Coverage or Posture.Evidence.Claim.Reserved.Gap or Posture.Evidence.Claim.Reserved.Binding;
}
