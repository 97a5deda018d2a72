using System.Collections.Immutable;

namespace Plumbline.Cel.Types;

/// <summary>A string of bytes.</summary>
public sealed class Bytes(ImmutableArray<byte> content) : IBoxed
{
    /// <summary>The bytes.</summary>
    public ImmutableArray<byte> Content { get; } = content;

    /// <inheritdoc/>
    public ValueKind Kind => ValueKind.Bytes;

    /// <inheritdoc/>
    public bool EqualTo(IBoxed other) => Content.AsSpan().SequenceEqual(((Bytes)other).Content.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Content.AsSpan());
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => Convert.ToHexStringLower(Content.AsSpan());
}
