using System.IO.Compression;

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
}
