using System.Globalization;
using System.Text;

namespace Plumbline.Guardrails.Models.Pickles;

/// <summary>The escapes of the text opcodes, read as leniently as the unpickler reads them.</summary>
internal static class Escapes
{
    /// <summary>Python's `raw_unicode_escape`: only `\u` and `\U` mean something, and only after an even number of backslashes.</summary>
    public static string Unicode(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        if (!text.Contains('\\', StringComparison.Ordinal)) return text;
        var made = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var digits = text[i] != '\\' || i + 1 == text.Length ? 0 : text[i + 1] switch { 'u' => 4, 'U' => 8, _ => 0 };
            if (digits > 0 && Hex(text, i + 2, digits) is { } point)
            {
                made.Append(point);
                i += 1 + digits;
            }
            else
            {
                made.Append(text[i]);
                if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] == '\\') made.Append(text[++i]);
            }
        }

        return made.ToString();
    }

    /// <summary>A byte string in its quotes, as `repr` writes it.</summary>
    public static string Quoted(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.Latin1.GetString(bytes).Trim();
        if (text.Length >= 2 && text[0] is '\'' or '"' && text[^1] == text[0]) text = text[1..^1];
        if (!text.Contains('\\', StringComparison.Ordinal)) return text;
        var made = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length) made.Append(text[i]);
            else i = Escape(text, i + 1, made);
        }

        return made.ToString();
    }

    // Gives the last character that belongs to the escape.
    private static int Escape(string text, int at, StringBuilder made)
    {
        switch (text[at])
        {
            case '\n': return at;
            case 'x' when Hex(text, at + 1, 2) is { } point:
                made.Append(point);
                return at + 2;
            case >= '0' and <= '7':
                var (value, end) = (0, at);
                for (; end < text.Length && end < at + 3 && text[end] is >= '0' and <= '7'; end++) value = (value * 8) + text[end] - '0';
                made.Append((char)(value & 0xFF));
                return end - 1;
            default:
                var named = "abfnrtv".IndexOf(text[at], StringComparison.Ordinal);
                if (named >= 0) made.Append("\a\b\f\n\r\t\v"[named]);
                else if (text[at] is '\\' or '\'' or '"') made.Append(text[at]);
                else made.Append('\\').Append(text[at]);
                return at;
        }
    }

    private static string? Hex(string text, int at, int digits) =>
        at + digits <= text.Length && int.TryParse(text.AsSpan(at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var point)
            ? point is >= 0 and < 0x110000 and not (>= 0xD800 and < 0xE000) ? char.ConvertFromUtf32(point) : "\uFFFD"
            : null;
}
