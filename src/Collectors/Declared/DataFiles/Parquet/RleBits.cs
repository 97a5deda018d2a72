namespace Plumbline.Collectors.Declared.DataFiles.Parquet;

/// <summary>Parquet's hybrid of repeated and bit-packed numbers: levels, and places in a dictionary.</summary>
internal static class RleBits
{
    /// <summary>As many numbers as asked for; what is missing at the end is 0.</summary>
    /// <exception cref="InvalidDataException">A run is cut off.</exception>
    public static int[] Read(ReadOnlySpan<byte> bytes, int width, int count)
    {
        var values = new int[count];
        if (width is < 0 or > 32) throw new InvalidDataException("a bit width is out of range");
        var (at, filled) = (0, 0);
        while (filled < count && at < bytes.Length)
        {
            var head = Varint(bytes, ref at);
            if ((head & 1) == 0)
            {
                var run = (int)Math.Min(head >> 1, (uint)(count - filled));
                values.AsSpan(filled, run).Fill(Number(bytes, ref at, (width + 7) / 8));
                filled += run;
                if (head >> 1 == 0) throw new InvalidDataException("an empty run");
            }
            else filled = Packed(bytes, ref at, width, (long)(head >> 1) * 8, values, filled);
        }

        return values;
    }

    private static int Packed(ReadOnlySpan<byte> bytes, ref int at, int width, long run, int[] values, int filled)
    {
        if (run == 0) throw new InvalidDataException("an empty run");
        var take = (int)Math.Min(run, values.Length - filled);
        long bit = (long)at * 8;
        for (var i = 0; i < take; i++, bit += width)
        {
            var value = 0;
            for (var b = 0; b < width; b++)
            {
                var place = bit + b;
                if (place / 8 >= bytes.Length) return values.Length;
                value |= ((bytes[(int)(place / 8)] >> (int)(place % 8)) & 1) << b;
            }

            values[filled + i] = value;
        }

        at = (int)Math.Min(bytes.Length, at + (run * width / 8));
        return filled + take;
    }

    private static int Number(ReadOnlySpan<byte> bytes, ref int at, int length)
    {
        var value = 0;
        for (var i = 0; i < length; i++) value |= (at < bytes.Length ? bytes[at++] : throw new InvalidDataException("cut off")) << (8 * i);
        return value;
    }

    private static uint Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        uint value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            if (at >= bytes.Length) throw new InvalidDataException("cut off");
            var next = bytes[at++];
            value |= (uint)(next & 127) << shift;
            if (next < 128) return value;
        }

        throw new InvalidDataException("a number is too long");
    }
}
