using System.Text.RegularExpressions;

namespace Plumbline.Collectors.Files.Containers;

/// <summary>Names that scripts give to texts.</summary>
internal static partial class ScriptNames
{
    private const int LongestText = 1 << 20;
    private const int Rounds = 3;

    /// <summary>The text with names that are set once in it replaced by what they are set to.</summary>
    public static string Expand(string text)
    {
        if (!text.Contains('$', StringComparison.Ordinal)) return text;
        // A name that is set twice is known only to whoever runs it.
        var known = Shell().Matches(text).GroupBy(m => m.Groups["n"].Value, StringComparer.Ordinal).Where(g => g.Select(Value).Distinct().Count() == 1).ToDictionary(g => g.Key, g => Value(g.First()), StringComparer.Ordinal);
        for (var round = 0; round < Rounds && known.Count > 0; round++)
        {
            var room = LongestText;
            var next = References().Replace(text, m => known.TryGetValue(m.Groups["n"].Value, out var value) && (room -= value.Length) > 0 ? value : m.Value);
            if (next == text) break;
            text = next;
        }

        return text;
    }

    /// <summary>True where a word is filled in by whoever runs it.</summary>
    public static bool IsOpen(string word) => word.Contains('$', StringComparison.Ordinal) || word.Contains('`', StringComparison.Ordinal) || Placeholders.In(word);

    /// <summary>The variable that a word stands for, and what stands in its place where it is not set; null where it stands for none.</summary>
    public static (string Name, string Default)? Variable(string word) =>
        Whole().Match(word) is { Success: true } match ? (match.Groups["n"].Value, match.Groups["d"].Value) : null;

    private static string Value(Match match) => match.Groups["q"].Success ? match.Groups["q"].Value : match.Groups["v"].Value;

    [GeneratedRegex(@"(?:^|[\s;&|(])(?<n>[A-Za-z_][A-Za-z0-9_]{0,60})=(?:""(?<q>[^""\r\n]{0,300})""|'(?<q>[^'\r\n]{0,300})'|(?<v>[^\s;&|""'()]{0,300}))", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Shell();

    [GeneratedRegex(@"\$(?:\{(?<n>[A-Za-z_][A-Za-z0-9_]{0,60})\}|(?<n>[A-Za-z_][A-Za-z0-9_]{0,60}))", RegexOptions.CultureInvariant)]
    private static partial Regex References();

    [GeneratedRegex(@"^\$(?:[({](?<n>[A-Za-z_][A-Za-z0-9_]{0,60})(?::?[-=](?<d>[^})]{0,300}))?[)}]|(?<n>[A-Za-z_][A-Za-z0-9_]{0,60}))$", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();
}
