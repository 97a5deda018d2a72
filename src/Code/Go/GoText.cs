using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Plumbline.Code.TreeSitter;

namespace Plumbline.Code.Go;

/// <summary>How Go writes texts, and what it calls packages.</summary>
internal static partial class GoText
{
    /// <summary>The text of a literal. `\x` and octal escapes are bytes, which together are UTF-8.</summary>
    public static string Of(Node literal)
    {
        if (literal.Kind == "raw_string_literal") return literal.Text.Trim('`').Replace("\r", "", StringComparison.Ordinal);
        var plain = new MemoryStream();
        foreach (var part in literal.Children)
        {
            if (part.Kind == "escape_sequence") Escape(part.Text, plain);
            else plain.Write(part.Bytes);
        }

        return Encoding.UTF8.GetString(plain.GetBuffer().AsSpan(0, (int)plain.Length));
    }

    /// <summary>The name by which a package is known where none is given: the last part of its path that is no version, without the marks of Go around it. The package itself may say otherwise.</summary>
    public static string NameOf(string path)
    {
        var parts = path.Split('/');
        var last = parts.Length > 1 && Version().IsMatch(parts[^1]) ? parts[^2] : parts[^1];
        var words = last.Split('.')[0].Split('-').Where(w => w is not ("go" or "golang" or "sdk" or "")).ToList();
        return words.Count == 0 ? last : words[^1];
    }

    private static void Escape(string written, MemoryStream plain)
    {
        var mark = written[1];
        var simple = "abfnrtv\\'\"".IndexOf(mark, StringComparison.Ordinal);
        if (simple >= 0) plain.WriteByte((byte)"\a\b\f\n\r\t\v\\'\""[simple]);
        else if (mark is 'u' or 'U' && int.TryParse(written.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)) plain.Write(Encoding.UTF8.GetBytes(Rune.IsValid(code) ? new Rune(code).ToString() : "\uFFFD"));
        else if (mark == 'x' && byte.TryParse(written.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)) plain.WriteByte(unit);
        else if (mark is >= '0' and <= '7') plain.WriteByte((byte)written[1..].Aggregate(0, (value, digit) => (value * 8) + digit - '0'));
        else plain.Write(Encoding.UTF8.GetBytes(written));
    }

    [GeneratedRegex(@"^v\d+$")]
    private static partial Regex Version();
}
