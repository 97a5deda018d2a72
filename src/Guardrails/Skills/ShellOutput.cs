using System.Globalization;
using System.Text;

namespace Plumbline.Guardrails.Skills;

/// <summary>What a command writes, where that stands in the script: echo, printf, base64, xxd, rev, tr.</summary>
internal static class ShellOutput
{
    private const int Longest = 64 * 1024;

    /// <summary>The text; null where it is not known.</summary>
    public static string? Of(ShellCommand command, int depth = 0)
    {
        if (depth > 8) return null;
        var words = command.Arguments.ToList();
        return command.Name switch
        {
            "echo" => Echo(words),
            "printf" => words.Count > 0 ? Unescaped(words.Count == 1 ? words[0] : words[0].Replace("%s", words[1], StringComparison.Ordinal)) : null,
            "cat" when words.Count == 0 || words is ["-"] => Input(command, depth),
            "base64" or "openssl" or "gbase64" when words.Any(w => w is "-d" or "-D" or "--decode" or "-di") || (command.Name == "openssl" && words.Contains("base64")) => Base64(Input(command, depth)),
            "xxd" when words.Any(w => w.StartsWith("-r", StringComparison.Ordinal)) => Hex(Input(command, depth)),
            "rev" => Input(command, depth) is { } text ? Reversed(text) : null,
            "tr" when words.Count == 2 => Input(command, depth) is { } text ? Translated(text, words[0], words[1]) : null,
            _ => null,
        };
    }

    /// <summary>True where the chain before a command decodes something.</summary>
    public static bool IsDecoded(ShellCommand command) =>
        command.Chain().Any(c => c.Name is "xxd" or "rev" or "uudecode" or "gunzip" or "zcat" || (c.Name is "base64" or "gbase64" && c.Has("-d", "-D", "--decode", "-di")) || (c.Name == "openssl" && c.Has("-d")) || (c.Name == "tr" && c.Arguments.Any(a => a.Length > 6)));

    /// <summary>Backslash sequences undone.</summary>
    public static string Unescaped(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal)) return text;
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 >= text.Length) { plain.Append(text[i]); continue; }
            var next = text[++i];
            if (next == 'x' && i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex)) { plain.Append((char)hex); i += 2; }
            else if (next is >= '0' and <= '7')
            {
                var (value, n) = (0, 0);
                while (n < 3 && i < text.Length && text[i] is >= '0' and <= '7') { value = (value * 8) + text[i++] - '0'; n++; }
                i--;
                plain.Append((char)(value & 0xff));
            }
            else plain.Append(next switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'e' => '\u001b', _ => next });
        }

        return plain.ToString();
    }

    /// <summary>What base64 spells as text; null where it spells none.</summary>
    public static string? Base64(string? text)
    {
        if (text is null || text.Length > Longest) return null;
        var packed = string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
        if (packed.Length < 4) return null;
        packed = packed.TrimEnd('=');
        packed += (packed.Length % 4) switch { 2 => "==", 3 => "=", _ => "" };
        var bytes = new byte[(packed.Length * 3 / 4) + 3];
        if (!Convert.TryFromBase64String(packed, bytes, out var count)) return null;
        var read = bytes.AsSpan(0, count);
        if (count > 8 && count % 2 == 0 && read[1] == 0 && read[3] == 0) return Encoding.Unicode.GetString(read);
        return System.Text.Unicode.Utf8.IsValid(read) ? Encoding.UTF8.GetString(read) : null;
    }

    private static string Echo(List<string> words)
    {
        var isEscaped = words is ["-e" or "-ne" or "-en", ..];
        var text = string.Join(' ', words.SkipWhile(w => w is "-e" or "-n" or "-ne" or "-en" or "-E"));
        return isEscaped ? Unescaped(text) : text;
    }

    private static string? Input(ShellCommand command, int depth) => command.Document ?? (command.Before is { } before ? Of(before, depth + 1) : null);

    private static string? Hex(string? text)
    {
        if (text is null || text.Length > Longest) return null;
        var digits = string.Concat(text.Where(char.IsAsciiHexDigit));
        if (digits.Length < 4 || (digits.Length & 1) == 1) return null;
        var bytes = Convert.FromHexString(digits);
        return System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;
    }

    private static string Reversed(string text)
    {
        var chars = text.TrimEnd('\n').ToCharArray();
        Array.Reverse(chars);
        return new string(chars);
    }

    private static string? Translated(string text, string from, string to)
    {
        var (source, target) = (Spread(from), Spread(to));
        if (source.Length == 0 || source.Length != target.Length) return null;
        return string.Concat(text.Select(c => source.LastIndexOf(c) is >= 0 and var at ? target[at] : c));
    }

    private static string Spread(string set)
    {
        set = set.Trim('[', ']');
        var all = new StringBuilder();
        for (var i = 0; i < set.Length && all.Length < 512; i++)
        {
            if (i + 2 < set.Length && set[i + 1] == '-' && set[i] <= set[i + 2])
            {
                for (var c = set[i]; c <= set[i + 2]; c++) all.Append(c);
                i += 2;
            }
            else all.Append(set[i]);
        }

        return all.ToString();
    }
}
