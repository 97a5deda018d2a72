using Plumbline.Posture.Assets;
using Plumbline.Posture.Drifts;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;
using Plumbline.Store.Ledgers;

namespace Plumbline.Store.Recordings;

/// <summary>Which drifts the recorded scans of an estate show.</summary>
public static class RecordedDrift
{
    /// <summary>Adds every recorded scan that a history does not have yet, up to a moment.</summary>
    /// <param name="store">The ledger.</param>
    /// <param name="estate">The estate.</param>
    /// <param name="until">Scans that speak of a later moment do not count.</param>
    /// <param name="question">What is held against what.</param>
    /// <param name="words">The words of planes.</param>
    /// <param name="history">What is known of earlier scans; empty for all.</param>
    public static void Walk(IRecordStore store, string estate, DateTimeOffset until, DriftQuestion question, Vocabulary words, DriftHistory history)
    {
        var recorded = RecordedPromotions.Of(store, until);
        DateTimeOffset? known = history.Trend.Count > 0 ? history.Trend[^1].Moment : null;
        ScanWalk.Each(store, estate, until, scan =>
        {
            if (scan.Moment <= known) return;
            IReadOnlyCollection<Claim> claims = [.. scan.Claims, .. recorded.Where(p => p.Time <= scan.Moment)];
            var graph = AssetGraph.From(claims, words);
            history.Add(scan.Moment, DriftBook.Of(graph, Promotion.All(claims), scan.Moment, question), graph);
        }, DriftBook.RestsOn);
    }
}
