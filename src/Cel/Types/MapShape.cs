using System.Collections.Immutable;

namespace Plumbline.Cel.Types;

/// <summary>The keys of a map in insertion order; maps with the same keys share them. Few are searched in place, many through a table made once.</summary>
internal sealed class MapShape
{
    private const int HashedFrom = 12;
    private const int Kept = 1024;
    private const int MostKeys = 64;
    private const int LongestKeys = 2048;

    // A shape that another one pushes out is only made again: this bounds what foreign keys may take.
    private static readonly MapShape?[] Known = new MapShape?[Kept];
    private readonly Dictionary<Value, int>? table;

    private MapShape(ImmutableArray<Value> keys)
    {
        Keys = keys;
        if (keys.Length < HashedFrom) return;
        table = new Dictionary<Value, int>(keys.Length);
        for (var i = 0; i < keys.Length; i++) table[keys[i]] = i;
    }

    public ImmutableArray<Value> Keys { get; }

    /// <summary>The shape of distinct keys.</summary>
    public static MapShape Of(ImmutableArray<Value> keys)
    {
        var hash = keys.Length;
        foreach (var key in keys)
        {
            if (key.AsString is not { } text) return new MapShape(keys);
            hash = Mix(hash, text);
        }

        ref var place = ref Known[(uint)hash % Kept];
        if (place is { } shape && IsSame(shape.Keys, keys)) return shape;
        return Keep(new MapShape(keys), ref place);
    }

    /// <summary>The shape of the fields that have a value.</summary>
    public static MapShape Of(ReadOnlySpan<(string Key, Value Value)> fields, int count)
    {
        var hash = count;
        foreach (var (key, value) in fields) if (!value.IsNull) hash = Mix(hash, key);
        ref var place = ref Known[(uint)hash % Kept];
        if (place is { } shape && IsSame(shape.Keys, fields, count)) return shape;
        var keys = ImmutableArray.CreateBuilder<Value>(count);
        foreach (var (key, value) in fields) if (!value.IsNull) keys.Add(Value.Of(key));
        return Keep(new MapShape(keys.DrainToImmutable()), ref place);
    }

    /// <summary>Where a key stands; -1 where it is none.</summary>
    public int IndexOf(Value key)
    {
        if (table is not null) return table.TryGetValue(key, out var at) ? at : -1;
        for (var i = 0; i < Keys.Length; i++) if (Keys[i].IsSame(key)) return i;
        for (var i = 0; i < Keys.Length; i++) if (Keys[i].Equals(key)) return i;
        return -1;
    }

    private static MapShape Keep(MapShape made, ref MapShape? place)
    {
        if (made.Keys.Length <= MostKeys && made.Keys.Sum(k => k.AsString!.Length) <= LongestKeys) place = made;
        return made;
    }

    private static int Mix(int hash, string key) => (hash * 31) + (key.Length == 0 ? 0 : key.Length ^ (key[0] << 8) ^ (key[^1] << 16));

    private static bool IsSame(ImmutableArray<Value> known, ImmutableArray<Value> keys)
    {
        if (known.Length != keys.Length) return false;
        for (var i = 0; i < keys.Length; i++) if (!string.Equals(known[i].AsString, keys[i].AsString, StringComparison.Ordinal)) return false;
        return true;
    }

    private static bool IsSame(ImmutableArray<Value> known, ReadOnlySpan<(string Key, Value Value)> fields, int count)
    {
        if (known.Length != count) return false;
        var at = 0;
        foreach (var (key, value) in fields)
            if (!value.IsNull && !string.Equals(known[at++].AsString, key, StringComparison.Ordinal)) return false;
        return true;
    }
}
