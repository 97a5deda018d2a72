using System.Text;

namespace Plumbline.Reports;

/// <summary>The estate's text as a page may show it: without control characters, half characters and marks that turn the reading direction.</summary>
public static class Plain
{
    /// <summary>Stands where a character was that may not be shown.</summary>
    public const char Instead = '\uFFFD';

    /// <summary>The text with line breaks kept.</summary>
    public static string Of(string? text) => Of(text, keepLines: true);

    /// <summary>The text on one line.</summary>
    public static string Line(string? text) => Of(text, keepLines: false).Trim();

    /// <summary>The text on one line, with the spaces at its ends.</summary>
    public static string Row(string? text) => Of(text, keepLines: false);

    /// <summary>At most <paramref name="most"/> characters, the last an ellipsis where some are left out.</summary>
    public static string Cut(string text, int most)
    {
        if (text.Length <= most) return text;
        var end = most - 1;
        if (char.IsHighSurrogate(text[end - 1])) end--;
        return text[..end] + "…";
    }

    private static string Of(string? text, bool keepLines)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\r') continue;
            if (c is '\n' or '\t') clean.Append(keepLines ? c : ' ');
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) clean.Append(c).Append(text[++i]);
            else clean.Append(IsHarmful(c) ? Instead : c);
        }

        return clean.ToString();
    }

    private static bool IsHarmful(char c) =>
        char.IsControl(c) || char.IsSurrogate(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F' or '\u061C' or '\uFFFE' or '\uFFFF';
}
