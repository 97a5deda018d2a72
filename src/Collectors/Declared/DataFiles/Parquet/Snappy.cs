namespace Plumbline.Collectors.Declared.DataFiles.Parquet;

/// <summary>Undoes Snappy's raw format: a length, then literals and copies of what came before.</summary>
internal static class Snappy
{
    /// <summary>The content.</summary>
    /// <param name="packed">The block.</param>
    /// <param name="length">How long the content must be.</param>
    /// <exception cref="InvalidDataException">The block is not Snappy, or of another length.</exception>
    public static byte[] Unpack(ReadOnlySpan<byte> packed, int length)
    {
        if (Varint(ref packed) != (uint)length) throw new InvalidDataException("the block is of another length than its page says");
        var to = new byte[length];
        var at = 0;
        while (!packed.IsEmpty)
        {
            var tag = packed[0];
            packed = packed[1..];
            if ((tag & 3) == 0) Literal(tag, ref packed, to, ref at);
            else Copy(tag, ref packed, to, ref at);
        }

        return at == length ? to : throw new InvalidDataException("the block is cut off");
    }

    private static void Literal(byte tag, ref ReadOnlySpan<byte> packed, byte[] to, ref int at)
    {
        var count = tag >> 2;
        if (count >= 60) count = Number(ref packed, count - 59);
        if (count < 0 || count >= packed.Length || count >= to.Length - at) throw new InvalidDataException("a literal is cut off");
        count++;
        packed[..count].CopyTo(to.AsSpan(at));
        packed = packed[count..];
        at += count;
    }

    private static void Copy(byte tag, ref ReadOnlySpan<byte> packed, byte[] to, ref int at)
    {
        var (count, back) = (tag & 3) switch
        {
            1 => (4 + ((tag >> 2) & 7), ((tag >> 5) << 8) | Number(ref packed, 1)),
            2 => ((tag >> 2) + 1, Number(ref packed, 2)),
            _ => ((tag >> 2) + 1, Number(ref packed, 4)),
        };
        if (back <= 0 || back > at || count > to.Length - at) throw new InvalidDataException("a copy reaches outside");
        for (var i = 0; i < count; i++, at++) to[at] = to[at - back];
    }

    private static int Number(ref ReadOnlySpan<byte> packed, int bytes)
    {
        if (packed.Length < bytes) throw new InvalidDataException("cut off");
        var value = 0;
        for (var i = 0; i < bytes; i++) value |= packed[i] << (8 * i);
        packed = packed[bytes..];
        return value;
    }

    private static uint Varint(ref ReadOnlySpan<byte> packed)
    {
        uint value = 0;
        for (var shift = 0; shift < 35 && !packed.IsEmpty; shift += 7)
        {
            var next = packed[0];
            packed = packed[1..];
            value |= (uint)(next & 127) << shift;
            if (next < 128) return value;
        }

        throw new InvalidDataException("the length is cut off");
    }
}
