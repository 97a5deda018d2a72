using System.Buffers.Binary;
using System.IO.Compression;

namespace Plumbline.Collectors.Declared.DataFiles.Parquet;

/// <summary>The values of one column in one row group, page by page.</summary>
internal static class Pages
{
    private const int LargestPage = 16 << 20;
    private const int LargestChunk = 32 << 20;

    /// <summary>The texts with the number of their record in the group; ends where enough records were read.</summary>
    /// <exception cref="InvalidDataException">A page is broken, or written in a way that is not read; the message says which.</exception>
    public static IEnumerable<(int Record, string Text)> Of(Stream file, Chunk chunk, int most)
    {
        var bytes = Footer.Bytes(file, chunk.Start, (int)Math.Min(chunk.Length, LargestChunk));
        string?[]? dictionary = null;
        var (at, record, values) = (0, -1, 0L);
        while (at < bytes.Length && values < chunk.Values)
        {
            var header = Thrift.Read(bytes.AsSpan(at), out var length);
            at += length;
            var (packed, plain) = ((int)(header.Number(3) ?? -1), (int)(header.Number(2) ?? -1));
            // The part of the chunk that is read may end within a page.
            if (packed < 0 || plain is < 0 or > LargestPage || packed > bytes.Length - at) yield break;
            var body = bytes.AsSpan(at, packed).ToArray();
            at += packed;
            if (header.Inner(7) is { } written) dictionary = PlainValues.Read(Unpack(body, chunk.Codec, plain), chunk.Leaf, (int)Math.Clamp(written.Number(1) ?? 0, 0, plain + 1));
            var page = header.Inner(5) is { } first ? First(first, Unpack(body, chunk.Codec, plain), chunk, dictionary)
                : header.Inner(8) is { } second ? Second(second, body, plain, chunk, dictionary) : null;
            if (page is null) continue;
            foreach (var (starts, text) in page)
            {
                values++;
                if (starts) record++;
                if (record >= most) yield break;
                if (text is { Length: > 0 }) yield return (record, text);
            }
        }
    }

    private static IEnumerable<(bool Starts, string? Text)> First(Thrift header, byte[] body, Chunk chunk, string?[]? dictionary)
    {
        var count = Count(header.Number(1), body.Length);
        var at = 0;
        var repeated = Levels(body, ref at, chunk.Leaf.Repeated, count);
        var defined = Levels(body, ref at, chunk.Leaf.Defined, count);
        return Joined(Values(body.AsSpan(at), header.Number(2), chunk.Leaf, dictionary, Present(defined, chunk.Leaf, count)), repeated, defined, chunk.Leaf, count);
    }

    private static IEnumerable<(bool Starts, string? Text)> Second(Thrift header, byte[] body, int plain, Chunk chunk, string?[]? dictionary)
    {
        var count = Count(header.Number(1), plain);
        var (repeats, defines) = ((int)(header.Number(6) ?? 0), (int)(header.Number(5) ?? 0));
        if (repeats < 0 || defines < 0 || repeats + defines > body.Length) throw new InvalidDataException("levels lie outside their page");
        var repeated = chunk.Leaf.Repeated == 0 ? null : RleBits.Read(body.AsSpan(0, repeats), Width(chunk.Leaf.Repeated), count);
        var defined = chunk.Leaf.Defined == 0 ? null : RleBits.Read(body.AsSpan(repeats, defines), Width(chunk.Leaf.Defined), count);
        var rest = body.AsSpan(repeats + defines).ToArray();
        var values = header.Flag(7) == false ? rest : Unpack(rest, chunk.Codec, plain - repeats - defines);
        return Joined(Values(values, header.Number(4), chunk.Leaf, dictionary, Present(defined, chunk.Leaf, count)), repeated, defined, chunk.Leaf, count);
    }

    private static IEnumerable<(bool Starts, string? Text)> Joined(string?[] values, int[]? repeated, int[]? defined, Leaf leaf, int count)
    {
        var next = 0;
        for (var i = 0; i < count; i++)
        {
            var isThere = defined is null || defined[i] == leaf.Defined;
            yield return (repeated is null || repeated[i] == 0, isThere && next < values.Length ? values[next] : null);
            if (isThere) next++;
        }
    }

    private static string?[] Values(ReadOnlySpan<byte> bytes, long? encoding, Leaf leaf, string?[]? dictionary, int count)
    {
        if (encoding == 0) return PlainValues.Read(bytes, leaf, count);
        if (encoding is not (2 or 8)) throw new InvalidDataException($"encoding {encoding} is not read");
        if (dictionary is null || bytes.IsEmpty) return [];
        var places = RleBits.Read(bytes[1..], bytes[0], count);
        return [.. places.Select(p => p >= 0 && p < dictionary.Length ? dictionary[p] : null)];
    }

    private static int[]? Levels(byte[] body, ref int at, int most, int count)
    {
        if (most == 0) return null;
        if (body.Length - at < 4) throw new InvalidDataException("levels are cut off");
        var length = BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(at));
        at += 4;
        if (length < 0 || length > body.Length - at) throw new InvalidDataException("levels lie outside their page");
        var levels = RleBits.Read(body.AsSpan(at, length), Width(most), count);
        at += length;
        return levels;
    }

    // A value of a repeated or absent field may take less than a bit, so what a page can hold is bounded by its size only loosely.
    private static int Count(long? values, int bytes) =>
        values is >= 0 and <= LargestPage && values <= 4096L + (bytes * 4096L) ? (int)values : throw new InvalidDataException("a page counts more values than it can hold");

    private static int Present(int[]? defined, Leaf leaf, int count) => defined is null ? count : defined.Count(d => d == leaf.Defined);

    private static int Width(int most) => 32 - System.Numerics.BitOperations.LeadingZeroCount((uint)most);

    private static byte[] Unpack(byte[] packed, int codec, int length)
    {
        if (length < 0) throw new InvalidDataException("a page has no size");
        switch (codec)
        {
            case 0: return packed;
            case 1: return Snappy.Unpack(packed, length);
            case 2: return Whole(new GZipStream(new MemoryStream(packed), CompressionMode.Decompress), length);
            case 4: return Whole(new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress), length);
            default: throw new InvalidDataException($"compression {(codec is 6 ? "zstd" : codec is 5 or 7 ? "lz4" : codec)} is not read");
        }
    }

    private static byte[] Whole(Stream stream, int length)
    {
        using (stream)
        {
            var bytes = new byte[length];
            return stream.ReadAtLeast(bytes, length, throwOnEndOfStream: false) == length ? bytes : throw new InvalidDataException("a page is cut off");
        }
    }
}
