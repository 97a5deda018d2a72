using System.Collections.Immutable;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Drifts;

/// <summary>When a drift began, and how that is known.</summary>
/// <param name="Moment">The earliest moment that a claim or a recorded scan shows.</param>
/// <param name="After">The last recorded scan that did not show it; null where there is none.</param>
/// <param name="Why">A sentence.</param>
public sealed record Beginning(DateTimeOffset Moment, DateTimeOffset? After, string Why);

/// <summary>Who made the change that comes nearest before a drift began, as an audit trail tells.</summary>
/// <param name="Actor">Who.</param>
/// <param name="Api">What was called.</param>
/// <param name="Time">When.</param>
/// <param name="Origin">Where that can be read again.</param>
public sealed record Doer(string Actor, string Api, DateTimeOffset Time, Origin Origin);

/// <summary>A drift with its beginning.</summary>
/// <param name="Drift">The drift.</param>
/// <param name="Since">When it began; null where neither a clock nor a recorded scan tells.</param>
/// <param name="Who">Who; null where no trail tells.</param>
/// <param name="Lasts">How long it has lasted; null where its beginning is not known.</param>
public sealed record DatedDrift(Drift Drift, Beginning? Since, Doer? Who, TimeSpan? Lasts);

/// <summary>A difference that is no longer shown.</summary>
/// <param name="Drift">The drift as it was last.</param>
/// <param name="First">The first scan that showed it.</param>
/// <param name="Gone">The first scan that no longer did.</param>
public sealed record ClosedDrift(Drift Drift, DateTimeOffset First, DateTimeOffset Gone);

/// <summary>How many drifts a recorded scan shows.</summary>
/// <param name="Moment">The moment of the scan.</param>
/// <param name="Counts">Drifts by workload and registry; a registry without drift is not among them.</param>
public sealed record TrendPoint(DateTimeOffset Moment, ImmutableArray<(string Workload, string Registry, int Count)> Counts)
{
    /// <summary>The registries that a trend always names.</summary>
    public static ImmutableArray<string> Registries { get; } = ["model", "prompt", "eval", "agent", "guardrail", "region"];

    /// <summary>The drifts of one registry.</summary>
    public int Of(string registry) => Counts.Where(c => c.Registry == registry).Sum(c => c.Count);

    /// <summary>All of them.</summary>
    public int Total => Counts.Sum(c => c.Count);
}
