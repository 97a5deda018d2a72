using Plumbline.Cel.Types;

namespace Plumbline.Cel.Programs.Nodes;

/// <summary>`cel.bind(name, value, body)`: the value is evaluated once; an error in it counts only where the body reads it.</summary>
internal sealed class Bind(Node value, int local, Node body) : Node
{
    public override IEnumerable<Node> Children => [value, body];

    public override bool UsesFrame => true;

    public override Value Evaluate(Value[] slots, Frame frame)
    {
        frame.Locals[local] = value.Evaluate(slots, frame);
        return body.Evaluate(slots, frame);
    }

    public override Truth Test(Value[] slots, Frame frame)
    {
        frame.Locals[local] = value.Evaluate(slots, frame);
        return body.Test(slots, frame);
    }

    public override Value Trace(Value[] slots, Frame frame, Tracer tracer)
    {
        frame.Locals[local] = value.Trace(slots, frame, tracer);
        return body.Trace(slots, frame, tracer);
    }
}

/// <summary>`a.optMap(x, body)`, or `a.optFlatMap(x, body)`.</summary>
internal sealed class OptionalMap(Node optional, int local, Node body, bool isFlat) : Node
{
    private static readonly Value NoOverload = Errors.NoOverload("optMap");

    public override IEnumerable<Node> Children => [optional, body];

    public override bool UsesFrame => true;

    public override Value Evaluate(Value[] slots, Frame frame)
    {
        var value = optional.Evaluate(slots, frame);
        if (value.AsBoxed is not Optional maybe) return value.IsError ? value : NoOverload;
        if (!maybe.HasValue) return value;
        frame.Locals[local] = maybe.Value;
        var made = body.Evaluate(slots, frame);
        if (made.IsError) return made;
        return !isFlat ? Value.Of(Optional.Of(made)) : made.Kind == ValueKind.Optional ? made : NoOverload;
    }

    public override Value Trace(Value[] slots, Frame frame, Tracer tracer)
    {
        var value = optional.Trace(slots, frame, tracer);
        if (value.AsBoxed is Optional { HasValue: true } maybe)
        {
            frame.Locals[local] = maybe.Value;
            body.Trace(slots, frame, tracer);
        }

        return Evaluate(slots, frame);
    }
}
