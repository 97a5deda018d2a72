using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;

namespace Plumbline.Posture.Drifts;

/// <summary>Holds one scan's claims about an asset against those of the scan before.</summary>
public sealed class AssetTimeline
{
    // They list every request: no scan says the same as the one before.
    private static readonly HashSet<string> Uneventful = new(StringComparer.Ordinal) { "trailed", "logged" };

    // Tallies beside those that every claim may have.
    private static readonly HashSet<string> Tallies = new(StringComparer.Ordinal) { "calls", "hits", "reads", "writes", "ratio", "lastRead", "lastWrite", "overdue", "overdueAt" };

    private readonly List<AssetEvent> events = [];
    private Dictionary<(Plane Plane, string Property), SortedDictionary<string, Claim>> last = [];

    /// <summary>What happened, in order.</summary>
    public IReadOnlyList<AssetEvent> Events => events;

    /// <summary>The first scan that shows it; null where none does.</summary>
    public DateTimeOffset? FirstSeen { get; private set; }

    /// <summary>The last scan that shows it.</summary>
    public DateTimeOffset? LastSeen { get; private set; }

    /// <summary>The first scan in which no source speaks of it any more; null while one does, and where none ever did.</summary>
    public DateTimeOffset? GoneSince { get; private set; }

    /// <summary>The earliest time at which a claim says that it was so.</summary>
    public DateTimeOffset? EarliestClaim { get; private set; }

    /// <summary>Takes in one more scan.</summary>
    /// <param name="moment">Its moment.</param>
    /// <param name="actor">Who scanned.</param>
    /// <param name="claims">What it claims about the asset.</param>
    public void Add(DateTimeOffset moment, string actor, IEnumerable<Claim> claims)
    {
        var now = new Dictionary<(Plane, string), SortedDictionary<string, Claim>>();
        foreach (var claim in claims.Where(c => !Uneventful.Contains(c.Property) && c.Property is not (Claim.Reserved.Coverage or Claim.Reserved.Gap)).OrderBy(c => c, Comparer<Claim>.Create(Merge.Order)))
        {
            if (!now.TryGetValue((claim.Plane, claim.Property), out var said)) now[(claim.Plane, claim.Property)] = said = new SortedDictionary<string, Claim>(StringComparer.Ordinal);
            said.TryAdd(StableText.Of(Without(claim.Value, claim.Plane)), claim);
            if (Began(claim) is { } at && (EarliestClaim is null || at < EarliestClaim)) EarliestClaim = at;
        }

        if (now.Count > 0)
        {
            if (last.Count == 0) events.Add(new AssetEvent(moment, AssetEventKind.Seen, null, "", [], [], [], Oldest(now), actor));
            FirstSeen ??= moment;
            LastSeen = moment;
            GoneSince = null;
        }
        else if (last.Count > 0)
        {
            events.Add(new AssetEvent(moment, AssetEventKind.Gone, null, "", [], [], [], null, actor));
            GoneSince = moment;
        }

        if (last.Count > 0 && now.Count > 0) Compare(moment, actor, now);
        last = now;
    }

    private static Origin? Oldest(Dictionary<(Plane, string), SortedDictionary<string, Claim>> now) => now.Values.SelectMany(s => s.Values).Select(c => c.Origin).Min();

    private static DateTimeOffset? Began(Claim claim) =>
        (claim.Value.AsMap?["first"].AsBoxed as Timestamp)?.AsInstant is { } first && first > DateTimeOffset.UnixEpoch ? first : claim.Time > DateTimeOffset.UnixEpoch ? claim.Time : null;

    // What was observed from and until grows with every look; what is approved from and until is what was approved.
    private static bool Counts(string? field, Plane plane) => field is not null && (Tallies.Contains(field) || (plane == Plane.Observed && field is ("from" or "until")));

    private static Value Without(Value value, Plane plane)
    {
        if (value.AsMap is not { } map || !map.Keys.Any(k => Counts(k.AsString, plane))) return value;
        var kept = Enumerable.Range(0, map.Count).Where(i => !Counts(map.Keys[i].AsString, plane)).ToList();
        return Value.Of(MapValue.From([.. kept.Select(i => map.Keys[i])], [.. kept.Select(i => map.Values[i])]));
    }

    private void Compare(DateTimeOffset moment, string actor, Dictionary<(Plane Plane, string Property), SortedDictionary<string, Claim>> now)
    {
        foreach (var key in last.Keys.Union(now.Keys).OrderBy(k => k.Plane).ThenBy(k => k.Property, StringComparer.Ordinal))
        {
            var (was, isNow) = (last.GetValueOrDefault(key) ?? [], now.GetValueOrDefault(key) ?? []);
            List<Claim> gone = [.. was.Where(w => !isNow.ContainsKey(w.Key)).Select(w => w.Value)], come = [.. isNow.Where(n => !was.ContainsKey(n.Key)).Select(n => n.Value)];
            if (gone.Count == 0 && come.Count == 0) continue;
            var kind = gone.Count == 0 ? AssetEventKind.Added : come.Count == 0 ? AssetEventKind.Removed : AssetEventKind.Changed;
            events.Add(new AssetEvent(
                moment, kind, key.Plane, key.Property, gone.Count == 1 && come.Count == 1 ? Fields(gone[0].Value, come[0].Value) : [],
                [.. gone.Select(c => c.Value)], [.. come.Select(c => c.Value)], (come.Count > 0 ? come[0] : gone[0]).Origin, actor));
        }
    }

    private static ImmutableArray<string> Fields(Value before, Value after)
    {
        if (before.AsMap is not { } was || after.AsMap is not { } now) return [];
        return
        [
            .. was.Keys.Concat(now.Keys).Select(k => k.AsString).OfType<string>().Distinct().Order(StringComparer.Ordinal)
                .Where(k => !StableText.Grows(k) && !Tallies.Contains(k) && StableText.Of(was[k]) != StableText.Of(now[k])),
        ];
    }
}
