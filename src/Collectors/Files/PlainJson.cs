using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Plumbline.Collectors.Files;

/// <summary>
/// Finds where a JSON value ends, checking all of it on the way: several times faster than a general reader, because it makes no tokens.
/// </summary>
/// <remarks>
/// It never says yes to what a general reader (64 levels) refuses. It may say no (-1) to what one takes: a value that goes on behind the bytes
/// held, or that nests deeper than <see cref="Deepest"/>; then a general reader decides.
/// </remarks>
internal static class PlainJson
{
    /// <summary>Most levels below the value itself.</summary>
    public const int Deepest = 48;

    private static readonly SearchValues<byte> StringStops = SearchValues.Create([.. Enumerable.Range(0, 32).Select(i => (byte)i), (byte)'"', (byte)'\\']);

    /// <summary>The place behind the value that starts at <paramref name="at"/>; -1 where that cannot be said.</summary>
    public static int SkipValue(ReadOnlySpan<byte> json, int at, int depth = 0)
    {
        if ((uint)at >= (uint)json.Length) return -1;
        switch (json[at])
        {
            case (byte)'"':
                return StringEnd(json, at + 1) + 1 is > 0 and var end ? end : -1;
            case (byte)'{':
                return depth < Deepest ? SkipMembers(json, at + 1, depth + 1) : -1;
            case (byte)'[':
                return depth < Deepest ? SkipElements(json, at + 1, depth + 1) : -1;
            case (byte)'t':
                return IsWord(json, at, "true"u8) ? at + 4 : -1;
            case (byte)'f':
                return IsWord(json, at, "false"u8) ? at + 5 : -1;
            case (byte)'n':
                return IsWord(json, at, "null"u8) ? at + 4 : -1;
            default:
                return SkipNumber(json, at);
        }
    }

    /// <summary>The place of the quote that ends the string whose text starts at <paramref name="at"/>; -1 where that cannot be said.</summary>
    public static int StringEnd(ReadOnlySpan<byte> json, int at)
    {
        ref var first = ref MemoryMarshal.GetReference(json);
        while (Vector256.IsHardwareAccelerated && at + Vector256<byte>.Count <= json.Length)
        {
            var bytes = Vector256.LoadUnsafe(ref first, (nuint)at);
            var stops = (Vector256.Equals(bytes, Vector256.Create((byte)'"')) | Vector256.Equals(bytes, Vector256.Create((byte)'\\'))
                | Vector256.Equals(Vector256.Min(bytes, Vector256.Create((byte)0x1f)), bytes)).ExtractMostSignificantBits();
            if (stops == 0)
            {
                at += Vector256<byte>.Count;
                continue;
            }

            at += System.Numerics.BitOperations.TrailingZeroCount(stops);
            if (json[at] == (byte)'"') return at;
            at = SkipEscape(json, at);
            if (at < 0) return -1;
        }

        return SlowStringEnd(json, at);
    }

    /// <summary>The first place at or behind <paramref name="at"/> that is no white space.</summary>
    public static int SkipBlank(ReadOnlySpan<byte> json, int at)
    {
        while ((uint)at < (uint)json.Length && json[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') at++;
        return at;
    }

    private static int SlowStringEnd(ReadOnlySpan<byte> json, int at)
    {
        while ((uint)at < (uint)json.Length)
        {
            var found = json[at..].IndexOfAny(StringStops);
            if (found < 0) return -1;
            at += found;
            if (json[at] == (byte)'"') return at;
            at = SkipEscape(json, at);
        }

        return -1;
    }

    private static int SkipEscape(ReadOnlySpan<byte> json, int at)
    {
        if (json[at] != (byte)'\\' || at + 1 >= json.Length) return -1;
        if (json[at + 1] is (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'n' or (byte)'t' or (byte)'r' or (byte)'b' or (byte)'f') return at + 2;
        if (json[at + 1] != (byte)'u' || at + 6 > json.Length) return -1;
        for (var digit = at + 2; digit < at + 6; digit++)
        {
            if (!char.IsAsciiHexDigit((char)json[digit])) return -1;
        }

        return at + 6;
    }

    private static int SkipMembers(ReadOnlySpan<byte> json, int at, int depth)
    {
        at = SkipBlank(json, at);
        if ((uint)at < (uint)json.Length && json[at] == (byte)'}') return at + 1;
        while ((uint)at < (uint)json.Length && json[at] == (byte)'"')
        {
            at = StringEnd(json, at + 1);
            if (at < 0) return -1;
            at = SkipBlank(json, at + 1);
            if ((uint)at >= (uint)json.Length || json[at] != (byte)':') return -1;
            at = SkipValue(json, SkipBlank(json, at + 1), depth);
            if (at < 0) return -1;
            at = SkipBlank(json, at);
            if ((uint)at >= (uint)json.Length) return -1;
            if (json[at] != (byte)',') return json[at] == (byte)'}' ? at + 1 : -1;
            at = SkipBlank(json, at + 1);
        }

        return -1;
    }

    private static int SkipElements(ReadOnlySpan<byte> json, int at, int depth)
    {
        at = SkipBlank(json, at);
        if ((uint)at < (uint)json.Length && json[at] == (byte)']') return at + 1;
        while (true)
        {
            at = SkipValue(json, at, depth);
            if (at < 0) return -1;
            at = SkipBlank(json, at);
            if ((uint)at >= (uint)json.Length) return -1;
            if (json[at] != (byte)',') return json[at] == (byte)']' ? at + 1 : -1;
            at = SkipBlank(json, at + 1);
        }
    }

    private static bool IsWord(ReadOnlySpan<byte> json, int at, ReadOnlySpan<byte> word) =>
        word.Length == 4 && at + 4 <= json.Length
            ? BinaryPrimitives.ReadInt32LittleEndian(json[at..]) == BinaryPrimitives.ReadInt32LittleEndian(word)
            : json[at..].StartsWith(word);

    // The byte behind a number is looked at by whoever goes on: only a comma or a bracket may stand there.
    private static int SkipNumber(ReadOnlySpan<byte> json, int at)
    {
        if (json[at] == (byte)'-') at++;
        var first = at;
        at = SkipDigits(json, at);
        if (at == first || (json[first] == (byte)'0' && at > first + 1)) return -1;
        if ((uint)at < (uint)json.Length && json[at] == (byte)'.')
        {
            first = at + 1;
            at = SkipDigits(json, first);
            if (at == first) return -1;
        }

        if ((uint)at >= (uint)json.Length || json[at] is not ((byte)'e' or (byte)'E')) return at;
        at++;
        if ((uint)at < (uint)json.Length && json[at] is (byte)'+' or (byte)'-') at++;
        first = at;
        at = SkipDigits(json, at);
        return at == first ? -1 : at;
    }

    private static int SkipDigits(ReadOnlySpan<byte> json, int at)
    {
        while ((uint)at < (uint)json.Length && json[at] - (uint)'0' < 10) at++;
        return at;
    }
}
