using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Findings;

namespace Plumbline.Reports;

/// <summary>From when to when the telemetry saw what a finding rests on.</summary>
internal sealed record Seen(DateTimeOffset First, DateTimeOffset Last)
{
    /// <summary>Over the observed evidence that carries a time; null where none does.</summary>
    public static Seen? Of(Finding finding)
    {
        Seen? all = null;
        foreach (var proof in finding.Evidence.Where(p => p.Plane == Plane.Observed && !p.Value.IsNull))
        {
            var first = Time(proof.Value, "first") ?? Time(proof.Value, "time") ?? proof.Time;
            var last = Time(proof.Value, "last") ?? Time(proof.Value, "time") ?? proof.Time;
            if (first is null || last is null) continue;
            all = all is null ? new Seen(first.Value, last.Value) : new Seen(Earlier(all.First, first.Value), Later(all.Last, last.Value));
        }

        return all;
    }

    private static DateTimeOffset? Time(Value value, string field) =>
        value.AsMap is { } map && map[field] is { Kind: ValueKind.Timestamp } time && ((Timestamp)time.AsBoxed!).AsInstant is var at && at > DateTimeOffset.UnixEpoch && at.Year < 9999 ? at : null;

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
