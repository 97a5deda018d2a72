namespace Plumbline.Collectors.Files;

/// <summary>The times that log records carry: `2026-06-01T10:00:00Z`, `2026-06-01 10:00:00.000000000`, with or without an offset.</summary>
public static class RecordTime
{
    // No record is of the last year there is; what says so is broken or hostile.
    private static readonly long Latest = new DateTime(9999, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    /// <summary>Reads a time; without an offset it is UTC. False where it is none.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length is < 19 or > 40 || text[4] != '-' || text[7] != '-' || (text[10] != 'T' && text[10] != ' ') || text[13] != ':' || text[16] != ':') return false;
        var (year, month, day) = (Digits(text[..4]), Digits(text[5..7]), Digits(text[8..10]));
        var (hour, minute, second) = (Digits(text[11..13]), Digits(text[14..16]), Digits(text[17..19]));
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59) return false;
        var rest = text[19..];
        var ticks = Fraction(ref rest);
        if (!TryOffset(rest, out var offset)) return false;
        var local = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).Ticks + ticks;
        var utc = local - offset;
        if (utc < 0 || utc >= Latest) return false;
        time = new DateTimeOffset(utc, TimeSpan.Zero);
        return true;
    }

    /// <summary>Reads a time from text.</summary>
    public static DateTimeOffset? Parse(string? text)
    {
        if (text is null || text.Length > 40 || !System.Text.Ascii.IsValid(text)) return null;
        Span<byte> bytes = stackalloc byte[text.Length];
        for (var i = 0; i < text.Length; i++) bytes[i] = (byte)text[i];
        return TryParse(bytes, out var time) ? time : null;
    }

    private static int Digits(ReadOnlySpan<byte> text)
    {
        var value = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9') return -1;
            value = (value * 10) + digit - '0';
        }

        return value;
    }

    private static long Fraction(ref ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty || rest[0] != '.') return 0;
        long ticks = 0;
        var unit = TimeSpan.TicksPerSecond / 10;
        var at = 1;
        for (; at < rest.Length && rest[at] is >= (byte)'0' and <= (byte)'9'; at++, unit /= 10) ticks += (rest[at] - '0') * unit;
        rest = rest[at..];
        return ticks;
    }

    private static bool TryOffset(ReadOnlySpan<byte> rest, out long ticks)
    {
        ticks = 0;
        if (rest.IsEmpty || rest.SequenceEqual("Z"u8) || rest.SequenceEqual(" UTC"u8)) return true;
        if (rest.Length is not (5 or 6) || (rest[0] != '+' && rest[0] != '-')) return false;
        var (hours, minutes) = (Digits(rest[1..3]), Digits(rest[^2..]));
        if (hours is < 0 or > 14 || minutes is < 0 or > 59) return false;
        ticks = ((hours * 60L) + minutes) * TimeSpan.TicksPerMinute * (rest[0] == '-' ? -1 : 1);
        return true;
    }
}
