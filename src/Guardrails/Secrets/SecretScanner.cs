using System.Buffers;

namespace Plumbline.Guardrails.Secrets;

/// <summary>Finds secrets in a text by what their issuers gave them: prefixes, alphabets, lengths, checksums, structure; and by the names beside them.</summary>
/// <remarks>Linear in the text's length. Where two kinds overlap, the one with the stronger proof is named, then the longer.</remarks>
public static class SecretScanner
{
    /// <summary>Most matches in one text; what lies behind them is not looked at.</summary>
    public const int MostMatches = 10_000;

    private static readonly Anchors<Recogniser> Needles = new(Shapes.Recognisers());

    /// <summary>Every kind that may be found, by name.</summary>
    public static IReadOnlyList<SecretKind> Kinds { get; } = [.. Shapes.Kinds().OrderBy(k => k.Name, StringComparer.Ordinal)];

    /// <summary>Everything found, by where it starts, in characters; matches never overlap.</summary>
    public static IReadOnlyList<SecretMatch> Find(ReadOnlySpan<char> text)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(text.Length);
        try
        {
            Narrowing.Copy(text, bytes);
            return Find(bytes.AsSpan(0, text.Length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        }
    }

    /// <summary>Everything found in UTF-8 or any text that agrees with ASCII, by where it starts, in bytes; matches never overlap.</summary>
    public static IReadOnlyList<SecretMatch> Find(ReadOnlySpan<byte> text)
    {
        List<SecretMatch>? found = null;
        for (var (at, slot) = Needles.Next(text, 0); at >= 0; (at, slot) = Needles.Next(text, at + 1))
        {
            foreach (ref readonly var entry in Needles.In(slot))
            {
                if (!entry.IsAt(text, at)) continue;
                var start = at - entry.Offset;
                entry.Meaning.Look(text, start, start + entry.Bytes.Length, found ??= []);
            }

            if (found?.Count >= MostMatches) break;
        }

        return found is { Count: > 0 } ? Strongest(found) : [];
    }

    private static List<SecretMatch> Strongest(List<SecretMatch> found)
    {
        var kept = new List<SecretMatch>(found.Count);
        foreach (var match in found.OrderBy(m => m.Start).ThenByDescending(m => m.Certainty).ThenByDescending(m => m.Length))
        {
            if (kept.Count == 0 || kept[^1].Start + kept[^1].Length <= match.Start) kept.Add(match);
            else if (match.Certainty > kept[^1].Certainty || (match.Certainty == kept[^1].Certainty && match.Length > kept[^1].Length)) kept[^1] = match;
        }

        return kept;
    }
}
