using System.IO.Compression;

namespace Plumbline.Guardrails.Models.Decoders;

/// <summary>One artifact, compressed with zlib, as joblib does by default; old joblib wrote its own header before it.</summary>
public sealed class ZlibFormat : IFormat
{
    // `ZF` and the length as hexadecimal text.
    private const int OldHeader = 21;

    public string Name => "zlib";

    public bool Recognises(Artifact artifact) => Start(artifact) is { } start && Inflated.Begins(() => Decoder(artifact, start));

    public void Judge(Artifact artifact, Judgement judgement)
    {
        using var decoder = Decoder(artifact, Start(artifact) ?? 0);
        Inflated.Judge(decoder, "zlib", judgement);
    }

    private static ZLibStream Decoder(Artifact artifact, long start) => new(new ArtifactStream(artifact, start), CompressionMode.Decompress);

    private static long? Start(Artifact artifact) =>
        IsHeader(artifact.Slice(0, 2)) ? 0
        : !artifact.Has(0, "ZF0x"u8) ? null
        : IsHeader(artifact.Slice(OldHeader, 2)) ? OldHeader
        : IsHeader(artifact.Slice(OldHeader + 1, 2)) ? OldHeader + 1
        : null;

    private static bool IsHeader(ReadOnlySpan<byte> bytes) => bytes is [var method, var flags] && (method & 0x8F) == 8 && ((method << 8) | flags) % 31 == 0 && (flags & 0x20) == 0;
}
