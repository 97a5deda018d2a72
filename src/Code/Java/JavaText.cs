using System.Globalization;
using System.Text;

namespace Plumbline.Code.Java;

/// <summary>How Java writes texts.</summary>
internal static class JavaText
{
    private const string Fence = "\"\"\"";

    /// <summary>The text of a literal with its quotes: escapes resolved, a block without the indentation its lines share.</summary>
    public static string Of(string literal)
    {
        if (literal.StartsWith(Fence, StringComparison.Ordinal) && literal.Length >= 6) return Unescape(Block(literal[3..^3].ReplaceLineEndings("\n")));
        return literal.Length >= 2 ? Unescape(literal[1..^1]) : literal;
    }

    /// <summary>The lines of a text block behind the one its fence opens on. The line of the closing fence counts for the indentation, too.</summary>
    private static string Block(string text)
    {
        var lines = text.Split('\n')[1..];
        if (lines.Length == 0) return text;
        var indent = lines.Where((l, i) => i == lines.Length - 1 || !string.IsNullOrWhiteSpace(l)).Min(l => l.Length - l.TrimStart().Length);
        return string.Join('\n', lines.Select(l => l.Length > indent ? l[indent..].TrimEnd(' ', '\t') : ""));
    }

    private static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal)) return text;
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            if (text[at] != '\\' || at + 1 == text.Length) plain.Append(text[at++]);
            else at += Escape(text.AsSpan(at), plain);
        }

        // Half of a surrogate pair cannot stand in a text of ours.
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(plain.ToString()));
    }

    /// <summary>Adds what an escape stands for; the number of characters it is written with.</summary>
    private static int Escape(ReadOnlySpan<char> text, StringBuilder plain)
    {
        if (text[1] == '\n') return 2;
        var simple = "btnfrs\"'\\".IndexOf(text[1], StringComparison.Ordinal);
        if (simple >= 0)
        {
            plain.Append("\b\t\n\f\r \"'\\"[simple]);
            return 2;
        }

        var at = 1;
        if (text[1] == 'u')
        {
            while (at < text.Length && text[at] == 'u') at++;
            if (at + 4 <= text.Length && ushort.TryParse(text.Slice(at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
            {
                plain.Append((char)unit);
                return at + 4;
            }
        }

        var code = 0;
        for (at = 1; at < text.Length && at <= 3 && text[at] is >= '0' and <= '7'; at++) code = (code * 8) + text[at] - '0';
        if (at == 1) plain.Append(text[..(at = 2)]);
        else plain.Append((char)code);
        return at;
    }
}
