using System.Collections.Immutable;
using System.Globalization;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;

namespace Plumbline.Posture.Drifts;

/// <summary>Which drifts each recorded scan shows, scan by scan, and when those that still are began.</summary>
public sealed class DriftHistory
{
    // A change is told with the drift that it may have made, not with one that began a week later.
    private static readonly TimeSpan Near = TimeSpan.FromDays(7);
    private static readonly TimeSpan Slack = TimeSpan.FromHours(1);
    private static readonly string[] OfRoles = ["roleChanges"];
    private static readonly string[] OfThings = ["releases", "changes"];
    private readonly List<TrendPoint> points = [];
    private const int MostClosed = 50;
    private readonly Dictionary<string, (DateTimeOffset First, DateTimeOffset? Before)> standing = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Drift> latest = new(StringComparer.Ordinal);
    private readonly List<ClosedDrift> closed = [];

    /// <summary>One point for each scan.</summary>
    public IReadOnlyList<TrendPoint> Trend => points;

    /// <summary>Differences that an earlier scan shows and a later one no longer does, the last to go first; what can no longer be told is not among them.</summary>
    public ImmutableArray<ClosedDrift> Closed => [.. Enumerable.Reverse(closed)];

    /// <summary>Takes in what one more scan shows.</summary>
    /// <param name="moment">The scan's.</param>
    /// <param name="drifts">Its differences.</param>
    /// <param name="graph">Its estate: tells whether a difference that is not there any more is over, or only looked at no more.</param>
    public void Add(DateTimeOffset moment, ImmutableArray<Drift> drifts, AssetGraph graph)
    {
        DateTimeOffset? before = points.Count > 0 ? points[^1].Moment : null;
        var keys = drifts.Where(d => d.State != DriftState.Unknown).Select(d => d.Key).ToHashSet(StringComparer.Ordinal);
        var untold = drifts.Where(d => d.State == DriftState.Unknown).Select(d => d.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in standing.Keys.Where(k => !keys.Contains(k)).Order(StringComparer.Ordinal).ToList()) Close(gone, moment, untold, graph);
        foreach (var key in keys) standing.TryAdd(key, (moment, before));
        foreach (var drift in drifts.Where(d => d.State == DriftState.Drift)) latest[drift.Key] = drift;
        closed.RemoveAll(c => keys.Contains(c.Drift.Key) || untold.Contains(c.Drift.Key));
        points.Add(new TrendPoint(moment,
        [
            .. drifts.Where(d => d.State == DriftState.Drift).GroupBy(d => (Workload: d.Asset.Id.Key, d.Registry))
                .OrderBy(g => g.Key.Workload, StringComparer.Ordinal).ThenBy(g => TrendPoint.Registries.IndexOf(g.Key.Registry)).Select(g => (g.Key.Workload, g.Key.Registry, g.Count())),
        ]));
    }

    /// <summary>A drift with its beginning: what claims tell or what scans recorded, whichever is earlier.</summary>
    /// <param name="drift">The drift as it is now.</param>
    /// <param name="graph">The estate as it is now.</param>
    /// <param name="asOf">Now.</param>
    public DatedDrift Date(Drift drift, AssetGraph graph, DateTimeOffset asOf)
    {
        if (drift.State == DriftState.Unknown) return new DatedDrift(drift, null, null, null);
        var since = Begin(drift);
        return new DatedDrift(drift, since, since is null ? null : Who(drift, since, graph), since is null || since.Moment > asOf ? null : asOf - since.Moment);
    }

    private void Close(string key, DateTimeOffset moment, HashSet<string> untold, AssetGraph graph)
    {
        var first = standing[key].First;
        standing.Remove(key);
        if (!latest.Remove(key, out var last) || untold.Contains(key) || !DriftBook.IsTold(last, graph)) return;
        closed.Add(new ClosedDrift(last, first, moment));
        if (closed.Count > MostClosed) closed.RemoveAt(0);
    }

    private Beginning? Begin(Drift drift)
    {
        var claimed = drift.Parted;
        if (!standing.TryGetValue(drift.Key, out var scans))
            return claimed is { } told ? new Beginning(told, null, $"{Source(drift)} shows it from then on; no recorded scan does yet") : null;
        var recorded = scans.Before is { } before ? $"the scan of {Day(scans.First)} is the first to show it, that of {Day(before)} did not" : $"the first recorded scan, of {Day(scans.First)}, shows it already";
        return claimed is { } earlier && earlier < scans.First
            ? new Beginning(earlier, scans.Before, $"{Source(drift)} shows it from then on, before the {(scans.Before is null ? "first recorded scan" : "scan")} of {Day(scans.First)}")
            : new Beginning(scans.First, scans.Before, recorded);
    }

    private static string Source(Drift drift) => drift.To.Only.Concat(drift.From.Only).Select(s => s.Claim.Origin.Source).FirstOrDefault() ?? drift.To.Plane.Name();

    private static Doer? Who(Drift drift, Beginning since, AssetGraph graph)
    {
        var earliest = (since.After is { } before && before < since.Moment ? before : since.Moment) - Near;
        Doer? Nearest(IEnumerable<string> words) => Changes(drift, graph, words).Where(c => c.Time <= since.Moment + Slack && c.Time >= earliest).OrderBy(c => c.Time).ThenBy(c => c.Origin).LastOrDefault();
        return (drift.Property == "role" ? Nearest(OfRoles) : null) ?? Nearest(OfThings);
    }

    private static IEnumerable<Doer> Changes(Drift drift, AssetGraph graph, IEnumerable<string> words)
    {
        var rows = new List<AssetRow> { drift.Asset };
        if (drift.Other is { } other) rows.Add(other);
        if (drift.Property == "guardrail")
            rows.AddRange(drift.From.Values.Concat(drift.To.Values).SelectMany(v => ((string[])["guardrail", "id"]).Select(f => v.Claim.Value.AsMap?[f].AsString)).Where(id => !string.IsNullOrEmpty(id)).Distinct()
                .Select(id => graph.Find(new AssetId(AssetKind.Guardrail, id!))).OfType<AssetRow>());
        return from row in rows
               from word in words
               from plane in Enum.GetValues<Plane>()
               let slot = row.Layout.Slot(plane, word)
               where slot >= 0
               from claim in row.ClaimsOf(slot)
               let map = claim.Value.AsMap
               where map?["actor"].AsString is { Length: > 0 } && map["time"].AsBoxed is Timestamp
               select new Doer(map["actor"].AsString!, map["api"].AsString ?? "", ((Timestamp)map["time"].AsBoxed!).AsInstant, claim.Origin);
    }

    private static string Day(DateTimeOffset moment) => moment.UtcDateTime.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
