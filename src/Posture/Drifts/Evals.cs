using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;

namespace Plumbline.Posture.Drifts;

/// <summary>What a workload runs that no eval run of its suites tried.</summary>
internal static class Evals
{
    /// <summary>What such a difference is of.</summary>
    public const string Property = "eval";

    // What is looked at, and the field of a run that says which one it tried.
    private static readonly (string Property, string Field)[] Tested = [("model", "base"), ("prompt", "prompt")];

    /// <summary>True where a plane was looked at for what eval runs try.</summary>
    public static bool IsShown(AssetRow row, Plane plane) => Tested.Any(t => Sides.Of(row, t.Property, plane, _ => null).IsWhole);

    public static Drift? Of(string system, AssetRow row)
    {
        if (row.Id.Kind != AssetKind.Workload) return null;
        var runs = row.ClaimsOf(row.Layout.Slot(Plane.Approved, "evals"));
        if (row.ClaimsOf(row.Layout.Slot(Plane.Approved, "suites")).IsEmpty || runs.IsEmpty) return null;
        var tried = Tested.SelectMany(t => Tried(runs, t.Field)).ToImmutableArray();
        var untried = Tested.SelectMany(t => Untried(row, t.Property, [.. Tried(runs, t.Field)])).ToImmutableArray();
        if (untried.IsEmpty) return null;
        return new Drift(
            system, row, null, Property, DriftKind.Approval, DriftState.Drift, new DriftSide("eval runs", row.Name, Plane.Approved, tried, []),
            new DriftSide(Plane.Observed.Name(), row.Name, Plane.Observed, untried, untried), "", null, untried.Select(s => s.First).Where(t => t > DateTimeOffset.MinValue).Select(t => (DateTimeOffset?)t).DefaultIfEmpty().Min());
    }

    // A run that does not say what it tried proves nothing and disproves nothing.
    private static IEnumerable<Shown> Untried(AssetRow row, string property, ImmutableArray<Shown> tried) => tried.IsEmpty ? []
        : Sides.Of(row, property, Plane.Observed, _ => null).Values.Where(v => !tried.Any(t => t.Key == v.Key));

    private static IEnumerable<Shown> Tried(ImmutableArray<Evidence.Claim> runs, string field) =>
        runs.Select(c => (Key: c.Value.AsMap?[field].AsString ?? "", Claim: c)).Where(t => t.Key.Length > 0).DistinctBy(t => t.Key)
            .OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => new Shown(t.Key, t.Key.StartsWith("sha256:", StringComparison.Ordinal) && t.Key.Length > 19 ? t.Key[7..19] : t.Key, t.Claim, t.Claim.Time, t.Claim.Time));
}
