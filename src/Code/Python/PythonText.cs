using System.Globalization;
using System.Text;

namespace Plumbline.Code.Python;

/// <summary>How Python writes texts.</summary>
internal static class PythonText
{
    /// <summary>A text with its escapes resolved. `\N{…}` stays as written.</summary>
    public static string Unescape(string written)
    {
        var text = written.Replace("\r\n", "\n", StringComparison.Ordinal);
        if (!text.Contains('\\', StringComparison.Ordinal)) return text;
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            if (text[at] != '\\' || at + 1 == text.Length) plain.Append(text[at++]);
            else at += Escape(text.AsSpan(at), plain);
        }

        return plain.ToString();
    }

    /// <summary>A documentation text as Python shows it: without the indentation its lines share and the blank lines around it.</summary>
    public static string Clean(string doc)
    {
        var lines = doc.ReplaceLineEndings("\n").Split('\n');
        var indent = lines.Skip(1).Where(l => l.Trim().Length > 0).Select(l => l.Length - l.TrimStart().Length).DefaultIfEmpty(0).Min();
        return string.Join('\n', lines.Select((l, i) => i == 0 ? l.Trim() : l.Length > indent ? l[indent..].TrimEnd() : "")).Trim('\n', ' ');
    }

    /// <summary>Adds what an escape stands for; the number of characters it is written with.</summary>
    private static int Escape(ReadOnlySpan<char> text, StringBuilder plain)
    {
        switch (text[1])
        {
            case '\n': return 2;
            case 'x': return Code(text, 2, plain);
            case 'u': return Code(text, 4, plain);
            case 'U': return Code(text, 8, plain);
            case >= '0' and <= '7': return Octal(text, plain);
        }

        var simple = "abfnrtv\\'\"".IndexOf(text[1], StringComparison.Ordinal);
        if (simple < 0) plain.Append('\\').Append(text[1]);
        else plain.Append("\a\b\f\n\r\t\v\\'\""[simple]);
        return 2;
    }

    private static int Code(ReadOnlySpan<char> text, int digits, StringBuilder plain)
    {
        if (text.Length >= 2 + digits && int.TryParse(text.Slice(2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && code is >= 0 and <= 0x10FFFF)
        {
            // A lone surrogate cannot stand in a text of ours.
            plain.Append(Rune.IsValid(code) ? new Rune(code).ToString() : "\uFFFD");
            return 2 + digits;
        }

        plain.Append('\\').Append(text[1]);
        return 2;
    }

    private static int Octal(ReadOnlySpan<char> text, StringBuilder plain)
    {
        var (code, at) = (0, 1);
        while (at < text.Length && at <= 3 && text[at] is >= '0' and <= '7') code = (code * 8) + text[at++] - '0';
        plain.Append((char)code);
        return at;
    }
}
