using Plumbline.Cel.Types;

namespace Plumbline.Cel.Programs.Nodes;

/// <summary>What a loop runs over: the elements of a list with their indices, or a map's keys with their values.</summary>
internal readonly struct Range(Value source, bool hasTwo)
{
    private readonly ListValue? list = source.AsList;
    private readonly MapValue? map = source.AsMap;

    public bool IsValid => list is not null || map is not null;

    public bool IsPartial => list is { IsPartial: true };

    public int Count => list?.Items.Length ?? map!.Count;

    /// <summary>Binds the loop's variables to one round.</summary>
    public void Bind(Value[] locals, int first, int round)
    {
        if (!hasTwo)
        {
            locals[first] = list is not null ? list.Items[round] : map!.Keys[round];
            return;
        }

        locals[first] = list is not null ? Value.Of((long)round) : map!.Keys[round];
        locals[first + 1] = list is not null ? list.Items[round] : map!.Values[round];
    }
}

/// <summary>A node that runs its body for every element of what it ranges over.</summary>
internal abstract class Loop(Node source, int local, bool hasTwo, params Node[] bodies) : Node
{
    private static readonly Value NotARange = Value.Error("a loop needs a list or a map: no such overload");
    private int cost;

    protected Node Source => source;

    protected int Local => local;

    public override IEnumerable<Node> Children => bodies.Prepend(source);

    public override bool UsesFrame => true;

    /// <summary>Steps of one round.</summary>
    protected int Cost => cost > 0 ? cost : cost = 1 + (bodies.Sum(b => b.Count) / 16);

    protected Range Over(Value value) => new(value, hasTwo);

    protected static Value Fault(Value value) => value.IsError ? value : NotARange;

    /// <summary>Notes one element, where what is ranged over is a variable's list.</summary>
    protected void Note(Tracer tracer, int round)
    {
        if (source is Slot slot) tracer.Add(slot.Index, round);
    }

    /// <summary>Traces what is ranged over, where its elements cannot be told apart, and gives it.</summary>
    protected Value TraceSource(Value[] slots, Frame frame, Tracer tracer) =>
        source is Slot ? source.Evaluate(slots, frame) : source.Trace(slots, frame, tracer);

    /// <summary>Notes all that is read: no element decided alone.</summary>
    protected void NoteAll(Tracer tracer)
    {
        var read = new SortedSet<int>();
        Read(read);
        tracer.Add(read);
    }
}
