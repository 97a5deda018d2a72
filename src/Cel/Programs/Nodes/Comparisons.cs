using Plumbline.Cel.Programs.Functions;
using Plumbline.Cel.Types;

namespace Plumbline.Cel.Programs.Nodes;

/// <summary>`a == b`, or `a != b`.</summary>
internal sealed class Equality(Node left, Node right, bool isNegated) : Node
{
    public Node Left => left;

    public Node Right => right;

    public bool IsNegated => isNegated;

    public override IEnumerable<Node> Children => [left, right];

    public override bool UsesFrame => true;

    /// <summary>Whether two values are equal; Unknown where one is an error or a list that may be longer.</summary>
    public static Truth Same(in Value a, in Value b, Frame frame)
    {
        if (a.AsString is { } x && b.AsString is { } y) return Truths.Of(ReferenceEquals(x, y) || string.Equals(x, y, StringComparison.Ordinal));
        if (a.AsBoxed is null || b.AsBoxed is null) return a.IsError || b.IsError ? Truth.Unknown : Truths.Of(a.Equals(b));
        var (first, second) = (Extent.Of(a), Extent.Of(b));
        if (a.IsError || b.IsError || first.IsPartial || second.IsPartial) return Truth.Unknown;
        return frame.Charge(Math.Min(first.Weight, second.Weight)) ? Truths.Of(a.Equals(b)) : Truth.Unknown;
    }

    public override Truth Test(Value[] slots, Frame frame)
    {
        var same = Same(left.Evaluate(slots, frame), right.Evaluate(slots, frame), frame);
        return isNegated ? same.Not() : same;
    }

    public override Value Evaluate(Value[] slots, Frame frame)
    {
        var a = left.Evaluate(slots, frame);
        var b = right.Evaluate(slots, frame);
        if (a.IsError || b.IsError) return Worse(a, b);
        var same = Same(a, b, frame);
        return same == Truth.Unknown ? Errors.Partial : Value.Of((same == Truth.True) != isNegated);
    }
}

/// <summary>Which of CEL's four orders.</summary>
internal enum Order { Less, LessOrEqual, Greater, GreaterOrEqual }

/// <summary>`a &lt; b` and its kin.</summary>
internal sealed class Ordering(Node left, Node right, Order order, string function) : Node
{
    private readonly Value noOverload = Errors.NoOverload(function);

    public override IEnumerable<Node> Children => [left, right];

    public static bool Holds(int comparison, Order order) => order switch
    {
        Order.Less => comparison < 0,
        Order.LessOrEqual => comparison <= 0,
        Order.Greater => comparison > 0,
        _ => comparison >= 0,
    };

    public override Truth Test(Value[] slots, Frame frame)
    {
        var a = left.Evaluate(slots, frame);
        var b = right.Evaluate(slots, frame);
        if (a.AsString is { } x && b.AsString is { } y) return Truths.Of(Holds(Texts.Compare(x, y), order));
        return Truths.Of(Ordered(a, b));
    }

    public override Value Evaluate(Value[] slots, Frame frame) => Ordered(left.Evaluate(slots, frame), right.Evaluate(slots, frame));

    /// <summary>CEL orders an int or uint against a double as doubles, lossy past 2^53.</summary>
    private static int? Compared(Value a, Value b)
    {
        if ((a.Kind == ValueKind.Double) == (b.Kind == ValueKind.Double)) return Numbers.Compare(a, b);
        return Numbers.Compare(Value.Of(AsDouble(a)), Value.Of(AsDouble(b)));
    }

    private static double AsDouble(Value value) => value.Kind switch
    {
        ValueKind.Int => value.AsInt,
        ValueKind.Uint => value.AsUint,
        _ => value.AsDouble,
    };

    private Value Ordered(Value a, Value b)
    {
        if (a.IsError || b.IsError) return Worse(a, b);
        var kind = a.Kind;
        if (Numbers.IsNumber(kind) && Numbers.IsNumber(b.Kind)) return Value.Of(Compared(a, b) is { } c && Holds(c, order));
        if (kind != b.Kind) return noOverload;
        return kind switch
        {
            ValueKind.Bool => Value.Of(Holds(a.Bits.CompareTo(b.Bits), order)),
            ValueKind.String => Value.Of(Holds(Texts.Compare(a.AsString!, b.AsString!), order)),
            ValueKind.Timestamp or ValueKind.Duration => Value.Of(Holds(Times.Nanos(a).CompareTo(Times.Nanos(b)), order)),
            ValueKind.Bytes => Value.Of(Holds(((Bytes)a.AsBoxed!).Content.AsSpan().SequenceCompareTo(((Bytes)b.AsBoxed!).Content.AsSpan()), order)),
            _ => noOverload,
        };
    }
}

/// <summary>`a in b`.</summary>
internal sealed class Membership(Node element, Node container) : Node
{
    private static readonly Value NoOverload = Errors.NoOverload("@in");

    public override IEnumerable<Node> Children => [element, container];

    public override bool UsesFrame => true;

    public override Value Evaluate(Value[] slots, Frame frame)
    {
        var value = element.Evaluate(slots, frame);
        var within = container.Evaluate(slots, frame);
        if (value.IsError || within.IsError) return Worse(value, within);
        if (!frame.Charge(Math.Min(Extent.Of(value).Weight, Extent.Of(within).Weight) + Scanned(within))) return Frame.Spent;
        if (within.AsMap is { } map) return Value.Of(map.TryGet(value, out _));
        if (within.AsList is not { } list) return NoOverload;
        if (Extent.Of(value).IsPartial) return Errors.Partial;
        return list.Contains(value) ? Value.True : list.Extent.IsPartial ? Errors.Partial : Value.False;
    }

    private static long Scanned(Value within) => within.AsList is { } list ? Math.Min(list.Items.Length, 12) : 1;
}
