using System.Collections.Immutable;
using System.Globalization;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Drifts;
using Plumbline.Posture.Graph;

namespace Plumbline.Reports.Drifts;

/// <summary>Drift in sentences.</summary>
public static class DriftWords
{
    private const int Most = 6;

    /// <summary>What differs.</summary>
    public static string Sentence(Drift drift)
    {
        if (drift.State == DriftState.Unknown) return $"{drift.Property} of {Who(drift.To, drift)} and {Who(drift.From, drift)} cannot be compared: {drift.Missing}";
        return drift.Kind switch
        {
            DriftKind.Environments => $"{drift.Property}: {Who(drift.To, drift)} has {Said(drift.To)}; {Who(drift.From, drift)} has {Said(drift.From)}",
            DriftKind.DeclaredDeployed => $"{drift.Property}: {drift.To.Workload} is deployed with {Said(drift.To)}; the repository declares {Said(drift.From)}",
            _ when drift.Property == "eval" => $"eval: {drift.To.Workload} runs {Said(drift.To)}, which no eval run tried; tried: {List(drift.From.Values)}",
            _ => $"{drift.Property}: {drift.To.Workload} {Verb(drift.To.Plane)} {Said(drift.To)}; approved: {List(drift.From.Values)}",
        };
    }

    /// <summary>Since when and how that is known.</summary>
    public static string Since(DatedDrift dated) => dated.Since is not { } since ? "since when is not known: no source has a clock, and no scan was recorded"
        : $"since {Time(since.Moment)}{(dated.Lasts is { } lasts ? $" ({Long(lasts)})" : "")}: {since.Why}";

    /// <summary>From which scan on it was shown, and which no longer shows it.</summary>
    public static string Ended(ClosedDrift closed) => $"shown from {Time(closed.First)}, no longer at {Time(closed.Gone)}";

    /// <summary>A time as people read it, UTC.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A length of time in its largest unit.</summary>
    public static string Long(TimeSpan time) => time switch
    {
        { TotalDays: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalDays} days"),
        { TotalHours: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} hours"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} minutes"),
    };

    private static string Who(DriftSide side, Drift drift) => drift.Kind == DriftKind.Environments ? $"{side.Workload} ({side.Label})" : side.Workload;

    private static string Verb(Plane plane) => plane switch
    {
        Plane.Declared => "declares",
        Plane.Deployed => "is deployed with",
        _ => "uses",
    };

    private static string Said(DriftSide side) => List(side.Only.IsEmpty ? side.Values : side.Only);

    private static string List(ImmutableArray<Shown> shown) => shown.IsEmpty ? "none"
        : string.Join(", ", shown.Take(Most).Select(s => s.Text)) + (shown.Length > Most ? string.Create(CultureInfo.InvariantCulture, $" and {shown.Length - Most} more") : "");
}
