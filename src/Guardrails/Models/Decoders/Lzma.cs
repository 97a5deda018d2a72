using System.Buffers.Binary;

namespace Plumbline.Guardrails.Models.Decoders;

/// <summary>LZMA as a bare stream, in the `.lzma` container, and LZMA2.</summary>
public static class Lzma
{
    /// <summary>Bytes before the stream in an `.lzma` file: properties, dictionary size, length.</summary>
    private const int HeaderLength = 13;

    /// <summary>True where the head is that of an `.lzma` file, which has no magic: usual properties, a round dictionary, a length that can be.</summary>
    public static bool IsAlone(ReadOnlySpan<byte> head)
    {
        if (head.Length < HeaderLength + 5 || head[0] != 0x5d || head[HeaderLength] != 0) return false;
        var dictionary = BinaryPrimitives.ReadUInt32LittleEndian(head[1..]);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(head[5..]);
        var isRound = dictionary >= 4096 && (uint.PopCount(dictionary) == 1 || dictionary % 3 == 0 && uint.PopCount(dictionary / 3) == 1);
        return isRound && (length == ulong.MaxValue || length < 1UL << 38);
    }

    /// <summary>Decodes an `.lzma` file.</summary>
    public static Decoded Alone(ReadOnlySpan<byte> input, int most)
    {
        if (input.Length < HeaderLength) return new Decoded(default, DecodeEnd.Cut, input.Length);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(input[5..]);
        var decoded = Bare(input[HeaderLength..], input[..5], length <= long.MaxValue ? (long)length : null, most);
        return decoded with { Read = HeaderLength + decoded.Read };
    }

    /// <summary>Decodes a stream whose five bytes of properties and length are said elsewhere.</summary>
    public static Decoded Bare(ReadOnlySpan<byte> input, ReadOnlySpan<byte> properties, long? length, int most)
    {
        var state = new LzmaState();
        if (properties.Length < 5 || !state.Set(properties[0])) return new Decoded(default, DecodeEnd.Broken, 0);
        var to = new Sink(most);
        var end = state.Run(input, to, 0, length, out var read);
        return new Decoded(to.Written, end, read);
    }

    /// <summary>Decodes LZMA2: chunks of LZMA or of plain bytes.</summary>
    public static Decoded Two(ReadOnlySpan<byte> input, int most)
    {
        var to = new Sink(most);
        var end = Two(input, to, out var read);
        return new Decoded(to.Written, end, read);
    }

    internal static DecodeEnd Two(ReadOnlySpan<byte> input, Sink to, out int read)
    {
        var state = new LzmaState();
        var (start, hasModel) = (to.Count, false);
        for (read = 0; read < input.Length;)
        {
            var control = input[read];
            if (control == 0)
            {
                read++;
                return DecodeEnd.Whole;
            }

            if (control is 1 or >= 0xe0) start = to.Count;
            var end = control >= 0x80 ? Packed(input[read..], control, state, ref hasModel, to, start, out var used)
                : control <= 2 ? Plain(input[read..], to, out used)
                : Nothing(out used);
            read += used;
            if (end != DecodeEnd.Whole) return end;
        }

        return DecodeEnd.Cut;
    }

    private static DecodeEnd Nothing(out int used)
    {
        used = 0;
        return DecodeEnd.Broken;
    }

    private static DecodeEnd Plain(ReadOnlySpan<byte> chunk, Sink to, out int used)
    {
        used = chunk.Length;
        if (chunk.Length < 3) return DecodeEnd.Cut;
        var length = BinaryPrimitives.ReadUInt16BigEndian(chunk[1..]) + 1;
        var held = Math.Min(length, chunk.Length - 3);
        used = 3 + held;
        if (!to.Put(chunk.Slice(3, held))) return DecodeEnd.TooLarge;
        return held == length ? DecodeEnd.Whole : DecodeEnd.Cut;
    }

    private static DecodeEnd Packed(ReadOnlySpan<byte> chunk, byte control, LzmaState state, ref bool hasModel, Sink to, int start, out int used)
    {
        used = chunk.Length;
        var header = control >= 0xc0 ? 6 : 5;
        if (chunk.Length < header) return DecodeEnd.Cut;
        var unpacked = ((control & 0x1f) << 16) + BinaryPrimitives.ReadUInt16BigEndian(chunk[1..]) + 1;
        var packed = BinaryPrimitives.ReadUInt16BigEndian(chunk[3..]) + 1;
        if (control >= 0xc0)
        {
            if (!state.Set(chunk[5])) return DecodeEnd.Broken;
            hasModel = true;
        }
        else if (!hasModel) return DecodeEnd.Broken;
        else if (control >= 0xa0) state.Reset();

        var held = Math.Min(packed, chunk.Length - header);
        used = header + held;
        var end = state.Run(chunk.Slice(header, held), to, start, unpacked, out _);
        return end == DecodeEnd.Whole && held < packed ? DecodeEnd.Cut : end;
    }
}
