using System.Collections.Immutable;

namespace Plumbline.Cel.Types;

/// <summary>A list. A partial one may have more elements than were seen: `all` over it is never true, `exists` never false.</summary>
public sealed class ListValue(ImmutableArray<Value> items, bool isPartial) : IBoxed
{
    private const int HashedFrom = 12;
    private HashSet<Value>? members;
    private Extent extent;

    /// <summary>The elements seen, in order.</summary>
    public ImmutableArray<Value> Items { get; } = items;

    /// <summary>True where elements may be missing.</summary>
    public bool IsPartial { get; } = isPartial;

    /// <inheritdoc/>
    public ValueKind Kind => ValueKind.List;

    /// <summary>How much there is to walk, elements of elements included.</summary>
    internal Extent Extent => extent.IsMeasured ? extent : extent = Extent.Of(Items, IsPartial);

    /// <summary>True where an element equals <paramref name="value"/>; longer lists answer from a set made once.</summary>
    public bool Contains(Value value)
    {
        if (Items.Length >= HashedFrom) return (members ??= [.. Items]).Contains(value);
        foreach (var item in Items) if (item.Equals(value)) return true;
        return false;
    }

    /// <inheritdoc/>
    public bool EqualTo(IBoxed other) => Items.AsSpan().SequenceEqual(((ListValue)other).Items.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in Items) hash.Add(item);
        return hash.ToHashCode();
    }
}
