using System.Text;
using System.Text.RegularExpressions;
using Plumbline.Guardrails.Pii;
using Plumbline.Guardrails.Secrets;

namespace Plumbline.Collectors.Files;

/// <summary>Takes personal data and secrets out of a text that is to be shown.</summary>
public static partial class Masks
{
    /// <summary>The text with personal data, long numbers and secrets replaced by their kind, cut at a bound.</summary>
    /// <param name="text">One line.</param>
    /// <param name="more">Further places to hide: first character and length.</param>
    /// <param name="longest">Most characters kept.</param>
    public static string Of(string text, IEnumerable<(int Start, int Length)> more, int longest)
    {
        var places = PiiScanner.Find(text).Select(m => (m.Start, m.Length, m.Kind))
            .Concat(more.Select(m => (m.Start, m.Length, "number")))
            .Concat(SecretScanner.Find(text, Certainty.Doubtful).Select(m => (m.Start, m.Length, "secret")))
            .Concat(Announced().Matches(text).Select(m => m.Groups["s"]).Select(g => (g.Index, g.Length, "secret")))
            .Concat(Digits().Matches(text).Select(m => (m.Index, m.Length, "number")))
            .OrderBy(p => p.Item1).ThenByDescending(p => p.Item2);
        var masked = new StringBuilder();
        var at = 0;
        foreach (var (start, length, kind) in places)
        {
            if (start >= at) masked.Append(text, at, start - at).Append('<').Append(kind).Append('>');
            at = Math.Max(at, start + length);
        }

        masked.Append(text, at, text.Length - at);
        return masked.Length > longest ? masked.ToString(0, longest) + "…" : masked.ToString();
    }

    /// <summary>True where the text holds personal data or a secret.</summary>
    public static bool Hides(string text) => PiiScanner.Find(text).Count > 0 || SecretScanner.Find(text).Count > 0 || Announced().IsMatch(text);

    // What no kind proves and a shown text had better not hold: short keys, long random strings, and what prose announces as a password.
    [GeneratedRegex(
        @"(?<s>\b(?:sk|pk|rk|pat)[-_][A-Za-z0-9_-]{16,}|(?=[A-Za-z+/_-]{0,40}\d)\b[A-Za-z0-9+/_-]{40,}={0,2})"
        + @"|\b(?:password|passwd|passwort|kennwort|mot de passe|secret|api[_ -]?key|access[_ -]?token|bearer)\b\s{0,3}(?:is|ist|est|[:=])?\s{0,3}[""'`]?(?<s>(?=\S{0,60}[\d!@#$%^&*])[^\s""'`,;]{6,200})",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Announced();

    [GeneratedRegex(@"\d{7,}")]
    private static partial Regex Digits();
}
