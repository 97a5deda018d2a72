namespace Plumbline.Guardrails.Models.Pickles;

/// <summary>Where the parts of tuples and containers are kept: two rings, so that the newest are always there and memory is bounded.</summary>
internal sealed class Heap
{
    /// <summary>Parts of one container that are remembered; of longer ones only the traits are.</summary>
    public const int LongestKept = 256;

    private const int MostParts = 1 << 20;
    private const int MostNodes = 1 << 18;

    private Value[] parts = new Value[64];
    private Node[] nodes = new Node[16];
    private long nextPart;
    private long nextNode;

    /// <summary>A list, dict or set.</summary>
    private struct Node
    {
        public long First;
        public int Count;
        public Traits Traits;
        public bool Whole;
    }

    /// <summary>Keeps values; they can be read until a million others were kept.</summary>
    public long Keep(ReadOnlySpan<Value> values)
    {
        if (nextPart + values.Length > parts.Length && parts.Length < MostParts) Grow(nextPart + values.Length);
        var first = nextPart;
        var at = (int)(nextPart & (parts.Length - 1));
        var head = Math.Min(values.Length, parts.Length - at);
        values[..head].CopyTo(parts.AsSpan(at));
        values[head..].CopyTo(parts);
        nextPart += values.Length;
        return first;
    }

    public Value Part(long at) => at >= 0 && at < nextPart && nextPart - at <= parts.Length ? parts[at & (parts.Length - 1)] : new Value(Kind.Forgotten, Traits.None, 0, 0);

    /// <summary>A tuple of these.</summary>
    public Value Tuple(ReadOnlySpan<Value> values)
    {
        var traits = Of(values);
        return values.Length > LongestKept ? new Value(Kind.Forgotten, traits, 0, 0) : new Value(Kind.Tuple, traits, values.Length, Keep(values));
    }

    public Value Container()
    {
        if (nextNode == nodes.Length && nodes.Length < MostNodes) Array.Resize(ref nodes, nodes.Length * 2);
        nodes[nextNode & (nodes.Length - 1)] = new Node { Whole = true };
        return new Value(Kind.Container, Traits.None, 0, nextNode++);
    }

    /// <summary>Adds to a list, set or dict, where it is still remembered.</summary>
    public void Add(Value container, ReadOnlySpan<Value> values)
    {
        if (!IsThere(container.At)) return;
        ref var node = ref nodes[container.At & (nodes.Length - 1)];
        node.Traits |= Of(values);
        if (!node.Whole) return;
        if (node.Count + values.Length > LongestKept) node.Whole = false;
        else if (node.Count == 0) (node.First, node.Count) = (Keep(values), values.Length);
        else if (node.First + node.Count == nextPart) (node.Count, _) = (node.Count + values.Length, Keep(values));
        else Move(ref node, values);
    }

    /// <summary>The parts of a tuple or container; -1 where they are not all known.</summary>
    public int Count(Value value) => value.Kind switch
    {
        Kind.Tuple => value.Size,
        Kind.Container when IsThere(value.At) && nodes[value.At & (nodes.Length - 1)] is { Whole: true } node => node.Count,
        _ => -1,
    };

    public Value Item(Value value, int index) => value.Kind switch
    {
        Kind.Tuple when (uint)index < (uint)value.Size => Part(value.At + index),
        Kind.Container when IsThere(value.At) && index < nodes[value.At & (nodes.Length - 1)].Count => Part(nodes[value.At & (nodes.Length - 1)].First + index),
        _ => Value.Unknown,
    };

    /// <summary>What lies in a value now; containers may have grown since they were first seen.</summary>
    public Traits TraitsOf(Value value)
    {
        if (value.Kind == Kind.Container) return IsThere(value.At) ? nodes[value.At & (nodes.Length - 1)].Traits : Traits.None;
        if (value.Kind != Kind.Tuple) return value.Traits;
        var traits = value.Traits;
        for (var i = 0; i < Math.Min(value.Size, 16); i++) traits |= Part(value.At + i) is { Kind: Kind.Container } inner ? TraitsOf(inner) : Traits.None;
        return traits;
    }

    private bool IsThere(long node) => node >= 0 && node < nextNode && nextNode - node <= nodes.Length;

    private Traits Of(ReadOnlySpan<Value> values)
    {
        var traits = Traits.None;
        foreach (ref readonly var value in values) traits |= value.Kind == Kind.Container ? TraitsOf(value) : value.Traits;
        return traits;
    }

    private void Move(ref Node node, ReadOnlySpan<Value> values)
    {
        var old = new Value[node.Count + values.Length];
        for (var i = 0; i < node.Count; i++) old[i] = Part(node.First + i);
        values.CopyTo(old.AsSpan(node.Count));
        (node.First, node.Count) = (Keep(old), old.Length);
    }

    // Rings grow only before they have wrapped, so places stay what they are.
    private void Grow(long needed)
    {
        var size = parts.Length;
        while (size < needed && size < MostParts) size *= 2;
        Array.Resize(ref parts, size);
    }
}
