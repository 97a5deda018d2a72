using System.Globalization;

namespace Plumbline.Cel.Types;

/// <summary>A span of time: seconds and nanoseconds of the same sign.</summary>
public sealed record Duration(long Seconds, int Nanos) : IBoxed
{
    internal const int NanosPerSecond = 1_000_000_000;
    private const long Longest = 315_576_000_000;

    /// <inheritdoc/>
    public ValueKind Kind => ValueKind.Duration;

    /// <summary>All of it in nanoseconds.</summary>
    internal Int128 TotalNanos => ((Int128)Seconds * NanosPerSecond) + Nanos;

    /// <summary>From nanoseconds; null outside of CEL's ten thousand years.</summary>
    internal static Duration? From(Int128 nanos)
    {
        var (seconds, rest) = Int128.DivRem(nanos, NanosPerSecond);
        return Int128.Abs(seconds) > Longest ? null : new Duration((long)seconds, (int)rest);
    }

    /// <inheritdoc/>
    public bool EqualTo(IBoxed other) => Equals((Duration)other);

    /// <summary>Seconds as CEL writes them: `1.5s`.</summary>
    public override string ToString()
    {
        var sign = Seconds < 0 || Nanos < 0 ? "-" : "";
        var whole = Math.Abs(Seconds).ToString(CultureInfo.InvariantCulture);
        var rest = Nanos == 0 ? "" : "." + Math.Abs(Nanos).ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0');
        return $"{sign}{whole}{rest}s";
    }
}
