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

    private static readonly (string Kind, Finder Find)[] Own =
        [("email", EmailAddresses.Find), ("iban", InternationalAccounts.Find), ("payment-card", PaymentCards.Find), ("phone", PhoneNumbers.Find)];

    private static readonly Finder[] WithoutNumbers = [EmailAddresses.Find, InternationalAccounts.Find];

    /// <summary>The kinds found, sorted, each once.</summary>
    public static IReadOnlyList<string> Kinds(string text) => Kinds(text.AsSpan());

    /// <summary>The kinds found, sorted, each once.</summary>
    public static IReadOnlyList<string> Kinds(ReadOnlySpan<char> text) => Find(text) is { Count: > 0 } found
        ? [.. found.Select(m => m.Kind).Distinct().Order(StringComparer.Ordinal)] : [];

    /// <summary>What people type into prompts, by where it starts; matches never overlap.</summary>
    public static IReadOnlyList<PiiMatch> Find(string text) => Find(text.AsSpan());

    /// <summary>What people type into prompts, by where it starts; matches never overlap.</summary>
    public static IReadOnlyList<PiiMatch> Find(ReadOnlySpan<char> text) => Find(text, PiiProfile.Prompts);

    /// <summary>What a profile looks for, by where it starts; matches never overlap.</summary>
    public static IReadOnlyList<PiiMatch> Find(ReadOnlySpan<char> text, PiiProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var looked = text[..Math.Min(text.Length, LongestText)];
        return ReferenceEquals(profile, PiiProfile.Prompts) ? Prompts(looked) : Kinds(looked, profile);
    }

    private static List<PiiMatch> Kinds(ReadOnlySpan<char> looked, PiiProfile profile)
    {
        var found = new List<Candidate>();
        foreach (var (kind, finder) in Own)
        {
            if (!profile.Wants(kind)) continue;
            var matches = new List<PiiMatch>();
            finder(looked, matches);
            foreach (var match in matches) found.Add(new Candidate(match, kind == "phone" ? Proof.Expected : Proof.Formed));
        }

        if (profile.Wants("ip-address")) IpAddresses.Find(looked, profile, found);
        if (profile.Wants("mac-address")) MacAddresses.Find(looked, found);
        if (profile.Wants("crypto-address")) CryptoAddresses.Find(looked, profile, found);
        if (profile.Wants("person")) People.Find(looked, profile, found);
        if (profile.Wants(Dates.Kind)) Dates.Find(looked, profile, found);
        if (profile.Wants(PageAddresses.Kind)) PageAddresses.Find(looked, profile, found);
        Numbers.Find(looked, profile, profile.Wanted, found);
        return found.Count == 0 ? [] : Best(found);
    }

    // The better proof stays, then the longer match, then the kind that comes first by name.
    private static List<PiiMatch> Best(List<Candidate> found)
    {
        var kept = new SortedList<int, PiiMatch>();
        foreach (var (match, _) in found.OrderByDescending(c => c.Proof).ThenByDescending(c => c.Match.Length).ThenBy(c => c.Match.Start).ThenBy(c => c.Match.Kind, StringComparer.Ordinal))
        {
            if (IsFree(kept, match)) kept.Add(match.Start, match);
        }

        return [.. kept.Values];
    }

    private static bool IsFree(SortedList<int, PiiMatch> kept, PiiMatch match)
    {
        var (low, high) = (0, kept.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (kept.Keys[middle] < match.Start + match.Length) low = middle + 1;
            else high = middle;
        }

        return low == 0 || kept.Values[low - 1] is var last && last.Start + last.Length <= match.Start;
    }

    private static List<PiiMatch> Prompts(ReadOnlySpan<char> looked)
    {
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
