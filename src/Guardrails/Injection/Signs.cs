namespace Plumbline.Guardrails.Injection;

/// <summary>What makes a persona without rules.</summary>
[Flags]
internal enum Persona
{
    None = 0,
    Address = 1,
    Free = 2,
    Unbound = 4,
    Refusal = 8,
    Mode = 16,
}

/// <summary>Gathers what the judges of clauses see in one text.</summary>
internal sealed class Signs(PlainText plain, TextRole role, int offset)
{
    /// <summary>Most signs of one text.</summary>
    public const int Most = 200;

    // Hints further apart than this are of different things.
    private const int Reach = 2500;

    private int weight;
    private int best;
    private Persona kinds;
    private (int Start, int Length) first;
    private (int Start, int Length) bestAt;
    private int last;

    /// <summary>What was found.</summary>
    public List<InstructionSign> Found { get; } = [];

    /// <summary>What the text is for.</summary>
    public TextRole Role => role;

    /// <summary>True where the text is made to instruct a model.</summary>
    public bool MayInstruct => role is TextRole.Skill or TextRole.InstructionFile;

    /// <summary>One sign over the words from <paramref name="first"/> to <paramref name="last"/>.</summary>
    public void Add(InstructionKind kind, Certainty certainty, Clause clause, int first, int last, string reason)
    {
        if (Found.Count >= Most) return;
        var (start, length) = Range(clause, Math.Min(first, last), Math.Max(first, last));
        Found.Add(new InstructionSign(kind, certainty, start, length, reason));
    }

    /// <summary>A hint of a persona without rules; enough of them near one another, of at least two kinds, make a sign.</summary>
    public void Hint(Persona kind, int points, Clause clause, int from, int to)
    {
        var at = Range(clause, Math.Min(from, to), Math.Max(from, to));
        if (at.Start - last > Reach) (weight, kinds) = (0, Persona.None);
        if (kinds == Persona.None) first = at;
        last = at.Start;
        weight += points;
        kinds |= kind;
        var isAddressed = !MayInstruct || (kinds & (Persona.Address | Persona.Mode)) != 0;
        if (weight <= best || !isAddressed || System.Numerics.BitOperations.PopCount((uint)kinds) < 2) return;
        (best, bestAt) = (weight, first);
    }

    /// <summary>What the hints of the whole text come to.</summary>
    public void Close()
    {
        if (best >= 3 && Found.Count < Most)
            Found.Add(new InstructionSign(InstructionKind.Jailbreak, best >= 6 ? Certainty.High : Certainty.Medium, bestAt.Start, bestAt.Length, "makes the model another that keeps no rules"));
    }

    private (int Start, int Length) Range(Clause clause, int first, int last)
    {
        var start = plain.Place(clause.Words[first].Start);
        return (offset + start, plain.Place(clause.Words[last].Start + clause.Words[last].Length) - start);
    }
}
