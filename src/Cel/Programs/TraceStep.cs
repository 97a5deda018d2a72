using Plumbline.Cel.Types;

namespace Plumbline.Cel.Programs;

/// <summary>A variable that decided a result.</summary>
/// <param name="Variable">Its slot.</param>
/// <param name="Element">The index of the deciding element of its list, or -1.</param>
/// <param name="IsContext">True where it was only compared with, inside a loop over what decided: what the element is, not which.</param>
public readonly record struct TraceStep(int Variable, int Element, bool IsContext = false);

/// <summary>The steps of one trace: each once, and taken back where they did not decide.</summary>
internal sealed class Tracer(List<TraceStep> into)
{
    private readonly HashSet<TraceStep> seen = [.. into];
    private int depth;

    public int Mark => into.Count;

    public void Add(int variable, int element = -1)
    {
        var step = new TraceStep(variable, element, depth > 0);
        if (seen.Add(step)) into.Add(step);
    }

    public void Add(IEnumerable<int> variables)
    {
        foreach (var variable in variables) Add(variable);
    }

    /// <summary>Traces what an element is compared with.</summary>
    public Value Inside(Func<Value> trace)
    {
        depth++;
        var value = trace();
        depth--;
        return value;
    }

    public void BackTo(int mark)
    {
        for (var i = mark; i < into.Count; i++) seen.Remove(into[i]);
        into.RemoveRange(mark, into.Count - mark);
    }
}
