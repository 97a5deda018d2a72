namespace Plumbline.Guardrails.Models.Decoders;

/// <summary>bzip2: blocks of Huffman codes, runs, move-to-front and the sorted rotations behind them. Checksums are passed by.</summary>
public static class Bzip2
{
    private const ulong BlockStart = 0x314159265359, StreamEnd = 0x177245385090;
    private const int GroupSize = 50;
    private const int LongestCode = 20;

    /// <summary>True where a stream with at least its first mark begins.</summary>
    public static bool Is(ReadOnlySpan<byte> head) => head is [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', ..] && Mark(head[4..]) is BlockStart or StreamEnd;

    /// <summary>Decodes every stream.</summary>
    public static Decoded Decode(ReadOnlySpan<byte> input, int most)
    {
        var to = new Sink(most);
        var at = 0;
        var end = DecodeEnd.Broken;
        while (Is(input[at..]))
        {
            end = Stream(input[at..], to, out var used);
            at += used;
            if (end != DecodeEnd.Whole) break;
        }

        return new Decoded(to.Written, end, at);
    }

    private static ulong Mark(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 6) return 0;
        ulong mark = 0;
        foreach (var b in bytes[..6]) mark = (mark << 8) | b;
        return mark;
    }

    private static DecodeEnd Stream(ReadOnlySpan<byte> input, Sink to, out int used)
    {
        var size = (input[3] - '0') * 100_000;
        var bits = new BitReader(input[4..]);
        var block = new Bzip2Block(size);
        while (true)
        {
            var mark = ((ulong)bits.Take(24) << 24) | bits.Take(24);
            bits.Take(32);
            var end = bits.Ended ? DecodeEnd.Cut : mark == StreamEnd ? DecodeEnd.Whole : mark != BlockStart ? DecodeEnd.Broken : Block(ref bits, block, to);
            bits = Aligned(bits, mark == StreamEnd);
            used = Math.Min(input.Length, 4 + bits.Used);
            if (end != DecodeEnd.Whole || mark == StreamEnd) return end;
        }
    }

    private static BitReader Aligned(BitReader bits, bool end)
    {
        if (end) bits.Align();
        return bits;
    }

    private static DecodeEnd Block(ref BitReader bits, Bzip2Block block, Sink to)
    {
        if (bits.Take(1) != 0) return DecodeEnd.Unsupported;
        var origin = (int)bits.Take(24);
        var alphabet = Alphabet(ref bits);
        var (tables, selectors) = ((int)bits.Take(3), (int)bits.Take(15));
        if (alphabet.Length == 0 || tables is < 2 or > 6 || selectors == 0) return DecodeEnd.Broken;
        var chosen = Selectors(ref bits, tables, selectors);
        var codes = new HuffmanCode[tables];
        for (var i = 0; i < tables; i++)
        {
            if (Lengths(ref bits, alphabet.Length + 2) is not { } lengths || chosen is null) return bits.Ended ? DecodeEnd.Cut : DecodeEnd.Broken;
            codes[i] = new HuffmanCode(lengths);
        }

        var end = Symbols(ref bits, block, alphabet, chosen!, codes);
        if (end != DecodeEnd.Whole) return end;
        return origin >= block.Count ? DecodeEnd.Broken : block.Write(origin, to) ? DecodeEnd.Whole : DecodeEnd.TooLarge;
    }

    private static byte[] Alphabet(ref BitReader bits)
    {
        var rows = bits.Take(16);
        var used = new List<byte>();
        for (var row = 0; row < 16; row++)
        {
            if ((rows & (0x8000u >> row)) == 0) continue;
            var columns = bits.Take(16);
            for (var column = 0; column < 16; column++)
            {
                if ((columns & (0x8000u >> column)) != 0) used.Add((byte)((row * 16) + column));
            }
        }

        return [.. used];
    }

    private static byte[]? Selectors(ref BitReader bits, int tables, int count)
    {
        Span<byte> front = [0, 1, 2, 3, 4, 5];
        var chosen = new byte[count];
        for (var i = 0; i < count; i++)
        {
            var place = 0;
            while (bits.Take(1) == 1)
            {
                if (++place >= tables) return null;
            }

            var table = front[place];
            front[..place].CopyTo(front[1..]);
            chosen[i] = front[0] = table;
        }

        return chosen;
    }

    private static byte[]? Lengths(ref BitReader bits, int symbols)
    {
        var lengths = new byte[symbols];
        var length = (int)bits.Take(5);
        for (var i = 0; i < symbols; i++)
        {
            while (bits.Take(1) == 1)
            {
                length += bits.Take(1) == 0 ? 1 : -1;
                if (length is < 1 or > LongestCode || bits.Ended) return null;
            }

            if (length is < 1 or > LongestCode) return null;
            lengths[i] = (byte)length;
        }

        return lengths;
    }

    // Runs of the byte in front are counted in two digits; other symbols bring a byte to the front.
    private static DecodeEnd Symbols(ref BitReader bits, Bzip2Block block, byte[] front, byte[] chosen, HuffmanCode[] codes)
    {
        block.Clear();
        var (run, weight) = (0, 1);
        for (var count = 0; ; count++)
        {
            if (bits.Ended) return DecodeEnd.Cut;
            if (count / GroupSize >= chosen.Length) return DecodeEnd.Broken;
            var symbol = codes[chosen[count / GroupSize]].Next(ref bits);
            if (symbol < 0) return DecodeEnd.Broken;
            if (symbol <= 1)
            {
                if (weight > 1 << 21) return DecodeEnd.Broken;
                run += weight << symbol;
                weight <<= 1;
                continue;
            }

            if (run > 0 && !block.Add(front[0], run)) return DecodeEnd.Broken;
            (run, weight) = (0, 1);
            if (symbol == front.Length + 1) return DecodeEnd.Whole;
            var value = front[symbol - 1];
            front.AsSpan(0, symbol - 1).CopyTo(front.AsSpan(1));
            front[0] = value;
            if (!block.Add(value, 1)) return DecodeEnd.Broken;
        }
    }
}
