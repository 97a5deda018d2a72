using System.Buffers;

namespace Plumbline.Guardrails.Secrets;

/// <summary>Finds secrets in a text by what their issuers gave them: prefixes, alphabets, lengths, checksums, structure; and by the names beside them.</summary>
/// <remarks>Linear in the text's length. Where two kinds overlap, the one with the stronger proof is named, then the longer.</remarks>
public static class SecretScanner
{
    /// <summary>Most matches in one text; what lies behind them is not looked at.</summary>
    public const int MostMatches = 10_000;

    private static readonly Anchors<Recogniser> Needles = new([.. Shapes.Recognisers(), .. Assignments.Needles(), .. UrlLogins.Needles(), .. CommandLogins.Needles(), .. PrivateKeys.Needles(), .. WebTokens.Needles()]);

    private static readonly SecretKind[] Unissued =
    [
        .. new[] { Assignments.Password, Assignments.Secret, UrlLogins.Web, UrlLogins.Database, PrivateKeys.Kind, WebTokens.Kind, RandomStrings.Kind }.Select(k => new SecretKind(k, "")),
        new(DottedTokens.Kind, "Discord"),
    ];

    /// <summary>Every kind that may be found, by name.</summary>
    public static IReadOnlyList<SecretKind> Kinds { get; } = [.. Shapes.Kinds().Concat(Owners.Kinds()).Concat(Unissued).DistinctBy(k => k.Name).OrderBy(k => k.Name, StringComparer.Ordinal)];

    /// <summary>What is found, by where it starts, in characters; matches never overlap.</summary>
    /// <param name="text">The text.</param>
    /// <param name="least">What is less certain is left out.</param>
    public static IReadOnlyList<SecretMatch> Find(ReadOnlySpan<char> text, Certainty least = Certainty.Named)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(text.Length);
        try
        {
            Narrowing.Copy(text, bytes);
            return Find(bytes.AsSpan(0, text.Length), least);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        }
    }

    /// <summary>What is found in UTF-8 or any text that agrees with ASCII, by where it starts, in bytes; matches never overlap.</summary>
    /// <param name="text">The text.</param>
    /// <param name="least">What is less certain is left out.</param>
    public static IReadOnlyList<SecretMatch> Find(ReadOnlySpan<byte> text, Certainty least = Certainty.Named)
    {
        var found = new List<SecretMatch>();
        for (var (at, slot) = Needles.Next(text, 0); at >= 0 && found.Count < MostMatches; (at, slot) = Needles.Next(text, at + 1))
        {
            foreach (ref readonly var entry in Needles.In(slot))
            {
                if (!entry.IsAt(text, at)) continue;
                var start = at - entry.Offset;
                entry.Meaning.Look(text, start, start + entry.Bytes.Length, found);
            }
        }

        DottedTokens.Find(text, found);
        if (least == Certainty.Doubtful) RandomStrings.Find(text, found);
        return found.Count > 0 ? Strongest(found, least) : [];
    }

    private static List<SecretMatch> Strongest(List<SecretMatch> found, Certainty least)
    {
        var kept = new List<SecretMatch>(found.Count);
        foreach (var match in found.Where(m => m.Certainty >= least).OrderBy(m => m.Start).ThenByDescending(m => m.Certainty).ThenByDescending(m => m.Length))
        {
            if (kept.Count == 0 || kept[^1].Start + kept[^1].Length <= match.Start) kept.Add(match);
            else if (match.Certainty > kept[^1].Certainty || (match.Certainty == kept[^1].Certainty && match.Length > kept[^1].Length)) kept[^1] = match;
        }

        return kept;
    }
}
