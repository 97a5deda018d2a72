using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Plumbline.Guardrails.Secrets;

/// <summary>One byte for each character, so that places stay what they are.</summary>
internal static class Narrowing
{
    /// <summary>Copies ASCII as it is; any other character becomes a byte that is no ASCII.</summary>
    public static void Copy(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        var from = MemoryMarshal.Cast<char, ushort>(text);
        var at = 0;
        for (; at + Vector256<byte>.Count <= from.Length; at += Vector256<byte>.Count)
        {
            var low = Vector256.Create(from[at..]);
            var high = Vector256.Create(from[(at + Vector256<ushort>.Count)..]);
            Vector256.NarrowWithSaturation(low, high).CopyTo(bytes[at..]);
        }

        for (; at < from.Length; at++) bytes[at] = (byte)Math.Min(from[at], byte.MaxValue);
    }
}
