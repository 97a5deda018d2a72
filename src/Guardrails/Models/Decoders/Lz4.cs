using System.Buffers.Binary;

namespace Plumbline.Guardrails.Models.Decoders;

/// <summary>LZ4: frames, legacy frames and bare blocks. Checksums are passed by.</summary>
public static class Lz4
{
    private const uint Frame = 0x184d2204;
    private const uint Legacy = 0x184c2102;
    private const uint Skipped = 0x184d2a50;
    private const int LegacyBlock = 8 << 20;

    /// <summary>True where the head opens a frame, or one that readers skip.</summary>
    public static bool Is(ReadOnlySpan<byte> head) => head.Length >= 8 && BinaryPrimitives.ReadUInt32LittleEndian(head) is var magic && (magic is Frame or Legacy || (magic & ~15u) == Skipped);

    /// <summary>Decodes frames one after the other.</summary>
    public static Decoded Decode(ReadOnlySpan<byte> input, int most)
    {
        var to = new Sink(most);
        var (at, end) = (0, DecodeEnd.Broken);
        while (input.Length - at >= 4)
        {
            var magic = BinaryPrimitives.ReadUInt32LittleEndian(input[at..]);
            if (magic == Frame) end = OfFrame(input, ref at, to);
            else if (magic == Legacy) end = OfLegacy(input, ref at, to);
            else if ((magic & ~15u) == Skipped && input.Length - at >= 8)
            {
                at = (int)Math.Min(input.Length, at + 8L + BinaryPrimitives.ReadUInt32LittleEndian(input[(at + 4)..]));
                continue;
            }
            else break;
            if (end != DecodeEnd.Whole) break;
        }

        return new Decoded(to.Written, end, at);
    }

    /// <summary>Decodes one block without a frame.</summary>
    public static Decoded Block(ReadOnlySpan<byte> input, int most)
    {
        var to = new Sink(most);
        return new Decoded(to.Written, OfBlock(input, to, 0), input.Length) with { Bytes = to.Written };
    }

    private static DecodeEnd OfFrame(ReadOnlySpan<byte> input, ref int at, Sink to)
    {
        if (input.Length - at < 7) return DecodeEnd.Cut;
        var flags = input[at + 4];
        if (flags >> 6 != 1) return DecodeEnd.Unsupported;
        if ((flags & 1) != 0) return DecodeEnd.Unsupported;   // an outer dictionary, which nobody gave
        var (hasBlockCheck, hasSize, hasCheck) = ((flags & 16) != 0, (flags & 8) != 0, (flags & 4) != 0);
        var start = to.Count;
        at += 7 + (hasSize ? 8 : 0);
        while (input.Length - at >= 4)
        {
            var size = BinaryPrimitives.ReadUInt32LittleEndian(input[at..]);
            at += 4;
            if (size == 0)
            {
                at = Math.Min(input.Length, at + (hasCheck ? 4 : 0));
                return DecodeEnd.Whole;
            }

            var length = (int)(size & int.MaxValue);
            var block = input.Slice(at, Math.Min(length, input.Length - at));
            var end = size > int.MaxValue ? to.Put(block) ? DecodeEnd.Whole : DecodeEnd.TooLarge : OfBlock(block, to, start);
            at += block.Length;
            if (end == DecodeEnd.Whole && block.Length < length) end = DecodeEnd.Cut;
            if (end != DecodeEnd.Whole) return end;
            if (hasBlockCheck) at = Math.Min(input.Length, at + 4);
        }

        at = Math.Min(at, input.Length);
        return DecodeEnd.Cut;
    }

    private static DecodeEnd OfLegacy(ReadOnlySpan<byte> input, ref int at, Sink to)
    {
        for (at += 4; input.Length - at >= 4;)
        {
            var size = BinaryPrimitives.ReadUInt32LittleEndian(input[at..]);
            if (size is Frame or Legacy) return DecodeEnd.Whole;
            at += 4;
            if (size > LegacyBlock + LegacyBlock / 255 + 16) return DecodeEnd.Broken;
            var block = input.Slice(at, (int)Math.Min(size, input.Length - at));
            at += block.Length;
            var end = OfBlock(block, to, to.Count);
            if (end == DecodeEnd.Whole && block.Length < size) end = DecodeEnd.Cut;
            if (end != DecodeEnd.Whole) return end;
        }

        return at == input.Length ? DecodeEnd.Whole : DecodeEnd.Cut;
    }

    // What lies in the output from `start` on may be repeated.
    private static DecodeEnd OfBlock(ReadOnlySpan<byte> block, Sink to, int start)
    {
        for (var at = 0; at < block.Length;)
        {
            var token = block[at++];
            if (!Length(block, ref at, token >> 4, out var literals)) return DecodeEnd.Cut;
            var held = Math.Min(literals, block.Length - at);
            if (!to.Put(block.Slice(at, held))) return DecodeEnd.TooLarge;
            if (held < literals) return DecodeEnd.Cut;
            at += literals;
            if (at == block.Length) return DecodeEnd.Whole;
            if (block.Length - at < 2) return DecodeEnd.Cut;
            var distance = BinaryPrimitives.ReadUInt16LittleEndian(block[at..]);
            at += 2;
            if (!Length(block, ref at, token & 15, out var match)) return DecodeEnd.Cut;
            if (distance == 0 || distance > to.Count - start) return DecodeEnd.Broken;
            if (!to.Repeat(distance, match + 4)) return DecodeEnd.TooLarge;
        }

        return DecodeEnd.Whole;
    }

    private static bool Length(ReadOnlySpan<byte> block, ref int at, int first, out int length)
    {
        length = first;
        if (first < 15) return true;
        while (at < block.Length && length < int.MaxValue - 512)
        {
            var more = block[at++];
            length += more;
            if (more < 255) return true;
        }

        return false;
    }
}
