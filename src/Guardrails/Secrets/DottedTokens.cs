using System.Numerics;
using System.Runtime.Intrinsics;

namespace Plumbline.Guardrails.Secrets;

/// <summary>Discord's bot tokens: three parts between dots, the middle one six characters; the first is the base64 of a number.</summary>
internal static class DottedTokens
{
    /// <summary>The kind's name.</summary>
    public const string Kind = "discord-bot-token";

    private const int Middle = 6;

    /// <summary>Adds what is found.</summary>
    public static void Find(ReadOnlySpan<byte> text, List<SecretMatch> found)
    {
        const int apart = Middle + 1;
        var dots = Vector256.Create((byte)'.');
        var at = 0;
        for (; at + apart + Vector256<byte>.Count <= text.Length; at += Vector256<byte>.Count)
        {
            var both = Vector256.Equals(Vector256.Create(text[at..]), dots) & Vector256.Equals(Vector256.Create(text[(at + apart)..]), dots);
            for (var bits = both.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1) Look(text, at + BitOperations.TrailingZeroCount(bits), found);
        }

        for (; at + apart < text.Length; at++)
        {
            if (text[at] == '.' && text[at + apart] == '.') Look(text, at, found);
        }
    }

    private static void Look(ReadOnlySpan<byte> text, int dot, List<SecretMatch> found)
    {
        if (found.Count >= SecretScanner.MostMatches || text.Slice(dot + 1, Middle).ContainsAnyExcept(Alphabets.Url)) return;
        var start = dot;
        while (start > 0 && dot - start <= 29 && Alphabets.Url.Contains(text[start - 1])) start--;
        var last = text[(dot + Middle + 2)..];
        var length = last[..Math.Min(60, last.Length)].IndexOfAnyExcept(Alphabets.Url);
        if (length < 0) length = Math.Min(60, last.Length);
        if (dot - start is < 24 or > 26 || length is < 27 or > 45 || !IsFirst(text[start])) return;
        var certainty = IsNumber(text[start..dot]) ? Certainty.Proven : Values.IsRandom(text[start..dot]) ? Certainty.Shaped : Certainty.Doubtful;
        found.Add(new SecretMatch(Kind, start, dot + Middle + 2 + length - start, certainty));
    }

    private static bool IsFirst(byte b) => b is (byte)'M' or (byte)'N' or (byte)'O' or (byte)'A';

    private static bool IsNumber(ReadOnlySpan<byte> first)
    {
        Span<byte> id = stackalloc byte[32];
        return System.Buffers.Text.Base64Url.IsValid(first) && System.Buffers.Text.Base64Url.TryDecodeFromUtf8(first, id, out var length) && length is >= 17 and <= 20 && !id[..length].ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }
}
