namespace Plumbline.Guardrails.Models;

/// <summary>Bytes that may be a model: a file, a member that was inflated, a part of either.</summary>
public abstract class Artifact
{
    /// <summary>Bytes that can be read.</summary>
    public abstract long Length { get; }

    /// <summary>False where decoding stopped at a budget: bytes follow that nobody can read here.</summary>
    public virtual bool Whole => true;

    /// <summary>The bytes from an offset on; fewer than asked only at the end, none outside. Valid until the next call.</summary>
    public abstract ReadOnlySpan<byte> Slice(long offset, int length);

    /// <summary>A part of this one, cut to what is there.</summary>
    public Artifact Part(long offset, long length = long.MaxValue)
    {
        var start = Math.Clamp(offset, 0, Length);
        var size = Math.Clamp(length, 0, Length - start);
        return start == 0 && size == Length ? this : new SliceArtifact(this, start, size);
    }

    /// <summary>Does it read so at the offset?</summary>
    public bool Has(long offset, ReadOnlySpan<byte> bytes) => Slice(offset, bytes.Length).SequenceEqual(bytes);

    /// <summary>How much of an asked piece is there.</summary>
    protected int Reach(long offset, int length) => offset < 0 || offset >= Length || length <= 0 ? 0 : (int)Math.Min(length, Length - offset);
}
