using Plumbline.Cel.Types;

namespace Plumbline.Cel.Programs.Nodes;

/// <summary>`variable.all(x, x in [constants])`, `variable.exists(x, x == constant)` and their kin: a scan without loop variables.</summary>
internal sealed class SlotScan(Slot slot, Quantifier general, OneOf among, bool isNegated, bool isAll) : Node
{
    private readonly int index = slot.Index;
    private readonly Truth deciding = isAll ? Truth.False : Truth.True;

    public override IEnumerable<Node> Children => [general];

    public override bool UsesFrame => false;

    public override Truth Test(Value[] slots, Frame frame)
    {
        if (slots[index].AsList is not { } list) return slots[index].IsError ? Truth.Unknown : general.Alone(slots);
        var result = list.IsPartial ? Truth.Unknown : deciding.Not();
        foreach (ref readonly var item in list.Items.AsSpan())
        {
            var truth = among.Find(item);
            if (isNegated) truth = truth.Not();
            if (truth == deciding) return truth;
            if (truth == Truth.Unknown) result = truth;
        }

        return result;
    }

    public override Value Evaluate(Value[] slots, Frame frame) => general.Evaluate(slots, frame);

    public override Value Trace(Value[] slots, Frame frame, Tracer tracer) => general.Trace(slots, frame, tracer);
}

/// <summary>`variable == variable`, or `!=`, decided at once where both are texts.</summary>
internal sealed class SlotPair(Slot left, Slot right, Equality general, bool isNegated) : Node
{
    private readonly int first = left.Index;
    private readonly int second = right.Index;

    public override IEnumerable<Node> Children => [general];

    public override bool UsesFrame => false;

    public override Truth Test(Value[] slots, Frame frame)
    {
        ref readonly var a = ref slots[first];
        ref readonly var b = ref slots[second];
        if (a.AsString is { } one && b.AsString is { } other)
            return Truths.Of((ReferenceEquals(one, other) || string.Equals(one, other, StringComparison.Ordinal)) != isNegated);
        return a.IsError || b.IsError ? Truth.Unknown : general.Alone(slots);
    }

    public override Value Evaluate(Value[] slots, Frame frame) => general.Evaluate(slots, frame);

    public override Value Trace(Value[] slots, Frame frame, Tracer tracer) => general.Trace(slots, frame, tracer);
}
