namespace Plumbline.Guardrails.Models;

/// <summary>A part of another artifact; copies nothing.</summary>
internal sealed class SliceArtifact(Artifact within, long start, long length) : Artifact
{
    public override long Length => length;

    public override bool Whole => within.Whole || start + length < within.Length;

    public override ReadOnlySpan<byte> Slice(long offset, int length) => Reach(offset, length) is var there and > 0 ? within.Slice(start + offset, there) : default;
}
