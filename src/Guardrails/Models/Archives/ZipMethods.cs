using System.IO.Compression;
using Plumbline.Guardrails.Models.Decoders;

namespace Plumbline.Guardrails.Models.Archives;

/// <summary>The packing methods of zip that can be read.</summary>
internal static class ZipMethods
{
    /// <summary>A decoder from a place on; null for a method that is not read.</summary>
    public static Stream? Decoder(int method, Artifact artifact, long data) => method switch
    {
        8 => new DeflateStream(new ArtifactStream(artifact, data), CompressionMode.Decompress),
        _ => null,
    };

    /// <summary>Decodes what only decoders in memory read; null for a method that is not read.</summary>
    public static Decoded? Decode(int method, ReadOnlySpan<byte> packed, int most) => method switch
    {
        12 => Bzip2.Decode(packed, most),
        14 when packed.Length > 9 => Lzma.Bare(packed[9..], packed.Slice(4, 5), null, most),
        95 => Xz.Decode(packed, most),
        _ => null,
    };
}
