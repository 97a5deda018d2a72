using System.Collections.Immutable;

namespace Plumbline.Cel.Types;

/// <summary>How many values a list or map holds on all levels, and whether any list among them is partial.</summary>
internal readonly struct Extent
{
    private readonly long coded;

    private Extent(long weight, bool isPartial) => coded = (weight << 1) + (isPartial ? 1 : 0);

    public bool IsMeasured => coded != 0;

    /// <summary>Values on all levels, at least 1; stops counting at 2^40.</summary>
    public long Weight => coded >> 1;

    public bool IsPartial => (coded & 1) != 0;

    public static Extent Of(ImmutableArray<Value> items, bool isPartial)
    {
        var weight = 1L;
        foreach (var item in items)
        {
            var below = Of(item);
            weight = Math.Min(weight + below.Weight, 1L << 40);
            isPartial |= below.IsPartial;
        }

        return new Extent(weight, isPartial);
    }

    public static Extent Of(Value value) => value.AsBoxed switch
    {
        ListValue list => list.Extent,
        MapValue map => map.Extent,
        Optional optional => Of(optional.Value),
        Types.Bytes bytes => new Extent(1 + (bytes.Content.Length / 64), false),
        _ => new Extent(value.AsString is { } text ? 1 + (text.Length / 64) : 1, false),
    };
}
