using System.Text;

namespace Plumbline.Guardrails.Injection;

/// <summary>Reads characters without width as bits.</summary>
internal static class Bits
{
    private const int Longest = 64 * 1024;

    /// <summary>The text that a row of at least two sorts of characters spells; null where it spells none.</summary>
    /// <remarks>The two most common sorts are nought and one, either way, seven or eight bits a letter; a third sort parts letters. Four sorts are two bits each.</remarks>
    public static string? Spell(ReadOnlySpan<char> row)
    {
        if (row.Length is < 16 or > Longest) return null;
        var counts = new Dictionary<char, int>();
        foreach (var c in row) counts[c] = counts.GetValueOrDefault(c) + 1;
        var sorts = counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key).Select(c => c.Key).ToArray();
        if (sorts.Length is < 2 or > 8) return null;
        var bits = new StringBuilder(row.Length);
        foreach (var c in row) if (c == sorts[0] || c == sorts[1]) bits.Append(c == sorts[0] ? '0' : '1');
        return Read(bits.ToString(), false) ?? Read(bits.ToString(), true) ?? (sorts.Length == 4 ? Quarters(row, [.. sorts.Order()]) : null);
    }

    /// <summary>Bytes as text; null where they are none.</summary>
    public static string? AsText(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 3 || !System.Text.Unicode.Utf8.IsValid(bytes)) return null;
        var text = Encoding.UTF8.GetString(bytes);
        foreach (var c in text) if (char.IsControl(c) && c is not ('\n' or '\r' or '\t')) return null;
        return text;
    }

    private static string? Read(string bits, bool isTurned)
    {
        foreach (var width in (ReadOnlySpan<int>)[8, 7, 16])
        {
            for (var from = 0; from < 2 && bits.Length - from >= width * 3; from++)
            {
                if (Letters(bits.AsSpan(from), width, isTurned) is { } text) return text;
            }
        }

        return null;
    }

    private static string? Letters(ReadOnlySpan<char> bits, int width, bool isTurned)
    {
        var bytes = new List<byte>(bits.Length / width);
        for (var at = 0; at + width <= bits.Length; at += width)
        {
            var value = 0;
            foreach (var bit in bits.Slice(at, width)) value = (value << 1) | ((bit == '1') != isTurned ? 1 : 0);
            if (width == 16 && value > 255) return null;
            if (value != 0) bytes.Add((byte)value);
        }

        return AsText([.. bytes]);
    }

    private static string? Quarters(ReadOnlySpan<char> row, char[] sorts)
    {
        var bytes = new byte[row.Length / 4];
        for (var i = 0; i < bytes.Length; i++)
        {
            foreach (var c in row.Slice(i * 4, 4)) bytes[i] = (byte)((bytes[i] << 2) | Math.Max(0, Array.IndexOf(sorts, c)));
        }

        return AsText(bytes);
    }
}
