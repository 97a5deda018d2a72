using Plumbline.Cel.Types;

namespace Plumbline.Cel.Programs.Nodes;

/// <summary>Picks one node for a shape that would take several.</summary>
internal static class Fusion
{
    public static Node Equal(Node left, Node right, bool isNegated)
    {
        if (left is Constant) (left, right) = (right, left);
        if (right is Constant { Value: var value } && IsScalar(value))
        {
            if (left is Slot slot) return new SlotIs(slot, value, isNegated);
            if (left is Field { Operand: Local local, IsPlain: true } field) return new ElementIs(local.Index, field, value, isNegated);
        }

        var equality = new Equality(left, right, isNegated);
        return left is Slot one && right is Slot other ? new SlotPair(one, other, equality, isNegated) : equality;
    }

    public static Node Ordered(Node left, Node right, Order order, string function)
    {
        if (left is Slot slot && right is Constant { Value: { Kind: ValueKind.Int or ValueKind.Double } value } && !double.IsNaN(Number(value)))
            return new SlotOrder(slot.Index, value, order, new Ordering(left, right, order, function));
        return new Ordering(left, right, order, function);
    }

    public static Node In(Node element, Node container) =>
        element is not Constant && container is Constant { Value: { AsList: { } list } constant } && !Extent.Of(constant).IsPartial && list.Items.All(IsScalar)
            ? new OneOf(element, list)
            : new Membership(element, container);

    /// <summary>A quantifier whose body only compares the element with constants needs no loop variable.</summary>
    public static Node Scan(Quantifier general, Node source, int local, bool hasTwo, Node body, bool isAll)
    {
        if (hasTwo || local >= Frame.Most || source is not Slot slot) return general;
        return body switch
        {
            OneOf { Element: Local { Index: var index } } among when index == local => new SlotScan(slot, general, among, false, isAll),
            Not { Operand: OneOf { Element: Local { Index: var index } } among } when index == local => new SlotScan(slot, general, among, true, isAll),
            Equality { Left: Local { Index: var index }, Right: Constant { Value: var value }, IsNegated: var negated } when index == local && IsScalar(value) =>
                new SlotScan(slot, general, new OneOf(new Constant(value), new ListValue([value], false)), negated, isAll),
            _ => general,
        };
    }

    private static double Number(Value value) => value.Kind == ValueKind.Double ? value.AsDouble : 0;

    private static bool IsScalar(Value value) => value.AsString is not null || value.Kind is ValueKind.Bool or ValueKind.Int or ValueKind.Uint;
}

/// <summary>A value against a scalar known beforehand.</summary>
internal readonly struct Scalar(Value value)
{
    private readonly string? text = value.AsString;

    public Truth Is(in Value other)
    {
        if (text is not null)
        {
            if (other.AsString is { } that) return Truths.Of(ReferenceEquals(text, that) || string.Equals(text, that, StringComparison.Ordinal));
        }
        else if (other.IsSame(value)) return Truth.True;

        return other.IsError ? Truth.Unknown : text is null ? Truths.Of(other.Equals(value)) : Truth.False;
    }
}

/// <summary>`variable == constant`, or `!=`.</summary>
internal sealed class SlotIs(Slot slot, Value constant, bool isNegated) : Node
{
    private readonly int index = slot.Index;
    private readonly Scalar scalar = new(constant);

    public override IEnumerable<Node> Children => [slot];

    public override Truth Test(Value[] slots, Frame frame)
    {
        var truth = scalar.Is(in slots[index]);
        return isNegated ? truth.Not() : truth;
    }

    public override Value Evaluate(Value[] slots, Frame frame)
    {
        var truth = Test(slots, frame);
        return truth == Truth.Unknown ? slots[index] : Value.Of(truth == Truth.True);
    }

    public override Value Trace(Value[] slots, Frame frame, Tracer tracer)
    {
        tracer.Add(index);
        var value = slots[index];
        return value.IsError ? value : Value.Of(value.Equals(constant) != isNegated);
    }
}

/// <summary>`element.field == constant`, or `!=`, inside a loop.</summary>
internal sealed class ElementIs(int local, Field read, Value constant, bool isNegated) : Node
{
    private readonly Scalar scalar = new(constant);

    public override IEnumerable<Node> Children => [read];

    public override bool UsesFrame => true;

    public override Truth Test(Value[] slots, Frame frame)
    {
        ref readonly var element = ref frame.Locals[local];
        var truth = element.AsMap is { } map && read.TryGet(map, out var value) ? scalar.Is(in value) : scalar.Is(read.Evaluate(slots, frame));
        return isNegated ? truth.Not() : truth;
    }

    public override Value Evaluate(Value[] slots, Frame frame)
    {
        var value = read.Evaluate(slots, frame);
        return value.IsError ? value : Value.Of(value.Equals(constant) != isNegated);
    }
}

/// <summary>`variable &lt; number` and its kin.</summary>
internal sealed class SlotOrder(int index, Value constant, Order order, Ordering general) : Node
{
    private readonly bool isWhole = constant.IsInt;
    private readonly (long Low, long High) whole = Whole(constant.AsInt, order);
    private readonly (double Low, double High) real = Real(constant.AsDouble, order);

    public override IEnumerable<Node> Children => [general];

    public override Truth Test(Value[] slots, Frame frame)
    {
        ref readonly var value = ref slots[index];
        if (isWhole && value.IsInt) return Truths.Of(value.AsInt >= whole.Low && value.AsInt <= whole.High);
        if (!isWhole && value.IsDouble) return Truths.Of(value.AsDouble >= real.Low && value.AsDouble <= real.High);
        return general.Test(slots, frame);
    }

    /// <summary>The first and the last number that fit; none where the first is above the last.</summary>
    private static (long, long) Whole(long bound, Order order) => order switch
    {
        Order.Less => bound == long.MinValue ? (1, 0) : (long.MinValue, bound - 1),
        Order.LessOrEqual => (long.MinValue, bound),
        Order.Greater => bound == long.MaxValue ? (1, 0) : (bound + 1, long.MaxValue),
        _ => (bound, long.MaxValue),
    };

    private static (double, double) Real(double bound, Order order) => order switch
    {
        Order.Less when double.IsNegativeInfinity(bound) => (1, 0),
        Order.Less => (double.NegativeInfinity, double.BitDecrement(bound)),
        Order.LessOrEqual => (double.NegativeInfinity, bound),
        Order.Greater when double.IsPositiveInfinity(bound) => (1, 0),
        Order.Greater => (double.BitIncrement(bound), double.PositiveInfinity),
        _ => (bound, double.PositiveInfinity),
    };

    public override Value Evaluate(Value[] slots, Frame frame) => general.Evaluate(slots, frame);
}

/// <summary>`element in [constants]`.</summary>
internal sealed class OneOf(Node element, ListValue list) : Node
{
    private const int Few = 6;
    private readonly string[] texts = [.. list.Items.Select(i => i.AsString).OfType<string>()];

    public Node Element => element;

    public override IEnumerable<Node> Children => [element];

    public override Truth Test(Value[] slots, Frame frame) => Find(element.Evaluate(slots, frame));

    public override Value Evaluate(Value[] slots, Frame frame)
    {
        var value = element.Evaluate(slots, frame);
        return Find(value) switch { Truth.True => Value.True, Truth.False => Value.False, _ => value.IsError ? value : Errors.Partial };
    }

    /// <summary>Whether a value is one of the constants.</summary>
    public Truth Find(in Value value)
    {
        if (value.AsString is { } text)
        {
            foreach (var known in texts) if (ReferenceEquals(known, text)) return Truth.True;
            if (texts.Length > Few) return Truths.Of(list.Contains(value));
            foreach (var known in texts) if (string.Equals(known, text, StringComparison.Ordinal)) return Truth.True;
            return Truth.False;
        }

        if (value.AsBoxed is not null && (value.IsError || Extent.Of(value).IsPartial)) return Truth.Unknown;

        return Truths.Of(list.Contains(value));
    }
}
