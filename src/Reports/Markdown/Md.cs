using System.Text;
using System.Text.RegularExpressions;

namespace Plumbline.Reports.Markdown;

/// <summary>The estate's text in Markdown: it shows as it is, and marks up, links, mentions and references nothing.</summary>
internal static partial class Md
{
    // What stands between a sign and its name so that no forge makes a mention or a link of them.
    private const string Apart = "&#8203;";

    // No text holds it: control characters are taken out before.
    private const char Joint = '\u0001';

    /// <summary>Text on one line.</summary>
    public static string Text(string? text)
    {
        var escaped = new StringBuilder();
        foreach (var c in Links().Replace(Plain.Line(text), m => m.Value + Joint))
        {
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '~' or '$') escaped.Append('\\').Append(c);
            else if (c == '<') escaped.Append("&lt;");
            else if (c == '>') escaped.Append("&gt;");
            else if (c == '&') escaped.Append("&amp;");
            else if (c == Joint) escaped.Append(Apart);
            else escaped.Append(c);
        }

        return escaped.ToString();
    }

    /// <summary>A code span, also inside a table.</summary>
    public static string Code(string? text)
    {
        var plain = Plain.Line(text);
        if (plain.Length == 0) return "";
        var longest = Ticks().Matches(plain).Select(m => m.Length).DefaultIfEmpty(0).Max();
        var fence = new string('`', longest + 1);
        var pad = plain.StartsWith('`') || plain.EndsWith('`') ? " " : "";
        return $"{fence}{pad}{plain.Replace("|", "\\|", StringComparison.Ordinal)}{pad}{fence}";
    }

    [GeneratedRegex("`+")]
    private static partial Regex Ticks();

    // `@name`, `#12`, `://`, `www.`, `GH-12`.
    [GeneratedRegex(@"@|#(?=\d)|:(?=//)|w(?=ww\.)|W(?=WW\.)|G(?=H-\d)", RegexOptions.IgnoreCase)]
    private static partial Regex Links();
}
