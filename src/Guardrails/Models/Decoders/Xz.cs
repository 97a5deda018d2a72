namespace Plumbline.Guardrails.Models.Decoders;

/// <summary>The xz container: streams of blocks of LZMA2. Checks are passed by: a loader that verifies them has by then been given the bytes.</summary>
public static class Xz
{
    /// <summary>What opens a stream.</summary>
    public static ReadOnlySpan<byte> Magic => [0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0];

    /// <summary>Decodes every stream.</summary>
    public static Decoded Decode(ReadOnlySpan<byte> input, int most)
    {
        var to = new Sink(most);
        var at = 0;
        var end = DecodeEnd.Broken;
        while (input[at..].StartsWith(Magic))
        {
            end = Stream(input, ref at, to);
            if (end != DecodeEnd.Whole) break;
            while (at + 4 <= input.Length && input.Slice(at, 4).IndexOfAnyExcept((byte)0) < 0) at += 4;
        }

        return new Decoded(to.Written, end, at);
    }

    private static DecodeEnd Stream(ReadOnlySpan<byte> input, ref int at, Sink to)
    {
        if (input.Length - at < 12) return DecodeEnd.Cut;
        var check = (input[at + 7] & 15) switch { 0 => 0, <= 3 => 4, <= 6 => 8, <= 9 => 16, <= 12 => 32, _ => 64 };
        for (at += 12; at < input.Length;)
        {
            if (input[at] == 0) return Index(input, ref at);
            var end = Block(input, ref at, to, check);
            if (end != DecodeEnd.Whole) return end;
        }

        return DecodeEnd.Cut;
    }

    private static DecodeEnd Block(ReadOnlySpan<byte> input, ref int at, Sink to, int check)
    {
        var header = (input[at] + 1) * 4;
        if (input.Length - at < header) return DecodeEnd.Cut;
        var said = input.Slice(at + 2, header - 6);
        var flags = input[at + 1];
        for (var sizes = (flags >> 6 & 1) + (flags >> 7); sizes > 0; sizes--) Number(ref said);
        // One filter, which is LZMA2; with others before it the bytes are those of code.
        if ((flags & 3) != 0 || Number(ref said) != 0x21) return DecodeEnd.Unsupported;
        var end = Lzma.Two(input[(at + header)..], to, out var read);
        at += header + ((read + 3) & ~3) + check;
        if (end != DecodeEnd.Whole) at = Math.Min(at, input.Length);
        return end == DecodeEnd.Whole && at > input.Length ? DecodeEnd.Cut : end;
    }

    private static DecodeEnd Index(ReadOnlySpan<byte> input, ref int at)
    {
        var rest = input[(at + 1)..];
        for (var records = Number(ref rest); records > 0 && rest.Length > 0; records--)
        {
            Number(ref rest);
            Number(ref rest);
        }

        var length = input.Length - at - rest.Length;
        at = (int)Math.Min(at + (long)((length + 3) & ~3) + 4 + 12, input.Length);
        return DecodeEnd.Whole;
    }

    // Seven bits a byte, the lowest first.
    private static ulong Number(ref ReadOnlySpan<byte> from)
    {
        ulong value = 0;
        for (var shift = 0; shift < 63 && from.Length > 0; shift += 7)
        {
            var next = from[0];
            from = from[1..];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) break;
        }

        return value;
    }
}
