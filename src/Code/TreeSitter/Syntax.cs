using System.Text;

namespace Plumbline.Code.TreeSitter;

/// <summary>The syntax of one file, as its grammar names it.</summary>
internal sealed class Syntax
{
    private readonly byte[] utf8;
    private readonly Entry[] nodes;
    private readonly List<int> lines = [0];

    public Syntax(Grammar grammar, byte[] utf8, Entry[] nodes, int errors)
    {
        (Grammar, this.utf8, this.nodes, Errors) = (grammar, utf8, nodes, errors);
        for (var at = 0; utf8.AsSpan(at).IndexOf((byte)'\n') is >= 0 and var next; lines.Add(at)) at += next + 1;
    }

    /// <summary>One node; its children follow it up to <paramref name="After"/>.</summary>
    /// <param name="Symbol">What it is.</param>
    /// <param name="Field">Its part in its parent; 0 for none.</param>
    /// <param name="Start">First byte.</param>
    /// <param name="End">Behind the last byte.</param>
    /// <param name="After">Index behind all that is in it.</param>
    internal readonly record struct Entry(ushort Symbol, ushort Field, int Start, int End, int After = 0);

    /// <summary>Its grammar.</summary>
    public Grammar Grammar { get; }

    /// <summary>Places where the text does not fit the grammar.</summary>
    public int Errors { get; }

    /// <summary>The whole file.</summary>
    public Node Root => new(this, 0);

    /// <summary>A node's entry.</summary>
    internal ref readonly Entry this[int index] => ref nodes[index];

    /// <summary>The 1-based line of a byte.</summary>
    internal int LineOf(int at) => Place(at) + 1;

    /// <summary>The 1-based column of a byte, in bytes.</summary>
    internal int ColumnOf(int at) => at - lines[Place(at)] + 1;

    /// <summary>The text between two bytes; bytes that are no UTF-8 become U+FFFD.</summary>
    internal string Text(int start, int end) => Encoding.UTF8.GetString(utf8, start, end - start);

    /// <summary>The bytes between two places.</summary>
    internal ReadOnlySpan<byte> Bytes(int start, int end) => utf8.AsSpan(start, end - start);

    private int Place(int at)
    {
        var found = lines.BinarySearch(at);
        return found >= 0 ? found : ~found - 1;
    }
}
