using System.Text.RegularExpressions;
using Plumbline.Guardrails.Secrets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Server.Admission;

/// <summary>Texts of objects as they may be shown and logged.</summary>
internal static partial class ShownText
{
    private const int Longest = 200;

    /// <summary>The text, cut and without control characters; of what looks like a secret only a fingerprint.</summary>
    public static string Of(string text)
    {
        var plain = text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c)) : text;
        if (plain.Length > Longest) plain = plain[..Longest] + "…";
        return Keys().IsMatch(plain) || SecretScanner.Find(plain).Count > 0 ? $"a text that looks like a secret ({Fingerprints.OfText(text)[..19]})" : plain;
    }

    [GeneratedRegex(@"\b(?:sk|pk|rk|pat|hf|ghp|nvapi|glpat)[-_][A-Za-z0-9_-]{16,}", RegexOptions.CultureInvariant)]
    private static partial Regex Keys();
}
