using System.Collections.Immutable;
using Plumbline.Cel.Programs.Nodes;
using Plumbline.Cel.Syntax;
using Plumbline.Cel.Types;

namespace Plumbline.Cel.Programs;

/// <summary>An expression ready to be evaluated, on any number of threads at once.</summary>
public sealed class CelProgram
{
    private static readonly Value Short = Value.Error("fewer values were given than the expression reads");

    private readonly Node root;
    private readonly int locals;
    private readonly int needed;
    private readonly bool usesFrame;

    internal CelProgram(string source, Expr expr, CelType type, Node root, int locals)
    {
        (Source, Expr, Type, this.root, this.locals) = (source, expr, type, root, locals);
        var reads = new SortedSet<int>();
        root.Read(reads);
        Reads = [.. reads];
        usesFrame = root.UsesFrame;
        needed = Reads.IsEmpty ? 0 : Reads[^1] + 1;
    }

    /// <summary>The expression as written.</summary>
    public string Source { get; }

    /// <summary>The expression as parsed.</summary>
    public Expr Expr { get; }

    /// <summary>The type of its result.</summary>
    public CelType Type { get; }

    /// <summary>The variables it reads, in order.</summary>
    public ImmutableArray<int> Reads { get; }

    /// <summary>The result for the variables' values; what goes wrong is a value too.</summary>
    public Value Evaluate(Value[] slots)
    {
        if (slots.Length < needed) return Short;
        var frame = Frame.Rent(locals);
        var result = root.Evaluate(slots, frame);
        if (frame.IsSpent) result = Frame.Spent;
        frame.Return(locals);
        return result;
    }

    /// <summary>The result for the variables' values, where many evaluations share their steps.</summary>
    /// <param name="slots">The values.</param>
    /// <param name="steps">The steps that are left for all of them; what this one takes is taken off. One evaluation takes no more than <see cref="Frame.Steps"/>.</param>
    public Value Evaluate(Value[] slots, ref long steps)
    {
        if (slots.Length < needed) return Short;
        var given = Math.Clamp(steps, 0, Frame.Steps);
        var frame = Frame.Rent(locals, given);
        var result = root.Evaluate(slots, frame);
        if (frame.IsSpent) result = Frame.Spent;
        steps -= given - frame.Left;
        frame.Return(locals);
        return result;
    }

    /// <summary>The result with what is known: a list leaves out elements of which it cannot be told whether they belong to it. For sentences only.</summary>
    public Value EvaluateKnown(Value[] slots)
    {
        if (slots.Length < needed) return Short;
        var frame = Frame.Rent(locals);
        frame.LeavesOut = true;
        var result = root.Evaluate(slots, frame);
        if (frame.IsSpent) result = Frame.Spent;
        frame.Return(locals);
        return result;
    }

    /// <summary>The result as truth; an error, missing evidence and anything but a bool are Unknown.</summary>
    public Truth Test(Value[] slots)
    {
        if (slots.Length < needed) return Truth.Unknown;
        if (!usesFrame) return root.Test(slots, null!);
        var frame = Frame.Rent(locals);
        var result = root.Test(slots, frame);
        if (frame.IsSpent) result = Truth.Unknown;
        frame.Return(locals);
        return result;
    }

    /// <summary>Adds the variables, and of lists the elements, that decided the result.</summary>
    public void Trace(Value[] slots, List<TraceStep> into) => Traced(slots, into);

    /// <summary>Traces and gives the result the trace came to.</summary>
    internal Value Traced(Value[] slots, List<TraceStep> into)
    {
        if (slots.Length < needed) return Short;
        var frame = Frame.Rent(locals);
        var result = root.Trace(slots, frame, new Tracer(into));
        if (frame.IsSpent) result = Frame.Spent;
        frame.Return(locals);
        return result;
    }
}
