namespace Plumbline.Guardrails.Models;

/// <summary>Bytes held in memory.</summary>
/// <param name="bytes">What is held.</param>
/// <param name="whole">False where more followed that was not decoded.</param>
public sealed class MemoryArtifact(ReadOnlyMemory<byte> bytes, bool whole = true) : Artifact
{
    public override long Length => bytes.Length;

    public override bool Whole => whole;

    public override ReadOnlySpan<byte> Slice(long offset, int length) => Reach(offset, length) is var there and > 0 ? bytes.Span.Slice((int)offset, there) : default;
}
