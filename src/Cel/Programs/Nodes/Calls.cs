using System.Collections.Immutable;
using Plumbline.Cel.Programs.Functions;
using Plumbline.Cel.Types;

namespace Plumbline.Cel.Programs.Nodes;

/// <summary>A call of a function: the first form that takes the values at hand answers.</summary>
internal sealed class Call(string function, ImmutableArray<Overload> forms, ImmutableArray<Node> args) : Node
{
    private readonly Value noOverload = Errors.NoOverload(function);

    public override IEnumerable<Node> Children => args;

    public override bool UsesFrame => true;

    public override Value Evaluate(Value[] slots, Frame frame)
    {
        Arguments room = default;
        Span<Value> values = args.Length <= Arguments.Count ? ((Span<Value>)room)[..args.Length] : new Value[args.Length];
        Value worst = default;
        var isPartial = false;
        var weight = 1L;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = args[i].Evaluate(slots, frame);
            if (values[i].IsError) worst = worst.IsError ? Worse(worst, values[i]) : values[i];
            var extent = Extent.Of(values[i]);
            isPartial |= extent.IsPartial;
            weight += extent.Weight;
        }

        if (worst.IsError) return worst;
        return frame.Charge(weight) ? Answer(values, isPartial) : Frame.Spent;
    }

    private Value Answer(ReadOnlySpan<Value> values, bool isPartial)
    {
        foreach (var form in forms)
        {
            if (!form.Takes(values)) continue;
            return isPartial && !form.TakesPartial ? Errors.Partial : form.Body!(values);
        }

        return noOverload;
    }
}

/// <summary>What cannot be evaluated: an unknown name or function where types are left to evaluation.</summary>
internal sealed class Failure(Value error, ImmutableArray<Node> parts) : Node
{
    public override IEnumerable<Node> Children => parts;

    public override Value Evaluate(Value[] slots, Frame frame) => error;
}

/// <summary>`matches` with a pattern known beforehand.</summary>
internal sealed class PatternMatch(Node text, Lazy<System.Text.RegularExpressions.Regex> regex) : Node
{
    private static readonly Value NoOverload = Errors.NoOverload("matches");

    public override IEnumerable<Node> Children => [text];

    public override bool UsesFrame => true;

    public override Value Evaluate(Value[] slots, Frame frame)
    {
        var value = text.Evaluate(slots, frame);
        if (value.AsString is not { } input) return value.IsError ? value : NoOverload;
        return frame.Charge(value) ? Value.Of(regex.Value.IsMatch(input)) : Frame.Spent;
    }
}

/// <summary>`a.or(b)`, or `a.orValue(b)`: b is evaluated only where a is absent.</summary>
internal sealed class OrElse(Node optional, Node other, bool isValue) : Node
{
    private static readonly Value NoOverload = Errors.NoOverload("or");

    public override IEnumerable<Node> Children => [optional, other];

    public override Value Evaluate(Value[] slots, Frame frame)
    {
        var value = optional.Evaluate(slots, frame);
        if (value.IsError) return value;
        if (value.AsBoxed is not Optional first) return NoOverload;
        if (first.HasValue) return isValue ? first.Value : value;
        var second = other.Evaluate(slots, frame);
        return isValue || second.IsError || second.Kind == ValueKind.Optional ? second : NoOverload;
    }
}
