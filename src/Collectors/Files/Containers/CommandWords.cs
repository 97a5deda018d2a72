using System.Collections.Immutable;
using System.Text;

namespace Plumbline.Collectors.Files.Containers;

/// <summary>Splits commands into words without running anything: quotes, continued lines, and the text behind `sh -c`.</summary>
public static class CommandWords
{
    private const int Most = 2000;
    private const int Longest = 1 << 16;

    /// <summary>True where a command is longer than is read of it.</summary>
    public static bool IsCut(ImmutableArray<string> parts) => parts.Length >= Most || parts.Any(p => p.Length > Longest) || Of(parts).Length >= Most;

    /// <summary>The words of a command that is given as a list; the elements with spaces in them are shell text.</summary>
    public static ImmutableArray<string> Of(IEnumerable<string> parts) => [.. parts.SelectMany(p => p.Any(char.IsWhiteSpace) ? Split(p) : [p]).Take(Most)];

    /// <summary>The words of shell text.</summary>
    public static List<string> Split(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var quote = '\0';
        var isOpen = false;
        for (var i = 0; i < Math.Min(text.Length, Longest) && words.Count < Most; i++)
        {
            var c = text[i];
            if (quote != '\0')
            {
                if (c == quote) quote = '\0';
                else word.Append(c);
            }
            else if (c is '"' or '\'') (quote, isOpen) = (c, true);
            else if (c == '\\' && i + 1 < text.Length)
            {
                i++;
                if (text[i] is not ('\n' or '\r')) word.Append(text[i]);
            }
            else if (char.IsWhiteSpace(c) || c is ';' or '|' or '&')
            {
                if (word.Length > 0 || isOpen) words.Add(word.ToString());
                word.Clear();
                isOpen = false;
                if (c is ';' or '|' or '&') words.Add(c.ToString());
            }
            else word.Append(c);
        }

        if (word.Length > 0 || isOpen) words.Add(word.ToString());
        return words;
    }

    /// <summary>An option and the value that is written in the same word, `--name=value`; the word itself and null where it is none or has none.</summary>
    public static (string Name, string? Value) Parted(string word) =>
        word is ['-', _, ..] && word.IndexOf('=', StringComparison.Ordinal) is > 0 and var at ? (word[..at], word[(at + 1)..]) : (word, null);

    /// <summary>The value of an option, `--name value` or `--name=value`; empty where it has none, null where it is not there.</summary>
    public static string? Option(this ImmutableArray<string> words, string name)
    {
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            if (word == name) return i + 1 < words.Length && (words[i + 1].Length == 0 || words[i + 1][0] is not ('-' or ';' or '|' or '&')) ? words[i + 1] : "";
            if (word.Length > name.Length && word[name.Length] == '=' && word.StartsWith(name, StringComparison.Ordinal)) return word[(name.Length + 1)..];
        }

        return null;
    }
}
