namespace Plumbline.Cel.Programs;

/// <summary>A variable that decided a result, and the index of the deciding element of its list, or -1.</summary>
public readonly record struct TraceStep(int Variable, int Element);

/// <summary>The steps of one trace: each once, and taken back where they did not decide.</summary>
internal sealed class Tracer(List<TraceStep> into)
{
    private readonly HashSet<TraceStep> seen = [.. into];

    public int Mark => into.Count;

    public void Add(int variable, int element = -1)
    {
        var step = new TraceStep(variable, element);
        if (seen.Add(step)) into.Add(step);
    }

    public void Add(IEnumerable<int> variables)
    {
        foreach (var variable in variables) Add(variable);
    }

    public void BackTo(int mark)
    {
        for (var i = mark; i < into.Count; i++) seen.Remove(into[i]);
        into.RemoveRange(mark, into.Count - mark);
    }
}
