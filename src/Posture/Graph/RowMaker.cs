using System.Runtime.InteropServices;
using Plumbline.Cel.Types;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Graph;

/// <summary>What is said of a row, gathered slot by slot in the order of slots; used for one row after another.</summary>
internal sealed class RowMaker
{
    private static readonly int[][] Single = [.. Enumerable.Range(0, 64).Select(n => Enumerable.Range(1, n).ToArray())];
    private readonly List<ushort> said = [];
    private readonly List<Value> values = [];
    private readonly List<int> ends = [];
    private readonly List<Claim> claims = [];

    /// <summary>Fills the next slot.</summary>
    /// <param name="slot">Later than every one before.</param>
    /// <param name="value">Its value.</param>
    /// <param name="by">The claims that say so.</param>
    public void Add(int slot, Value value, ReadOnlySpan<Claim> by)
    {
        said.Add((ushort)slot);
        values.Add(value);
        claims.AddRange(by);
        ends.Add(claims.Count);
    }

    /// <summary>Fills the next slot from one claim.</summary>
    public void Add(int slot, Claim by) => Add(slot, by.Value, new ReadOnlySpan<Claim>(ref by));

    /// <summary>The text of a fact that was said.</summary>
    /// <param name="slot">The fact's slot.</param>
    public string? Text(int slot) => said.IndexOf((ushort)slot) is >= 0 and var at ? values[at].AsString : null;

    /// <summary>Gives a row what was gathered, and begins anew.</summary>
    public void Fill(AssetRow row)
    {
        row.Take([.. said], [.. values], Ends(), [.. claims]);
        said.Clear();
        values.Clear();
        ends.Clear();
        claims.Clear();
    }

    // Most slots have one claim each: rows that are alike in this share the list.
    private int[] Ends() => ends.Count < Single.Length && CollectionsMarshal.AsSpan(ends).SequenceEqual(Single[ends.Count]) ? Single[ends.Count] : [.. ends];
}
