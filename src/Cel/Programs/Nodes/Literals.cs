using System.Collections.Immutable;
using Plumbline.Cel.Types;

namespace Plumbline.Cel.Programs.Nodes;

/// <summary>`[a, ?b]`.</summary>
internal sealed class ListLiteral(ImmutableArray<Node> items, ImmutableArray<int> optional) : Node
{
    private static readonly Value NotOptional = Value.Error("`?` expects an optional: no such overload");

    public override IEnumerable<Node> Children => items;

    public override bool UsesFrame => true;

    public override Value Evaluate(Value[] slots, Frame frame)
    {
        if (!frame.Charge(items.Length)) return Frame.Spent;
        var values = ImmutableArray.CreateBuilder<Value>(items.Length);
        Value worst = default;
        for (var i = 0; i < items.Length; i++)
        {
            var value = items[i].Evaluate(slots, frame);
            if (value.IsError) worst = worst.IsError ? Worse(worst, value) : value;
            else if (!optional.Contains(i)) values.Add(value);
            else if (value.AsBoxed is not Optional maybe) worst = worst.IsError ? worst : NotOptional;
            else if (maybe.HasValue) values.Add(maybe.Value);
        }

        return worst.IsError ? worst : Value.List(values.DrainToImmutable());
    }
}

/// <summary>`{a: b, ?c: d}`.</summary>
internal sealed class MapLiteral(ImmutableArray<(Node Key, Node Value, bool IsOptional)> entries) : Node
{
    private static readonly Value NotOptional = Value.Error("`?` expects an optional: no such overload");

    public override IEnumerable<Node> Children => entries.SelectMany(e => new[] { e.Key, e.Value });

    public override bool UsesFrame => true;

    public override Value Evaluate(Value[] slots, Frame frame)
    {
        if (!frame.Charge(entries.Length)) return Frame.Spent;
        var map = new MapBuilder(entries.Length);
        Value worst = default;
        foreach (var (keyNode, valueNode, isOptional) in entries)
        {
            var key = keyNode.Evaluate(slots, frame);
            var value = valueNode.Evaluate(slots, frame);
            var wrong = key.IsError || value.IsError ? Worse(key, value) : Add(map, key, value, isOptional);
            if (wrong.IsError) worst = worst.IsError ? Worse(worst, wrong) : wrong;
        }

        return worst.IsError ? worst : map.ToValue();
    }

    private static Value Add(MapBuilder map, Value key, Value value, bool isOptional)
    {
        if (!isOptional) return map.Add(key, value);
        if (value.AsBoxed is not Optional maybe) return NotOptional;
        return maybe.HasValue ? map.Add(key, maybe.Value) : default;
    }
}

/// <summary>A map in the making: keys are bools, ints, uints or strings, each once.</summary>
internal sealed class MapBuilder(int capacity)
{
    private readonly ImmutableArray<Value>.Builder keys = ImmutableArray.CreateBuilder<Value>(capacity);
    private readonly ImmutableArray<Value>.Builder values = ImmutableArray.CreateBuilder<Value>(capacity);
    private readonly HashSet<Value> seen = new(capacity);

    /// <summary>Null, or what is wrong with the key.</summary>
    public Value Add(Value key, Value value)
    {
        if (key.Kind is not (ValueKind.Bool or ValueKind.Int or ValueKind.Uint or ValueKind.String))
            return Value.Error($"a map key is a bool, int, uint or string, found {TypeValue.Of(key)}: unsupported key type");
        if (!seen.Add(key)) return Value.Error($"`{key}` is a key twice: Failed with repeated key");
        keys.Add(key);
        values.Add(value);
        return default;
    }

    public Value ToValue() => Value.Of(MapValue.From(keys.DrainToImmutable(), values.DrainToImmutable()));
}
