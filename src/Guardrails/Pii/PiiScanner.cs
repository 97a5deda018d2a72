using System.Buffers;

namespace Plumbline.Guardrails.Pii;

/// <summary>Finds personal data whose form proves it: a checksum, a range, or a format that little else has.</summary>
/// <remarks>Linear in the text's length. Where two kinds overlap, the one with the stronger proof is named.</remarks>
public static class PiiScanner
{
    /// <summary>Most characters looked at; what lies behind them is not.</summary>
    public const int LongestText = 1 << 20;

    /// <summary>Most matches of one kind in one text.</summary>
    public const int MostMatches = 10_000;

    private static readonly SearchValues<char> Starts = SearchValues.Create("0123456789@");

    private delegate void Finder(ReadOnlySpan<char> text, List<PiiMatch> found);

    private static readonly Finder[] Strongest =
        [EmailAddresses.Find, InternationalAccounts.Find, PaymentCards.Find, SocialSecurityNumbers.Find, PhoneNumbers.Find];

    private static readonly Finder[] WithoutNumbers = [EmailAddresses.Find, InternationalAccounts.Find];

    /// <summary>The kinds found, sorted, each once.</summary>
    public static IReadOnlyList<string> Kinds(string text) => Kinds(text.AsSpan());

    /// <summary>The kinds found, sorted, each once.</summary>
    public static IReadOnlyList<string> Kinds(ReadOnlySpan<char> text) => Find(text) is { Count: > 0 } found
        ? [.. found.Select(m => m.Kind).Distinct().Order(StringComparer.Ordinal)] : [];

    /// <summary>Everything found, by where it starts; matches never overlap.</summary>
    public static IReadOnlyList<PiiMatch> Find(string text) => Find(text.AsSpan());

    /// <summary>Everything found, by where it starts; matches never overlap.</summary>
    public static IReadOnlyList<PiiMatch> Find(ReadOnlySpan<char> text)
    {
        var looked = text[..Math.Min(text.Length, LongestText)];
        if (looked.IndexOfAny(Starts) < 0) return [];
        var kept = new List<PiiMatch>();
        var found = new List<PiiMatch>();
        foreach (var finder in DigitGroups.HasLongNumber(looked) ? Strongest : WithoutNumbers)
        {
            found.Clear();
            finder(looked, found);
            if (found.Count > 0) Merge(kept, found);
        }

        return kept.Count == 0 ? [] : kept;
    }

    private static void Merge(List<PiiMatch> kept, List<PiiMatch> found)
    {
        var merged = new List<PiiMatch>(kept.Count + found.Count);
        var next = 0;
        foreach (var match in found)
        {
            while (next < kept.Count && kept[next].Start + kept[next].Length <= match.Start) merged.Add(kept[next++]);
            if (next == kept.Count || kept[next].Start >= match.Start + match.Length) merged.Add(match);
        }

        merged.AddRange(kept.Skip(next));
        kept.Clear();
        kept.AddRange(merged);
    }
}
