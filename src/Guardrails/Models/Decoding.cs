using System.Buffers;

namespace Plumbline.Guardrails.Models;

/// <summary>Reads a decoder to its end or to a limit.</summary>
internal static class Decoding
{
    public static (byte[] Bytes, bool Whole) Read(Stream decoder, int limit, CancellationToken token, out bool broken)
    {
        broken = false;
        var held = ArrayPool<byte>.Shared.Rent(1 << 16);
        var length = 0;
        try
        {
            while (true)
            {
                token.ThrowIfCancellationRequested();
                if (length >= limit) return (held[..length], Ended(decoder));
                if (length == held.Length) held = Grown(held, limit);
                var read = decoder.Read(held.AsSpan(length, Math.Min(held.Length, limit) - length));
                if (read == 0) return (held[..length], true);
                length += read;
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or IOException or NotSupportedException or OverflowException or IndexOutOfRangeException or ArgumentException)
        {
            broken = true;
            return (held[..length], true);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(held);
        }
    }

    private static bool Ended(Stream decoder)
    {
        Span<byte> one = stackalloc byte[1];
        return decoder.Read(one) == 0;
    }

    private static byte[] Grown(byte[] held, int limit)
    {
        var grown = ArrayPool<byte>.Shared.Rent((int)Math.Min(limit, Math.Max(2L * held.Length, 1 << 16)));
        held.CopyTo(grown, 0);
        ArrayPool<byte>.Shared.Return(held);
        return grown;
    }
}
