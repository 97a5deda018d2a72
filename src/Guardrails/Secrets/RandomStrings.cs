using System.Buffers;

namespace Plumbline.Guardrails.Secrets;

/// <summary>Quoted strings that look random and that nothing names.</summary>
internal static class RandomStrings
{
    /// <summary>The kind's name.</summary>
    public const string Kind = "random-string";

    private const int Shortest = 24;
    private const int Longest = 200;
    private static readonly SearchValues<byte> Quotes = SearchValues.Create("\"'`"u8);

    /// <summary>Adds what is found.</summary>
    public static void Find(ReadOnlySpan<byte> text, List<SecretMatch> found)
    {
        for (var at = 0; at < text.Length && found.Count < SecretScanner.MostMatches;)
        {
            var open = text[at..].IndexOfAny(Quotes);
            if (open < 0) return;
            at += open + 1;
            var window = text.Slice(at, Math.Min(Longest + 1, text.Length - at));
            var length = window.IndexOfAnyExcept(Alphabets.Of('x'));
            if (length is < Shortest or > Longest || window[length] != text[at - 1]) continue;
            var value = window[..length];
            if (!Values.IsUuid(value) && Values.IsRandom(value) && !Values.IsPath(value)) found.Add(new SecretMatch(Kind, at, length, Certainty.Doubtful));
        }
    }
}
