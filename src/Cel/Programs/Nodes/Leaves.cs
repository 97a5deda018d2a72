using Plumbline.Cel.Types;

namespace Plumbline.Cel.Programs.Nodes;

/// <summary>A value known beforehand.</summary>
internal sealed class Constant(Value value) : Node
{
    private readonly Truth truth = Truths.Of(value);

    public Value Value => value;

    public override Value Evaluate(Value[] slots, Frame frame) => value;

    public override Truth Test(Value[] slots, Frame frame) => truth;
}

/// <summary>A variable.</summary>
internal sealed class Slot(int index) : Node
{
    public int Index => index;

    public override Value Evaluate(Value[] slots, Frame frame) => slots[index];

    public override Truth Test(Value[] slots, Frame frame)
    {
        ref readonly var value = ref slots[index];
        return value.IsTrue ? Truth.True : value.IsFalse ? Truth.False : Truth.Unknown;
    }

    public override Value Trace(Value[] slots, Frame frame, Tracer tracer)
    {
        tracer.Add(index);
        return slots[index];
    }

    public override void Read(ISet<int> variables) => variables.Add(index);
}

/// <summary>A loop's variable.</summary>
internal sealed class Local(int index) : Node
{
    public int Index => index;

    public override bool UsesFrame => true;

    public override Value Evaluate(Value[] slots, Frame frame) => frame.Locals[index];
}

/// <summary>True where a variable says something: missing evidence stays missing, any other error is silence.</summary>
internal sealed class Said(int index) : Node
{
    public override Value Evaluate(Value[] slots, Frame frame)
    {
        var value = slots[index];
        return value.IsUnknown ? value : Value.Of(!value.IsError);
    }

    public override Truth Test(Value[] slots, Frame frame)
    {
        ref readonly var value = ref slots[index];
        return !value.IsError ? Truth.True : value.IsUnknown ? Truth.Unknown : Truth.False;
    }

    public override Value Trace(Value[] slots, Frame frame, Tracer tracer)
    {
        tracer.Add(index);
        return Evaluate(slots, frame);
    }

    public override void Read(ISet<int> variables) => variables.Add(index);
}
