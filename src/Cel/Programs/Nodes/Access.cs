using Plumbline.Cel.Types;

namespace Plumbline.Cel.Programs.Nodes;

/// <summary>`a.b`; of an optional the optional field; optional itself where written `a.?b`.</summary>
internal sealed class Field(Node operand, string name, bool isOptional) : Node
{
    private static readonly Value None = Value.Of(Optional.None);
    private readonly Value key = Value.Of(string.Intern(name));
    private readonly Value noKey = Errors.NoKey(name);
    private readonly Value noField = Value.Error($"`{name}` asks for a field of what has none: no such overload, type does not support field selection");
    private int hint;

    public Node Operand => operand;

    /// <summary>True where it asks for a present field, not for an optional one.</summary>
    public bool IsPlain => !isOptional;

    public bool TryGet(MapValue map, out Value value) => map.TryGet(key, ref hint, out value);

    public override IEnumerable<Node> Children => [operand];

    public override Value Evaluate(Value[] slots, Frame frame)
    {
        var value = operand.Evaluate(slots, frame);
        if (value.AsMap is { } map && !isOptional) return map.TryGet(key, ref hint, out var found) ? found : noKey;
        return value.IsError ? value : Other(value);
    }

    private Value Other(Value value)
    {
        if (value.AsBoxed is Optional optional)
        {
            if (!optional.HasValue) return value;
            value = optional.Value;
        }

        if (value.AsMap is not { } map) return noField;
        return map.TryGet(key, ref hint, out var found) ? Value.Of(Optional.Of(found)) : None;
    }
}

/// <summary>`has(a.b)`.</summary>
internal sealed class Presence(Node operand, string name) : Node
{
    private readonly Value key = Value.Of(string.Intern(name));
    private readonly Value noField = Value.Error($"`{name}` asks for a field of what has none: no such overload");
    private int hint;

    public override IEnumerable<Node> Children => [operand];

    public override Value Evaluate(Value[] slots, Frame frame)
    {
        var value = operand.Evaluate(slots, frame);
        if (value.IsError) return value;
        if (value.AsBoxed is Optional optional)
        {
            if (!optional.HasValue) return Value.False;
            value = optional.Value;
        }

        return value.AsMap is { } map ? Value.Of(map.TryGet(key, ref hint, out _)) : noField;
    }
}

/// <summary>`a[b]`; optional where written `a[?b]`.</summary>
internal sealed class Index(Node operand, Node at, bool isOptional) : Node
{
    private static readonly Value None = Value.Of(Optional.None);

    public override IEnumerable<Node> Children => [operand, at];

    public override Value Evaluate(Value[] slots, Frame frame)
    {
        var value = operand.Evaluate(slots, frame);
        var key = at.Evaluate(slots, frame);
        if (value.IsError || key.IsError) return Worse(value, key);
        if (value.AsBoxed is not Optional optional) return isOptional ? Wrapped(Get(value, key)) : Get(value, key).Found;
        return optional.HasValue ? Wrapped(Get(optional.Value, key)) : value;
    }

    private static Value Wrapped((Value Found, bool IsAbsent) got) =>
        got.IsAbsent ? None : got.Found.IsError ? got.Found : Value.Of(Optional.Of(got.Found));

    private static (Value Found, bool IsAbsent) Get(Value value, Value key)
    {
        if (value.AsMap is { } map)
        {
            return map.TryGet(key, out var found) ? (found, false) : (Value.Error($"`{Short(key)}` is not there: no such key"), true);
        }

        if (value.AsList is not { } list) return (Errors.NoOverload("_[_]"), false);
        if (list.IsPartial) return (Errors.Partial, false);
        long? index = key.Kind switch
        {
            ValueKind.Int => key.AsInt,
            ValueKind.Uint => key.AsUint > int.MaxValue ? -1 : (long)key.AsUint,
            ValueKind.Double => key.AsDouble == Math.Floor(key.AsDouble) && Math.Abs(key.AsDouble) <= int.MaxValue ? (long)key.AsDouble : null,
            _ => null,
        };
        if (index is not { } at) return (Value.Error($"`{Short(key)}` is no index: invalid_argument"), false);
        return at >= 0 && at < list.Items.Length
            ? (list.Items[(int)at], false)
            : (Value.Error($"index {at} is outside of a list of {list.Items.Length}: index out of bounds, invalid_argument"), true);
    }

    private static string Short(Value key)
    {
        if (key.Kind is ValueKind.List or ValueKind.Map or ValueKind.Optional) return key.Kind.ToString().ToLowerInvariant();
        var text = key.ToString();
        return text.Length <= 60 ? text : text[..60] + "…";
    }
}
