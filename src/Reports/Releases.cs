using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Scans;

namespace Plumbline.Reports;

/// <summary>How the releases of one production workload stand to its eval gate.</summary>
/// <param name="Workload">The workload.</param>
/// <param name="All">Its releases in the trail, oldest first; empty where none is known.</param>
/// <param name="IsKnown">True where the trail was read whole, so that no release is missing.</param>
/// <param name="HasGate">True where a suite is required; null where nobody said.</param>
/// <param name="Evals">Its eval runs, oldest first.</param>
public sealed record Releases(AssetRow Workload, IReadOnlyList<Release> All, bool IsKnown, bool? HasGate, IReadOnlyList<EvalMark> Evals)
{
    private const string Rule = "deploy-without-green-eval";
    private const int DefaultHours = 24;

    /// <summary>Releases that a green run of every required suite preceded.</summary>
    public int Green => All.Count(r => r.IsGreen == true);

    /// <summary>Releases of which that cannot be said: not every eval run, or not every required suite, was seen.</summary>
    public int Open => All.Count(r => r.IsGreen is null);

    /// <summary>Every production workload, by name.</summary>
    public static IReadOnlyList<Releases> Of(Report report)
    {
        var hours = report.Rulebook.Conditions.FirstOrDefault(c => c.Rule.Id == Rule)?.Rule.Params.GetValueOrDefault("hours") is { Kind: ValueKind.Int } said ? said.AsInt : DefaultHours;
        return [.. report.Graph.Pages(AssetKind.Workload).SelectMany(p => p).Where(r => r.Fact("environment") == "production")
            .OrderBy(r => r.Name, StringComparer.Ordinal).ThenBy(r => r.Id).Select(r => Of(r, TimeSpan.FromHours(hours)))];
    }

    private static Releases Of(AssetRow row, TimeSpan window)
    {
        var releases = Items(row, Plane.Observed, "releases");
        var suites = row.Says(Plane.Approved, "suites").AsList;
        var evals = Items(row, Plane.Approved, "evals");
        var whole = suites is { IsPartial: false } && row.Says(Plane.Approved, "evals").AsList is { IsPartial: false };
        var calls = Items(row, Plane.Observed, "calls").Select(c => c["base"]).ToHashSet();
        bool? Green(DateTimeOffset at) => suites is { Items.IsEmpty: false } && suites.Items.All(s => s.AsMap is { } suite && evals.Any(e =>
            Passes(e, suite) && (calls.Count == 0 || calls.Contains(e["base"])) && Time(e) <= at && at - Time(e) <= window)) ? true : whole ? false : null;
        return new Releases(
            row,
            [.. releases.Select(r => new Release(Time(r), r["api"].ToString(), r["actor"].ToString(), Green(Time(r)))).OrderBy(r => r.Time).ThenBy(r => r.Api, StringComparer.Ordinal)],
            row.Says(Plane.Observed, "releases").AsList is { IsPartial: false },
            suites is null or { IsPartial: true, Items.IsEmpty: true } ? null : !suites.Items.IsEmpty,
            [.. evals.Select(e => new EvalMark(Time(e), suites?.Items.Any(s => s.AsMap is { } suite && Passes(e, suite)) == true)).Distinct().OrderBy(e => e.Time).ThenBy(e => e.IsGreen)]);
    }

    private static bool Passes(MapValue run, MapValue suite) =>
        (run["suite"] == suite["suite"] || suite["names"].AsList?.Items.Contains(run["suite"]) == true)
        && (suite["metric"].AsString is "" or null || run["metric"] == suite["metric"])
        && run["status"].AsString == "success" && run["score"].AsDouble >= suite["threshold"].AsDouble;

    private static List<MapValue> Items(AssetRow row, Plane plane, string word) =>
        row.Says(plane, word).AsList is { } list ? [.. list.Items.Select(i => i.AsMap).OfType<MapValue>()] : [];

    private static DateTimeOffset Time(MapValue map) =>
        map["time"] is { Kind: ValueKind.Timestamp } time ? ((Timestamp)time.AsBoxed!).AsInstant : DateTimeOffset.MinValue;
}

/// <summary>One release, and whether a green eval came before it; null where that cannot be said.</summary>
public sealed record Release(DateTimeOffset Time, string Api, string Actor, bool? IsGreen);

/// <summary>One eval run on the line of time.</summary>
public sealed record EvalMark(DateTimeOffset Time, bool IsGreen);
