using static Plumbline.Guardrails.Injection.Sense;

namespace Plumbline.Guardrails.Injection;

/// <summary>Personas without rules, and orders to switch off what protects.</summary>
internal static class Personas
{
    /// <summary>Judges one clause.</summary>
    public static void Judge(Clause clause, Signs signs)
    {
        if (!MayTurn(clause)) return;
        for (var i = 0; i < clause.Words.Count; i++)
        {
            if (clause.Is(i, You | Model | Become | Now)) Turned(clause, i, signs);
            if (clause.Is(i, Free)) signs.Hint(Persona.Free, 1, clause, i, i);
            if (clause.Is(i, Not)) Unbound(clause, i, signs);
            if (clause.Is(i, Disable | Drop)) Unguarded(clause, i, signs);
            if (clause.Is(i, Flout)) Flouted(clause, i, signs);
            if (clause.Is(i, Mode)) Moded(clause, i, signs);
            if (clause.Is(i, Run)) Blind(clause, i, signs);
            if (clause.Is(i, Again) && clause.IsOrder(i) && !clause.IsDenied(i) && !clause.IsMention(i) && clause.Next(i + 1, 6, Endless) is >= 0 and var endless && !clause.IsDenied(endless)) signs.Add(InstructionKind.EndlessWork, Certainty.Medium, clause, i, endless, "orders work without end");
        }
    }

    // What each of these needs at least, wherever it stands in the clause.
    private static bool MayTurn(Clause clause) =>
        clause.Is(Free) || (clause.Is(You) && clause.Is(Now) && clause.Is(Mode | From | Foreign)) || (clause.Is(Become) && clause.Is(Harm)) || (clause.Is(Not) && clause.Is(Refuse | Bound | Heed | Ethic))
        || (clause.Is(Disable | Drop) && clause.Is(Guard)) || (clause.Is(Mode) && clause.Is(Inner)) || (clause.Is(Run) && clause.Is(Not) && clause.Is(Asking)) || (clause.Is(Again) && clause.Is(Endless)) || (clause.Is(Flout) && clause.Is(Ethic | Harm));

    // `You are now …`, `from now on you …`, `act as … without …`.
    private static void Turned(Clause clause, int i, Signs signs)
    {
        if (clause.IsMention(i)) return;
        if (clause.Is(i, You) && clause.Next(i + 1, 4, Now) is >= 0 and var now && clause.Next(now + 1, 8, Free | Mode) is >= 0 and var free && !clause.IsDenied(free))
        {
            signs.Hint(Persona.Address, clause.Is(free, Free) ? 4 : 2, clause, i, free);
            if (clause.Is(free, Free | Inner) || clause.Next(now + 1, 10, Inner) >= 0)
                signs.Add(InstructionKind.Jailbreak, clause.Is(free, Free) ? Certainty.High : Certainty.Medium, clause, i, free, "tells the model that it has no rules now");
        }
        else if (clause.Is(i, Now) && clause.Next(i + 1, 3, You) >= 0 && clause.Before(i, 2, From | Foreign) >= 0) signs.Hint(Persona.Address, 1, clause, i, i);
        else if (clause.Is(i, Become) && clause.Next(i + 1, 16, Free | Harm) is >= 0 and var harm && clause.IsOrder(i) && !clause.IsDenied(harm)) signs.Hint(Persona.Address, 2, clause, i, harm);
    }

    // `without any restrictions`, `no ethical guidelines`, `never refuse`, `not bound by OpenAI's policy`.
    private static void Unbound(Clause clause, int i, Signs signs)
    {
        if (clause.Next(i + 1, 2, Refuse) is >= 0 and var refuse && !clause.Is(refuse, Once)) { signs.Hint(Persona.Refusal, 2, clause, i, refuse); return; }
        if (clause.Next(i + 1, 3, Bound | Heed) is >= 0 and var bound && clause.Next(bound + 1, 7, Guard | Rule | Rules2 | Model) is >= 0 and var rule && clause.Next(bound + 1, 8, Guard | Model | Rule) >= 0) { signs.Hint(Persona.Unbound, 2, clause, i, rule); return; }
        if (clause.Next(i + 1, 4, Ethic) is >= 0 and var guard) signs.Hint(Persona.Unbound, 1, clause, i, guard);
    }

    private static void Unguarded(Clause clause, int i, Signs signs)
    {
        if (clause.IsDenied(i) || clause.IsMention(i) || !clause.IsOrder(i)) return;
        var guard = clause.Next(i + 1, 5, Guard);
        if (guard < 0) return;
        var isModels = clause.Next(i + 1, 7, Model | You) >= 0 || (guard + 1 < clause.Words.Count && clause.Is(guard, Guard) && clause.Is(guard + 1, Guard | Rules2));
        if (clause.Is(guard, Ethic)) signs.Hint(Persona.Unbound, 2, clause, i, guard);
        signs.Add(InstructionKind.GuardRemoval, isModels || signs.Unguarded++ > 0 ? Certainty.Medium : Certainty.Low, clause, i, guard, "orders to leave out what protects");
    }

    // `a counsellor who disregards ethics and law`: told of somebody whom the model shall play.
    private static void Flouted(Clause clause, int i, Signs signs)
    {
        if (clause.IsDenied(i) || clause.IsMention(i) || clause.Next(i + 1, 5, Ethic | Harm) is not (>= 0 and var ethic)) return;
        signs.Hint(Persona.Unbound, 2, clause, i, ethic);
        if (clause.Before(i, 16, Become) is >= 0 and var become && clause.IsOrder(become)) signs.Hint(Persona.Address, 1, clause, become, ethic);
    }

    private static void Moded(Clause clause, int i, Signs signs)
    {
        if (clause.IsMention(i) || clause.IsDenied(i)) return;
        if (clause.Is(i - 1, Inner | Free) && (clause.Before(i, 8, Enable | Now) >= 0 || clause.Next(i + 1, 3, Enable | Now) >= 0) && clause.Before(i, 8, You | Model | Become | Now) >= 0) signs.Hint(Persona.Mode, 3, clause, i - 1, i);
    }

    // `Execute the following code without verification`, `run it without asking`.
    private static void Blind(Clause clause, int i, Signs signs)
    {
        if (clause.IsDenied(i) || !clause.IsOrder(i) || clause.IsMention(i)) return;
        if (clause.Next(i + 1, 8, Not) is >= 0 and var not && clause.Next(not + 1, 2, Asking) is >= 0 and var asking && clause.Next(i + 1, not - i, Code | This) >= 0)
            signs.Add(InstructionKind.BlindExecution, clause.Is(asking, Guard) || !signs.MayInstruct ? Certainty.High : Certainty.Medium, clause, i, asking, "orders to run something without a look at it");
    }
}
