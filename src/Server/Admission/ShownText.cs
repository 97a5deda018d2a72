using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Plumbline.Guardrails.Secrets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Server.Admission;

/// <summary>Texts of objects as they may be shown and logged.</summary>
internal static partial class ShownText
{
    private const int Longest = 200;
    private const int MostHarmless = 4096;

    // Names of models come again and again; what is a secret is not kept.
    private static readonly ConcurrentDictionary<string, bool> Harmless = new(StringComparer.Ordinal);

    /// <summary>The text, cut and without characters that are no plain text: those that end lines, move the cursor, colour, hide or turn round what stands beside them.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">Most characters kept of it.</param>
    public static string Plain(string text, int longest)
    {
        if (text.Length <= longest && !text.AsSpan().ContainsAnyExceptInRange(' ', '~')) return text;
        var isCut = text.Length > longest;
        // A character of two halves is not cut in two.
        var kept = isCut ? text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)] : text;
        if (kept.EnumerateRunes().Any(IsNoText)) kept = string.Concat(kept.EnumerateRunes().Select(r => IsNoText(r) ? "\uFFFD" : r.ToString()));
        return isCut ? kept + "…" : kept;
    }

    /// <summary>The text, cut and without control characters; of what looks like a secret only a fingerprint.</summary>
    public static string Of(string text)
    {
        if (Harmless.ContainsKey(text)) return text;
        var plain = Plain(text, Longest);
        if (Keys().IsMatch(plain) || SecretScanner.Find(plain).Count > 0) return $"a text that looks like a secret ({Fingerprints.OfText(text)[..19]})";
        if (!ReferenceEquals(plain, text)) return plain;
        if (Harmless.Count >= MostHarmless) Harmless.Clear();
        Harmless[text] = true;
        return text;
    }

    private static bool IsNoText(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    [GeneratedRegex(@"\b(?:sk|pk|rk|pat|hf|ghp|nvapi|glpat)[-_][A-Za-z0-9_-]{16,}", RegexOptions.CultureInvariant)]
    private static partial Regex Keys();
}
