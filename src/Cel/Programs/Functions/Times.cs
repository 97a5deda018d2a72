using Plumbline.Cel.Types;

namespace Plumbline.Cel.Programs.Functions;

/// <summary>Sums over time, and the parts of timestamps and durations.</summary>
internal static class Times
{
    private static readonly Value OutOfRange = Value.Error("the result is outside of the range of its type: range error");

    private static readonly (string Name, Func<DateTime, long> Part)[] Parts =
    [
        ("getFullYear", static t => t.Year), ("getMonth", static t => t.Month - 1),
        ("getDate", static t => t.Day), ("getDayOfMonth", static t => t.Day - 1),
        ("getDayOfWeek", static t => (long)t.DayOfWeek), ("getDayOfYear", static t => t.DayOfYear - 1),
        ("getHours", static t => t.Hour), ("getMinutes", static t => t.Minute), ("getSeconds", static t => t.Second),
    ];

    public static IEnumerable<Overload> All { get; } =
    [
        .. Parts.SelectMany(p => Forms(p.Name, p.Part)),
        new("(timestamp).getMilliseconds(): int", static a => Value.Of((long)((Timestamp)a[0].AsBoxed!).Nanos / 1_000_000)),
        new("(timestamp).getMilliseconds(string): int", static a => Value.Of((long)((Timestamp)a[0].AsBoxed!).Nanos / 1_000_000)),
        new("(duration).getHours(): int", static a => Value.Of(((Duration)a[0].AsBoxed!).Seconds / 3600)),
        new("(duration).getMinutes(): int", static a => Value.Of(((Duration)a[0].AsBoxed!).Seconds / 60)),
        new("(duration).getSeconds(): int", static a => Value.Of(((Duration)a[0].AsBoxed!).Seconds)),
        new("(duration).getMilliseconds(): int", static a => Value.Of((long)((Duration)a[0].AsBoxed!).Nanos / 1_000_000)),
    ];

    /// <summary>Nanoseconds of a duration, or since 1970 of a timestamp.</summary>
    public static Int128 Nanos(Value value) => value.AsBoxed switch
    {
        Duration d => d.TotalNanos,
        Timestamp t => ((Int128)t.Seconds * Duration.NanosPerSecond) + t.Nanos,
        _ => 0,
    };

    public static Value Span(Int128 nanos) => nanos >= long.MinValue && nanos <= long.MaxValue && Duration.From(nanos) is { } span ? Value.Of(span) : OutOfRange;

    public static Value Add(Value instant, Value span, int sign)
    {
        var nanos = Nanos(instant) + (sign * Nanos(span));
        var seconds = nanos / Duration.NanosPerSecond;
        var rest = nanos % Duration.NanosPerSecond;
        if (rest < 0) (seconds, rest) = (seconds - 1, rest + Duration.NanosPerSecond);
        return Instants.From((long)seconds, (int)rest) is { } sum ? Value.Of(sum) : OutOfRange;
    }

    private static IEnumerable<Overload> Forms(string name, Func<DateTime, long> part) =>
    [
        new($"(timestamp).{name}(): int", a => Value.Of(part(((Timestamp)a[0].AsBoxed!).AsInstant.UtcDateTime))),
        new($"(timestamp).{name}(string): int", a => Local(((Timestamp)a[0].AsBoxed!).AsInstant.UtcDateTime, a[1].AsString!, part)),
    ];

    private static Value Local(DateTime instant, string zone, Func<DateTime, long> part)
    {
        if (Instants.Offset(zone) is { } offset) return Shifted(instant, TimeSpan.FromSeconds(offset), part);
        return zone.Length <= 64 && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found)
            ? Shifted(instant, found.GetUtcOffset(instant), part)
            : Value.Error($"`{(zone.Length <= 64 ? zone : zone[..64])}` is not a time zone");
    }

    private static Value Shifted(DateTime instant, TimeSpan by, Func<DateTime, long> part)
    {
        var ticks = instant.Ticks + by.Ticks;
        return ticks < 0 || ticks > DateTime.MaxValue.Ticks ? OutOfRange : Value.Of(part(new DateTime(ticks, DateTimeKind.Unspecified)));
    }
}
