using Plumbline.Cel.Types;

namespace Plumbline.Cel.Programs.Nodes;

/// <summary>One operation of a program.</summary>
internal abstract class Node
{
    /// <summary>The parts it works on.</summary>
    public virtual IEnumerable<Node> Children => [];

    /// <summary>True where it, or a part of it, counts steps or binds loop variables.</summary>
    public virtual bool UsesFrame => Children.Any(c => c.UsesFrame);

    /// <summary>Operations in it, itself included.</summary>
    public int Count => 1 + Children.Sum(c => c.Count);

    public abstract Value Evaluate(Value[] slots, Frame frame);

    public virtual Truth Test(Value[] slots, Frame frame) => Truths.Of(Evaluate(slots, frame));

    /// <summary>As <see cref="Test"/>, for a caller that has no frame.</summary>
    public Truth Alone(Value[] slots)
    {
        var frame = Frame.Rent(Frame.Most);
        var truth = Test(slots, frame);
        if (frame.IsSpent) truth = Truth.Unknown;
        frame.Return(Frame.Most);
        return truth;
    }

    /// <summary>Evaluates once more and notes the variables that decided; here: all that are read.</summary>
    public virtual Value Trace(Value[] slots, Frame frame, Tracer tracer)
    {
        foreach (var child in Children) child.Trace(slots, frame, tracer);
        return Evaluate(slots, frame);
    }

    /// <summary>Adds the variables it reads.</summary>
    public virtual void Read(ISet<int> variables)
    {
        foreach (var child in Children) child.Read(variables);
    }

    /// <summary>The error to pass on of two: missing evidence before all else.</summary>
    protected static Value Worse(Value a, Value b) => a.IsUnknown || !b.IsError ? a : b.IsUnknown || !a.IsError ? b : a;
}
