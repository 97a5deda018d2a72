using System.Buffers.Binary;
using System.IO.Compression;

namespace Plumbline.Guardrails.Models.Decoders;

/// <summary>Reads the directory of a 7z archive and unpacks its streams.</summary>
internal static class SevenZip
{
    private const int HeadLength = 32;
    private const int DeepestHeader = 4;

    public static ReadOnlySpan<byte> Magic => [(byte)'7', (byte)'z', 0xbc, 0xaf, 0x27, 0x1c];

    /// <summary>The streams of the archive; null where its directory cannot be read.</summary>
    public static IReadOnlyList<SevenZipFolder>? Read(byte[] archive, int most)
    {
        if (archive.Length < HeadLength) return null;
        var (offset, size) = (BinaryPrimitives.ReadInt64LittleEndian(archive.AsSpan(12)), BinaryPrimitives.ReadInt64LittleEndian(archive.AsSpan(20)));
        if (offset < 0 || size <= 0 || offset > archive.Length - HeadLength || size > archive.Length - HeadLength - offset) return null;
        var header = archive.AsSpan((int)(HeadLength + offset), (int)size).ToArray();
        // The directory may be packed itself.
        for (var depth = 0; depth < DeepestHeader; depth++)
        {
            var reader = new SevenZipReader(header);
            if (header is [SevenZipReader.Header, ..]) return reader.Directory();
            if (header is not [SevenZipReader.Packed, ..] || reader.Streams(1) is not [var folder, ..]) return null;
            var decoded = Decode(archive, folder, most);
            if (decoded.End != DecodeEnd.Whole) return null;
            header = decoded.Bytes.ToArray();
        }

        return null;
    }

    /// <summary>The coder that rewrites branches of x86, by its newer and its older id.</summary>
    public static bool IsBranchFilter(ReadOnlySpan<byte> id) => id is [3, 3, 1, 3] or [4];

    public static Decoded Decode(byte[] archive, SevenZipFolder folder, int most)
    {
        var decoded = Unfiltered(archive, folder, most);
        if (!folder.IsFiltered) return decoded;
        var code = decoded.Bytes.ToArray();
        BranchFilter.Undo(code);
        return decoded with { Bytes = code };
    }

    private static Decoded Unfiltered(byte[] archive, SevenZipFolder folder, int most)
    {
        if (folder.Offset > archive.Length) return new Decoded(default, DecodeEnd.Cut, 0);
        var packed = archive.AsSpan((int)folder.Offset, (int)Math.Min(folder.Packed, archive.Length - folder.Offset));
        var limit = (int)Math.Min(most, Math.Max(0, folder.Size));
        return folder.Method switch
        {
            [0] => new Decoded(packed[..Math.Min(limit, packed.Length)].ToArray(), folder.Size > most ? DecodeEnd.TooLarge : DecodeEnd.Whole, packed.Length),
            [0x21] => Lzma.Two(packed, limit),
            [3, 1, 1] => Lzma.Bare(packed, folder.Properties, folder.Size, limit),
            [4, 1, 8] => Deflate(packed, limit),
            _ => new Decoded(default, DecodeEnd.Unsupported, 0),
        };
    }

    private static Decoded Deflate(ReadOnlySpan<byte> packed, int most)
    {
        using var decoder = new DeflateStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
        var (bytes, whole) = Decoding.Read(decoder, most, default, out var broken);
        return new Decoded(bytes, broken ? DecodeEnd.Broken : whole ? DecodeEnd.Whole : DecodeEnd.TooLarge, packed.Length);
    }
}
