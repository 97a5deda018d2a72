using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Plumbline.Cel.Types;

/// <summary>A map in insertion order; few entries are searched in place, many through a table made once.</summary>
public sealed class MapValue : IBoxed
{
    private const int HashedFrom = 12;
    private readonly ImmutableArray<Value> keys;
    private readonly ImmutableArray<Value> values;
    private readonly Dictionary<Value, int>? table;
    private Extent extent;

    private MapValue(ImmutableArray<Value> keys, ImmutableArray<Value> values)
    {
        this.keys = keys;
        this.values = values;
        if (keys.Length < HashedFrom) return;
        table = new Dictionary<Value, int>(keys.Length);
        for (var i = 0; i < keys.Length; i++) table[keys[i]] = i;
    }

    /// <summary>The keys, in insertion order.</summary>
    public ImmutableArray<Value> Keys => keys;

    /// <summary>The values, parallel to <see cref="Keys"/>.</summary>
    public ImmutableArray<Value> Values => values;

    /// <summary>How many entries there are.</summary>
    public int Count => keys.Length;

    /// <inheritdoc/>
    public ValueKind Kind => ValueKind.Map;

    /// <summary>How much there is to walk, entries of entries included.</summary>
    internal Extent Extent => extent.IsMeasured ? extent : extent = Extent.Of(values, isPartial: false);

    /// <summary>A map of distinct keys; a repeated key is an error of the caller's making, so the first one wins.</summary>
    public static MapValue From(ImmutableArray<Value> keys, ImmutableArray<Value> values) => new(keys, values);

    /// <summary>A map with string keys; a field whose value is null is left out.</summary>
    public static MapValue FromFields(ReadOnlySpan<(string Key, Value Value)> fields)
    {
        var keys = ImmutableArray.CreateBuilder<Value>(fields.Length);
        var values = ImmutableArray.CreateBuilder<Value>(fields.Length);
        foreach (var (key, value) in fields)
        {
            if (value.IsNull) continue;
            keys.Add(Value.Of(key));
            values.Add(value);
        }

        return new MapValue(keys.DrainToImmutable(), values.DrainToImmutable());
    }

    /// <summary>Finds the value of a key.</summary>
    public bool TryGet(Value key, [MaybeNullWhen(false)] out Value value)
    {
        var at = IndexOf(key);
        value = at < 0 ? default : values[at];
        return at >= 0;
    }

    /// <summary>Finds the value of a key, first where the last map of the same shape had it.</summary>
    internal bool TryGet(Value key, ref int hint, out Value value)
    {
        var at = hint;
        if ((uint)at >= (uint)keys.Length || !keys[at].IsSame(key))
        {
            at = IndexOf(key);
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
            if (!that.TryGet(keys[i], out var value) || !values[i].Equals(value)) return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = Count;
        for (var i = 0; i < Count; i++) hash ^= HashCode.Combine(keys[i], values[i]);
        return hash;
    }

    private int IndexOf(Value key)
    {
        if (table is not null) return table.TryGetValue(key, out var at) ? at : -1;
        for (var i = 0; i < keys.Length; i++) if (keys[i].IsSame(key)) return i;
        for (var i = 0; i < keys.Length; i++) if (keys[i].Equals(key)) return i;
        return -1;
    }
}
