using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Plumbline.Guardrails.Pii;

/// <summary>Addresses of network cards: six pairs of hexadecimal digits with `:` or `-` between, or three groups of four with dots.</summary>
internal static class MacAddresses
{
    /// <summary>Adds what is found.</summary>
    public static void Find(ReadOnlySpan<char> text, List<Candidate> found)
    {
        Look(text, ':', 2, 6, found);
        Look(text, '-', 2, 6, found);
        Look(text, '.', 4, 3, found);
    }

    private static void Look(ReadOnlySpan<char> text, char separator, int digits, int groups, List<Candidate> found)
    {
        var values = MemoryMarshal.Cast<char, ushort>(text);
        var wanted = Vector256.Create((ushort)separator);
        var apart = digits + 1;
        var at = 0;
        for (; at + apart + Vector256<ushort>.Count <= values.Length && found.Count < PiiScanner.MostMatches; at += Vector256<ushort>.Count)
        {
            var both = Vector256.Equals(Vector256.Create(values[at..]), wanted) & Vector256.Equals(Vector256.Create(values[(at + apart)..]), wanted);
            for (var bits = both.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1) Read(text, at + BitOperations.TrailingZeroCount(bits) - digits, separator, digits, groups, found);
        }

        for (; at + apart < text.Length; at++)
        {
            if (text[at] == separator && text[at + apart] == separator) Read(text, at - digits, separator, digits, groups, found);
        }
    }

    private static void Read(ReadOnlySpan<char> text, int start, char separator, int digits, int groups, List<Candidate> found)
    {
        var length = (groups * (digits + 1)) - 1;
        var end = start + length;
        if (start < 0 || end > text.Length || (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] == separator || text[start - 1] == '_'))) return;
        if (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_' || (text[end] == separator && end + 1 < text.Length && char.IsAsciiHexDigit(text[end + 1])))) return;
        var (isZero, isFull) = (true, true);
        for (var i = 0; i < length; i++)
        {
            var c = text[start + i];
            if ((i + 1) % (digits + 1) == 0 ? c != separator : !char.IsAsciiHexDigit(c)) return;
            if (c == separator) continue;
            isZero &= c == '0';
            isFull &= c is 'f' or 'F';
        }

        if (!isZero && !isFull) found.Add(new Candidate(new PiiMatch("mac-address", start, length), Proof.Formed));
    }
}
