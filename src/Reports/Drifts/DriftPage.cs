using System.Collections.Immutable;
using Plumbline.Posture.Drifts;

namespace Plumbline.Reports.Drifts;

/// <summary>What a report of drift is written from.</summary>
/// <param name="Estate">The estate's name.</param>
/// <param name="AsOf">The moment it speaks of.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Drifts">What was found.</param>
/// <param name="Trend">One point for each recorded scan; one point where there is no ledger.</param>
public sealed record DriftPage(string Estate, DateTimeOffset AsOf, DriftQuestion Question, ImmutableArray<DatedDrift> Drifts, IReadOnlyList<TrendPoint> Trend)
{
    /// <summary>What recorded scans showed and the estate no longer does, the last to go first.</summary>
    public ImmutableArray<ClosedDrift> Closed { get; init; } = [];

    /// <summary>How many stand so.</summary>
    public int Count(DriftState state) => Drifts.Count(d => d.Drift.State == state);
}
