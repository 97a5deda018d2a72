using System.Text;
using System.Text.RegularExpressions;

namespace Plumbline.Code.Python;

/// <summary>The lines of a notebook that are not Python but said to the notebook itself: `%pip install x`, `!ls`, `?help`.</summary>
internal static partial class Magics
{
    /// <summary>The text with `pass` in place of such lines, so that all others keep their numbers; null where there are none.</summary>
    public static byte[]? Without(ReadOnlySpan<byte> utf8)
    {
        var lines = Encoding.UTF8.GetString(utf8).Split('\n');
        var first = Array.FindIndex(lines, l => !string.IsNullOrWhiteSpace(l));
        if (first < 0) return null;
        if (OtherLanguage().IsMatch(lines[first])) return Encoding.UTF8.GetBytes(new string('\n', lines.Length - 1));
        var (found, goesOn) = (false, false);
        for (var at = 0; at < lines.Length; at++)
        {
            var line = lines[at];
            if (!goesOn && !Magic().IsMatch(line)) continue;
            lines[at] = goesOn ? "" : string.Concat(line.AsSpan(0, line.Length - line.AsSpan().TrimStart().Length), "pass");
            (found, goesOn) = (true, line.AsSpan().TrimEnd().EndsWith('\\'));
        }

        return found ? Encoding.UTF8.GetBytes(string.Join('\n', lines)) : null;
    }

    [GeneratedRegex(@"^\s*(?:%{1,2}[A-Za-z_]|!{1,2}\s*[A-Za-z_./~{$]|\?{1,2}\s*[A-Za-z_]|[\w, ]+=\s*(?:!|%[A-Za-z])|[\w.]+\?{1,2}\s*$)", RegexOptions.NonBacktracking)]
    private static partial Regex Magic();

    // `%%time` and its kind measure Python; every other cell of `%%` is in another language.
    [GeneratedRegex(@"^%%(?!(?:time|timeit|capture|prun|debug|python3?|ipytest)\b)")]
    private static partial Regex OtherLanguage();
}
