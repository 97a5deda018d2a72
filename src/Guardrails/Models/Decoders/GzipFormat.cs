using System.IO.Compression;

namespace Plumbline.Guardrails.Models.Decoders;

/// <summary>One artifact, compressed with gzip.</summary>
public sealed class GzipFormat : IFormat
{
    public string Name => "gzip";

    public bool Recognises(Artifact artifact) => artifact.Slice(0, 4) is [0x1F, 0x8B, 8, < 0x20] && Inflated.Begins(() => new GZipStream(new ArtifactStream(artifact), CompressionMode.Decompress));

    public void Judge(Artifact artifact, Judgement judgement)
    {
        using var decoder = new GZipStream(new ArtifactStream(artifact), CompressionMode.Decompress);
        Inflated.Judge(decoder, "gzip", judgement);
    }
}
