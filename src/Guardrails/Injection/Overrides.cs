using static Plumbline.Guardrails.Injection.Sense;

namespace Plumbline.Guardrails.Injection;

/// <summary>Orders to drop earlier instructions, and to tell them.</summary>
internal static class Overrides
{
    private const string Reason = "orders to drop earlier instructions";

    /// <summary>Judges one clause.</summary>
    public static void Judge(Clause clause, Signs signs)
    {
        if ((clause.All & (Rule | Rules2 | All | Prior)) == 0 || !MayOverride(clause)) return;
        for (var i = 0; i < clause.Words.Count; i++)
        {
            if (clause.Is(i, Drop)) Dropped(clause, i, signs);
            if (clause.Is(i, Heed)) NoLongerHeeded(clause, i, signs);
            if (clause.Is(i, Read | Tell | Work) || (i == 0 && clause.IsQuestion)) Extracted(clause, i, signs);
        }
    }

    // What each of the three needs at least, wherever it stands in the clause.
    private static bool MayOverride(Clause clause) =>
        clause.Is(Drop) || (clause.Is(Rule | Rules2) && ((clause.Is(Heed) && clause.Is(Not) && clause.Is(Prior | Model | Inner)) || ((clause.IsQuestion || clause.Is(Read | Tell | Work)) && clause.Is(Inner | Prior | You))));

    private static void Dropped(Clause clause, int i, Signs signs)
    {
        var end = Object(clause, i, signs, out var isSure);
        if (end < 0 || clause.IsDenied(i)) return;
        var isForeign = clause.Is(i, Foreign);
        var isOrder = isForeign || clause.IsOrder(i);
        if (clause.IsMention(i) || (!isOrder && clause.Before(i, 6, Other | Once) >= 0) || (clause.IsQuestion && !isOrder)) return;
        signs.Add(InstructionKind.Override, isOrder && isSure ? Certainty.High : isOrder || isSure ? Certainty.Medium : Certainty.Low, clause, i, end, Reason);
    }

    // What is dropped: instructions that came earlier, those of the model, or all that was said.
    private static int Object(Clause clause, int i, Signs signs, out bool isSure)
    {
        isSure = true;
        var rule = clause.Next(i + 1, 8, Rule);
        if (rule >= 0)
        {
            var prior = clause.Next(i + 1, rule - i + 5, Prior | Told | Inner);
            if (prior >= 0 && !clause.Is(prior, Drop) && (!clause.Is(i, Weak) || (!clause.Is(rule, Loose) && clause.Next(i + 1, rule - i, Prior) >= 0))) return Math.Max(rule, prior);
            if (clause.Is(i, Weak) && (clause.Is(rule, Loose) || !clause.Is(rule - 1, Model | All | You))) return -1;
            isSure = clause.Next(i + 1, rule - i - 2, Model | Guard) >= 0 && !clause.Is(i + 1, This);
            if (clause.Next(i + 1, rule - i - 2, All | You | Model) >= 0 || isSure) return rule;
        }

        var wide = clause.Next(i + 1, 6, Rules2);
        if (wide >= 0 && clause.Next(i + 1, wide - i - 1, Prior) is >= 0) { isSure = clause.Next(i + 1, wide - i - 1, All | You) >= 0; return wide; }
        var and = clause.Next(i + 2, 6, Link);
        if (and > 0 && clause.Is(and + 1, Reply) && signs.Role is TextRole.Document or TextRole.Data) { isSure = false; return and + 1; }
        var all = clause.Next(i + 1, 2, All | This);
        if (all >= 0 && clause.Next(all + 1, 5, Prior | Told) is >= 0 and var told && (clause.Is(told, Told) ? clause.Next(all + 1, 4, You | Self) >= 0 : clause.Is(all, All) && EndsAt(clause, told))) return told;
        if (clause.Next(i + 1, 1, Prior) is >= 0 and var above && above == clause.Words.Count - 1 && !clause.Is(above, First)) { isSure = false; return above; }
        return Behind(clause, i);
    }

    // `all previous`, `everything above`: what comes next is no noun of its own.
    private static bool EndsAt(Clause clause, int at) => at + 1 >= clause.Words.Count || clause.Words[at + 1].IsApart || clause.Is(at + 1, This | Link | Now | Rule | You | Self);

    // Languages whose verb stands last: `alle vorherigen Anweisungen ignorieren`.
    private static int Behind(Clause clause, int i)
    {
        if (!clause.Is(i, Foreign)) return -1;
        var rule = clause.Before(i, 4, Rule);
        return rule >= 0 && clause.Before(rule, 4, Prior | All) >= 0 ? rule : -1;
    }

    private static void NoLongerHeeded(Clause clause, int i, Signs signs)
    {
        var not = clause.Before(i, 4, Not);
        if (not < 0 || clause.IsMention(i)) return;
        var rule = clause.Next(i + 1, 7, Rule | Rules2);
        if (rule < 0 || clause.Next(i + 1, rule - i + 4, Prior | Model | Inner) < 0) return;
        signs.Add(InstructionKind.Override, clause.IsOrder(not) ? Certainty.High : Certainty.Medium, clause, not, rule, Reason);
    }

    // `Print your system prompt`, `repeat the text above`.
    private static void Extracted(Clause clause, int i, Signs signs)
    {
        if (clause.IsDenied(i) || !(clause.IsOrder(i) || clause.IsQuestion) || clause.IsMention(i)) return;
        var rule = clause.Next(i + 1, 6, Rule | Rules2);
        if (rule < 0) return;
        var isYours = clause.Next(i, rule - i, You) >= 0;
        var isTheirs = clause.Is(rule - 1, Inner) || (clause.Is(rule - 1, Prior) && (isYours || clause.Is(rule, Rule))) || (isYours && clause.Is(rule, Rule) && clause.IsQuestion)
            || (clause.Is(rule + 1, Prior) && clause.Is(i, Read) && !clause.Is(rule, Rule));
        if (!isTheirs || (signs.MayInstruct && !(isYours && clause.Is(rule, Rule)))) return;
        signs.Add(InstructionKind.PromptExtraction, clause.Is(i, Read) ? Certainty.Medium : Certainty.Low, clause, i, rule, "asks for the model's own instructions");
    }
}
