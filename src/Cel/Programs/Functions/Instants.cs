using System.Globalization;
using Plumbline.Cel.Types;

namespace Plumbline.Cel.Programs.Functions;

/// <summary>Timestamps as text: RFC 3339, years 1 to 9999.</summary>
internal static class Instants
{
    private const long First = -62_135_596_800;
    private const long Last = 253_402_300_799;

    /// <summary>An instant, or null outside of the years 1 to 9999.</summary>
    public static Timestamp? From(long seconds, int nanos) => seconds is < First or > Last ? null : new Timestamp(seconds, nanos);

    public static Timestamp? Read(string text)
    {
        var at = 0;
        if (Number(text, ref at, 4, '-') is not { } year || Number(text, ref at, 2, '-') is not { } month || Number(text, ref at, 2) is not { } day) return null;
        if (at >= text.Length || text[at++] is not ('T' or 't')) return null;
        if (Number(text, ref at, 2, ':') is not { } hour || Number(text, ref at, 2, ':') is not { } minute || Number(text, ref at, 2) is not { } second) return null;
        if (Fraction(text, ref at) is not { } nanos || Zone(text, at) is not { } offset) return null;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59) return null;
        var local = (new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc) - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond;
        return From(local - offset, nanos);
    }

    public static string Write(Timestamp value)
    {
        var text = value.AsInstant.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        var rest = value.Nanos == 0 ? "" : "." + value.Nanos.ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0');
        return $"{text}{rest}Z";
    }

    private static int? Number(string text, ref int at, int digits, char after = '\0')
    {
        if (at + digits > text.Length) return null;
        if (!int.TryParse(text.AsSpan(at, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var value)) return null;
        at += digits;
        if (after == '\0') return value;
        return at < text.Length && text[at++] == after ? value : null;
    }

    private static int? Fraction(string text, ref int at)
    {
        if (at >= text.Length || text[at] != '.') return 0;
        var start = ++at;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        if (at == start) return null;
        var digits = text[start..at].PadRight(9, '0')[..9];
        return int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    /// <summary>Seconds east of UTC.</summary>
    private static int? Zone(string text, int at)
    {
        if (at == text.Length - 1 && text[at] is 'Z' or 'z') return 0;
        return text.Length - at == 6 ? Offset(text.AsSpan(at)) : null;
    }

    /// <summary>Seconds east of UTC of `+hh:mm`, `-hh:mm` or `hh:mm`.</summary>
    public static int? Offset(ReadOnlySpan<char> text)
    {
        var isWest = text is ['-', ..];
        if (text is ['-' or '+', ..]) text = text[1..];
        if (text.Length != 5 || text[2] != ':') return null;
        if (!int.TryParse(text[..2], NumberStyles.None, CultureInfo.InvariantCulture, out var hours)) return null;
        if (!int.TryParse(text[3..], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)) return null;
        if (hours > 23 || minutes > 59) return null;
        return (isWest ? -60 : 60) * ((hours * 60) + minutes);
    }
}
