using System.Globalization;
using Plumbline.Cel.Types;

namespace Plumbline.Cel.Programs.Functions;

/// <summary>Durations as text: `1h30m`, `-1.5s`, `10ms`.</summary>
internal static class Spans
{
    private static readonly (string Unit, long Nanos)[] Units =
        [("ns", 1), ("us", 1_000), ("µs", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000)];

    public static Duration? Read(string text)
    {
        if (text.Length > 100) return null;
        var rest = text.AsSpan();
        var isNegative = rest is ['-', ..];
        if (rest is ['-' or '+', ..]) rest = rest[1..];
        if (rest.SequenceEqual("0")) return new Duration(0, 0);
        if (rest.IsEmpty) return null;
        Int128 total = 0;
        while (!rest.IsEmpty)
        {
            if (Part(ref rest) is not { } nanos) return null;
            total += nanos;
        }

        return Duration.From(isNegative ? -total : total);
    }

    private static Int128? Part(ref ReadOnlySpan<char> rest)
    {
        var length = 0;
        while (length < rest.Length && (char.IsAsciiDigit(rest[length]) || rest[length] == '.')) length++;
        var end = length;
        while (end < rest.Length && char.IsLetter(rest[end])) end++;
        var unit = rest[length..end].ToString();
        var number = rest[..length];
        rest = rest[end..];
        var known = Array.Find(Units, u => u.Unit == unit);
        if (known.Unit is null) return null;
        if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || value > 1e15m) return null;
        var whole = decimal.Truncate(value);
        return ((Int128)whole * known.Nanos) + (Int128)decimal.Truncate((value - whole) * known.Nanos);
    }
}
