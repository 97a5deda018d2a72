using Plumbline.Cel.Types;

namespace Plumbline.Cel.Programs.Nodes;

/// <summary>`a &amp;&amp; b`, or `a || b`: the deciding value of either side wins over errors of the other.</summary>
internal sealed class Logic(Node left, Node right, bool isAnd) : Node
{
    private readonly Truth deciding = isAnd ? Truth.False : Truth.True;

    public override IEnumerable<Node> Children => [left, right];

    public override Truth Test(Value[] slots, Frame frame)
    {
        var a = left.Test(slots, frame);
        if (a == deciding) return a;
        var b = right.Test(slots, frame);
        return b == deciding || a == b ? b : Truth.Unknown;
    }

    public override Value Evaluate(Value[] slots, Frame frame)
    {
        var a = left.Evaluate(slots, frame);
        return Truths.Of(a) == deciding ? a : Combined(a, right.Evaluate(slots, frame));
    }

    /// <summary>Keeps the sides that decided: where the result is not neutral, those that have it too.</summary>
    public override Value Trace(Value[] slots, Frame frame, Tracer tracer)
    {
        var start = tracer.Mark;
        var a = left.Trace(slots, frame, tracer);
        var middle = tracer.Mark;
        var b = right.Trace(slots, frame, tracer);
        var result = Combined(a, b);
        var truth = Truths.Of(result);
        if (Truths.Of(b) != truth) tracer.BackTo(middle);
        if (Truths.Of(a) == truth) return result;
        tracer.BackTo(start);
        if (Truths.Of(b) == truth) right.Trace(slots, frame, tracer);
        return result;
    }

    private Value Combined(Value a, Value b)
    {
        if (Truths.Of(a) == deciding) return a;
        if (Truths.Of(b) == deciding) return b;
        if (Truths.Of(a) == Truths.Of(b) && Truths.Of(a) != Truth.Unknown) return a;
        return Worse(Checked(a), Checked(b));
    }

    private static Value Checked(Value value) => value.IsError || value.Kind == ValueKind.Bool ? value : Errors.NotBool(value);
}

/// <summary>`!a`.</summary>
internal sealed class Not(Node operand) : Node
{
    public Node Operand => operand;

    public override IEnumerable<Node> Children => [operand];

    public override Truth Test(Value[] slots, Frame frame) => operand.Test(slots, frame).Not();

    public override Value Evaluate(Value[] slots, Frame frame) => Of(operand.Evaluate(slots, frame));

    public override Value Trace(Value[] slots, Frame frame, Tracer tracer) => Of(operand.Trace(slots, frame, tracer));

    private static Value Of(Value value) =>
        value.Kind == ValueKind.Bool ? Value.Of(!value.AsBool) : value.IsError ? value : Errors.NotBool(value);
}

/// <summary>`test ? yes : no`.</summary>
internal sealed class Conditional(Node test, Node yes, Node no) : Node
{
    public override IEnumerable<Node> Children => [test, yes, no];

    public override Truth Test(Value[] slots, Frame frame) => test.Test(slots, frame) switch
    {
        Truth.True => yes.Test(slots, frame),
        Truth.False => no.Test(slots, frame),
        _ => Truth.Unknown,
    };

    public override Value Evaluate(Value[] slots, Frame frame)
    {
        var chosen = test.Evaluate(slots, frame);
        return chosen.IsTrue ? yes.Evaluate(slots, frame) : chosen.IsFalse ? no.Evaluate(slots, frame) : chosen.IsError ? chosen : Errors.NotBool(chosen);
    }

    public override Value Trace(Value[] slots, Frame frame, Tracer tracer)
    {
        var chosen = test.Trace(slots, frame, tracer);
        return chosen.IsTrue ? yes.Trace(slots, frame, tracer)
            : chosen.IsFalse ? no.Trace(slots, frame, tracer)
            : chosen.IsError ? chosen : Errors.NotBool(chosen);
    }
}
