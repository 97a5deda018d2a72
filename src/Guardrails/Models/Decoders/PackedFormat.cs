namespace Plumbline.Guardrails.Models.Decoders;

/// <summary>One artifact, compressed in a way whose decoder works in memory.</summary>
/// <param name="name">The way.</param>
/// <param name="isIt">Does the content begin like it?</param>
/// <param name="decode">Decodes up to so many bytes.</param>
public sealed class PackedFormat(string name, PackedFormat.Head isIt, PackedFormat.Decoder decode) : IFormat
{
    private const int LongestPacked = 1 << 28;

    public delegate bool Head(ReadOnlySpan<byte> head);

    public delegate Decoded Decoder(ReadOnlySpan<byte> packed, int most);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<PackedFormat> All { get; } =
    [
        new("xz", h => h.StartsWith(Xz.Magic), Xz.Decode),
        new("lz4", Lz4.Is, Lz4.Decode),
        new("lzma", h => Lzma.IsAlone(h) && Lzma.Alone(h, 64).Bytes.Length > 0, Lzma.Alone),
    ];

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public bool Recognises(Artifact artifact) => isIt(artifact.Slice(0, 1024));

    /// <inheritdoc/>
    public void Judge(Artifact artifact, Judgement judgement)
    {
        var packed = artifact.Slice(0, LongestPacked);
        if (artifact.Length > LongestPacked) judgement.NotScanned("longer than is decoded", LongestPacked);
        if (judgement.Step(packed.Length)) Unpack(name, decode(packed, judgement.DecodableBytes), judgement);
    }

    /// <summary>Judges what came out of a decoder.</summary>
    internal static void Unpack(string name, Decoded decoded, Judgement judgement)
    {
        if (decoded.End is DecodeEnd.Cut or DecodeEnd.Broken) judgement.NotScanned($"`{name}` is broken or cut off", decoded.Bytes.Length);
        if (decoded.End is DecodeEnd.Unsupported) judgement.NotScanned($"`{name}` is packed in a way that is not read, or encrypted", decoded.Bytes.Length);
        if (decoded.Bytes.Length > 0 && judgement.Inside(name, judgement.Hold(decoded)).Count == 0 && judgement.Place.Length == 0) judgement.Fact("unknown member", name);
    }
}
