using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Plumbline.Cel.Types;

/// <summary>A map in insertion order.</summary>
public sealed class MapValue : IBoxed
{
    private readonly MapShape shape;
    private readonly ImmutableArray<Value> values;
    private Extent extent;

    private MapValue(MapShape shape, ImmutableArray<Value> values) => (this.shape, this.values) = (shape, values);

    /// <summary>The keys, in insertion order.</summary>
    public ImmutableArray<Value> Keys => shape.Keys;

    /// <summary>The values, parallel to <see cref="Keys"/>.</summary>
    public ImmutableArray<Value> Values => values;

    /// <summary>How many entries there are.</summary>
    public int Count => values.Length;

    /// <inheritdoc/>
    public ValueKind Kind => ValueKind.Map;

    /// <summary>How much there is to walk, entries of entries included.</summary>
    internal Extent Extent => extent.IsMeasured ? extent : extent = Extent.Of(values, isPartial: false);

    /// <summary>A map of distinct keys; a repeated key is an error of the caller's making, so the first one wins.</summary>
    public static MapValue From(ImmutableArray<Value> keys, ImmutableArray<Value> values) => new(MapShape.Of(keys), values);

    /// <summary>A map with string keys; a field whose value is null is left out.</summary>
    public static MapValue FromFields(ReadOnlySpan<(string Key, Value Value)> fields)
    {
        var count = 0;
        foreach (var (_, value) in fields) if (!value.IsNull) count++;
        var values = ImmutableArray.CreateBuilder<Value>(count);
        foreach (var (_, value) in fields) if (!value.IsNull) values.Add(value);
        return new MapValue(MapShape.Of(fields, count), values.DrainToImmutable());
    }

    /// <summary>Finds the value of a key.</summary>
    public bool TryGet(Value key, [MaybeNullWhen(false)] out Value value)
    {
        var at = shape.IndexOf(key);
        value = at < 0 ? default : values[at];
        return at >= 0;
    }

    /// <summary>Finds the value of a key, first where the last map of the same shape had it.</summary>
    internal bool TryGet(Value key, ref int hint, out Value value)
    {
        var at = hint;
        if ((uint)at >= (uint)values.Length || !shape.Keys[at].IsSame(key))
        {
            at = shape.IndexOf(key);
            if (at < 0)
            {
                value = default;
                return false;
            }

            hint = at;
        }

        value = values[at];
        return true;
    }

    /// <summary>Finds the value of a string key.</summary>
    public bool TryGet(string key, out Value value) => TryGet(Value.Of(key), out value);

    /// <summary>The value of a string key, or null where there is none.</summary>
    public Value this[string key] => TryGet(key, out var value) ? value : Value.Null;

    /// <inheritdoc/>
    public bool EqualTo(IBoxed other)
    {
        var that = (MapValue)other;
        if (that.Count != Count) return false;
        for (var i = 0; i < Count; i++)
        {
            if (!that.TryGet(shape.Keys[i], out var value) || !values[i].Equals(value)) return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = Count;
        for (var i = 0; i < Count; i++) hash ^= HashCode.Combine(shape.Keys[i], values[i]);
        return hash;
    }
}
