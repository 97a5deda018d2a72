using static Plumbline.Guardrails.Injection.Sense;

namespace Plumbline.Guardrails.Injection;

/// <summary>Orders about other tools in the description of one, and tasks for the model in what only informs.</summary>
internal static class Strays
{
    /// <summary>Judges one clause.</summary>
    public static void Judge(Clause clause, Signs signs)
    {
        if (signs.Role == TextRole.ToolDescription && clause.Is(First) && clause.Is(Tool) && clause.Is(All)) Coerced(clause, signs);
        if (signs.Role is TextRole.Document or TextRole.Data) Tasked(clause, signs);
    }

    // `Before using any other tool, …`, `this must be called first`.
    private static void Coerced(Clause clause, Signs signs)
    {
        var first = clause.Next(0, Clause.MostWords, First);
        if (first < 0 || clause.IsMention(first)) return;
        var tool = clause.Next(first + 1, 8, Tool);
        if (tool > 0 && clause.Next(first + 1, tool - first, All) >= 0 && clause.Next(first + 1, tool - first, Use) >= 0)
            signs.Add(InstructionKind.Coercion, Certainty.Medium, clause, first, tool, "puts itself before all other tools");
        else if (tool > 0 && clause.Words[first].Length == 7 && clause.Next(first + 1, 4, All) >= 0)
            signs.Add(InstructionKind.Coercion, Certainty.Low, clause, first, tool, "puts itself in the place of other tools");
    }

    private static void Tasked(Clause clause, Signs signs)
    {
        if (Spelt(clause, signs)) return;
        var verb = clause.Next(0, 2, Work);
        if (verb < 0 || !clause.IsOrder(verb) || clause.Words[verb].IsQuoted) return;
        if (clause.Next(verb + 1, 16, Answer) is >= 0 and var answer && clause.Before(answer, 3, You) >= 0)
            signs.Add(InstructionKind.StrayTask, Certainty.Medium, clause, verb, answer, "gives the model a task about its answer");
        else if (clause.Words.Count > 3) signs.Add(InstructionKind.StrayTask, Certainty.Low, clause, verb, clause.Words.Count - 1, "gives somebody a task");
    }

    // How the letters of an answer shall stand is no matter of those who write mails: `misspell every fourth word in your answer`.
    private static bool Spelt(Clause clause, Signs signs)
    {
        if ((clause.All & Spelling) == 0 || clause.IsQuestion || (clause.All & (Self | Not)) != 0 || clause.Words[0].IsQuoted || !clause.Is(0, Work | Use | Spelling) || clause.Is(0, You | Other | Person | Once)) return false;
        var spelling = clause.Next(0, Clause.MostWords, Spelling);
        var answer = clause.Next(0, Clause.MostWords, Answer);
        var isYours = answer > 0 && clause.Before(answer, 2, You) >= 0;
        // Without a word about the answer it has to be an order about letters and nothing else.
        if (!isYours && !(spelling <= 4 && clause.Is(0, Work) && clause.Next(spelling + 1, Clause.MostWords, Spelling) > 0)) return false;
        if (!isYours && clause.Words.Count > 16) return false;
        signs.Add(InstructionKind.StrayTask, Certainty.Medium, clause, 0, Math.Max(answer, spelling), "says how the model shall spell its answer");
        return true;
    }
}
