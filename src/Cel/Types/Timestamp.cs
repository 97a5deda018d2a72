namespace Plumbline.Cel.Types;

/// <summary>An instant: seconds since 1970-01-01 UTC and nanoseconds (0 to 999,999,999) after them.</summary>
public sealed record Timestamp(long Seconds, int Nanos) : IBoxed
{
    /// <inheritdoc/>
    public ValueKind Kind => ValueKind.Timestamp;

    /// <summary>The instant, cut to 100 ns.</summary>
    public DateTimeOffset AsInstant => DateTimeOffset.UnixEpoch.AddSeconds(Seconds).AddTicks(Nanos / 100);

    /// <summary>From an instant of any offset.</summary>
    public static Timestamp From(DateTimeOffset value)
    {
        var ticks = value.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;
        var seconds = Math.DivRem(ticks, TimeSpan.TicksPerSecond, out var rest);
        return rest < 0
            ? new Timestamp(seconds - 1, (int)(rest + TimeSpan.TicksPerSecond) * 100)
            : new Timestamp(seconds, (int)rest * 100);
    }

    /// <inheritdoc/>
    public bool EqualTo(IBoxed other) => Equals((Timestamp)other);
}
