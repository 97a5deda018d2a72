namespace Plumbline.Guardrails.Injection;

/// <summary>Finds instructions to a model in texts that have none to give: orders, not words about orders.</summary>
/// <remarks>
/// A text is folded (width, accents, look-alikes, invisible characters), cut into clauses, and each clause is judged by the senses of its words: a verb that orders, its object, and what denies, quotes or asks.
/// What is encoded or hidden is decoded and judged again, three times deep. Linear in the text.
/// </remarks>
public static class InstructionJudge
{
    private const int Deepest = 3;
    private const int Window = 256 * 1024;

    /// <summary>Every sign, by where it starts.</summary>
    public static IReadOnlyList<InstructionSign> Find(ReadOnlySpan<char> text, TextRole role)
    {
        var budget = 4 * Payloads.Longest;
        var found = new List<InstructionSign>();
        for (var start = 0; start < text.Length && found.Count < Signs.Most;)
        {
            var window = text.Slice(start, Math.Min(Window, text.Length - start));
            if (start + window.Length < text.Length && window.LastIndexOf('\n') is > Window / 2 and var line) window = window[..(line + 1)];
            Judge(window, role, start, 0, ref budget, found);
            start += window.Length;
        }

        found.Sort(static (a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.Kind != b.Kind ? a.Kind.CompareTo(b.Kind) : b.Certainty.CompareTo(a.Certainty));
        return Distinct(found);
    }

    private static void Judge(ReadOnlySpan<char> text, TextRole role, int offset, int depth, ref int budget, List<InstructionSign> found)
    {
        var plain = PlainText.Of(text);
        Open(plain, role, offset, found);
        if (depth == Deepest) return;
        foreach (var payload in Payloads.Find(text, ref budget)) Again(payload.Text, payload.Wrapping, offset + payload.Start, payload.Length, role, depth, ref budget, found);
        foreach (var run in HiddenText.Find(text))
        {
            if (run.Decoded is { } decoded) Again(decoded, Wrapping(run.Kind), offset + run.Start, run.Length, role, depth, ref budget, found);
        }
    }

    private static void Open(PlainText plain, TextRole role, int offset, List<InstructionSign> found)
    {
        var signs = new Signs(plain, role, offset);
        var reader = new ClauseReader(plain.Text);
        while (reader.Next() is { } clause)
        {
            if (clause.All == Sense.None) continue;
            Overrides.Judge(clause, signs);
            Secrecy.Judge(clause, signs);
            Personas.Judge(clause, signs);
            Strays.Judge(clause, signs);
        }

        signs.Close();
        found.AddRange(signs.Found);
        ForgedRoles.Judge(plain, role, offset, found);
    }

    // What somebody wrapped to be read by a model alone is judged as data: it has nothing to say.
    private static void Again(string text, string wrapping, int start, int length, TextRole role, int depth, ref int budget, List<InstructionSign> found)
    {
        var inner = new List<InstructionSign>();
        Judge(text, role is TextRole.Skill or TextRole.InstructionFile ? TextRole.ToolDescription : role, 0, depth + 1, ref budget, inner);
        foreach (var sign in Distinct(inner))
        {
            if (sign.Kind == InstructionKind.StrayTask || (sign.Certainty == Certainty.Low && sign.Kind != InstructionKind.CredentialReading)) continue;
            found.Add(sign with { Start = start, Length = length, Certainty = Certainty.High, Wrapping = sign.Wrapping.Length == 0 ? wrapping : $"{wrapping}, {sign.Wrapping}" });
        }
    }

    private static string Wrapping(HiddenKind kind) => kind switch
    {
        HiddenKind.Tags => "tag characters", HiddenKind.ZeroWidth => "characters without width", HiddenKind.VariationSelectors => "variation selectors", _ => "hidden characters",
    };

    // One sign for each kind at each place, the surest.
    private static List<InstructionSign> Distinct(List<InstructionSign> found) =>
        [.. found.GroupBy(s => (s.Kind, s.Start, s.Wrapping)).Select(g => g.MaxBy(s => s.Certainty)!)];
}
