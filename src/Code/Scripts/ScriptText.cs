using System.Globalization;
using System.Text;
using Plumbline.Code.TreeSitter;

namespace Plumbline.Code.Scripts;

/// <summary>How scripts write texts.</summary>
internal static class ScriptText
{
    /// <summary>The text of a string, or of a part of a template, with its escapes resolved.</summary>
    public static string Of(Node text)
    {
        var plain = new StringBuilder();
        foreach (var part in text.Children) Add(part, plain);
        return Whole(plain);
    }

    /// <summary>Adds a fragment or an escape; false for anything else.</summary>
    public static bool Add(Node part, StringBuilder plain)
    {
        if (part.Kind is "string_fragment" or "html_character_reference") plain.Append(part.Text.Replace("\r\n", "\n", StringComparison.Ordinal));
        else if (part.Kind == "escape_sequence") Escape(part.Text, plain);
        else return false;
        return true;
    }

    /// <summary>What was put together; half of a surrogate pair becomes U+FFFD.</summary>
    public static string Whole(StringBuilder plain)
    {
        var text = plain.ToString();
        return text.Any(char.IsSurrogate) ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;
    }

    private static void Escape(string written, StringBuilder plain)
    {
        var mark = written[1];
        var simple = "bfnrtv".IndexOf(mark, StringComparison.Ordinal);
        if (simple >= 0) plain.Append("\b\f\n\r\t\v"[simple]);
        else if (mark is 'x' or 'u') Code(written[2..].Trim('{', '}'), plain);
        else if (mark is >= '0' and <= '7') plain.Append((char)written[1..].Aggregate(0, (code, digit) => (code * 8) + digit - '0'));
        else if (mark is not ('\r' or '\n' or '\u2028' or '\u2029')) plain.Append(written, 1, written.Length - 1);
    }

    private static void Code(string digits, StringBuilder plain)
    {
        if (!int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || code is < 0 or > 0x10FFFF) plain.Append('\uFFFD');
        else if (code > char.MaxValue) plain.Append(char.ConvertFromUtf32(code));
        else plain.Append((char)code);
    }
}
