using static Plumbline.Guardrails.Injection.Sense;

namespace Plumbline.Guardrails.Injection;

/// <summary>Orders to keep something from the user, to read credentials and to send data away.</summary>
internal static class Secrecy
{
    /// <summary>Judges one clause.</summary>
    public static void Judge(Clause clause, Signs signs)
    {
        if (!MayConceal(clause)) return;
        for (var i = 0; i < clause.Words.Count; i++)
        {
            if (clause.Is(i, Tell)) Untold(clause, i, signs);
            if (clause.Is(i, Hide)) Hidden(clause, i, signs);
            if (clause.Is(i, Secretly)) Silent(clause, i, signs);
            if (clause.Is(i, Send)) Sent(clause, i, signs);
            if (clause.Is(i, Read)) Credentials(clause, i, signs);
        }
    }

    // What each of the five needs at least, wherever it stands in the clause.
    private static bool MayConceal(Clause clause) =>
        (clause.Is(Tell) && clause.Is(Not) && clause.Is(Person | This | Rule | Tool)) || (clause.Is(Hide) && clause.Is(From) && clause.Is(Person)) || (clause.Is(Secretly) && clause.Is(Send | Run | Read | Use))
        || (clause.Is(Send) && clause.Is(Away) && clause.Is(Secret | Private | Rule)) || (clause.Is(Read) && clause.Is(Secret));

    // `Do not tell the user about this`, `without informing the user`, `never mention these instructions`.
    private static void Untold(Clause clause, int i, Signs signs)
    {
        var not = clause.Before(i, 3, Not);
        if (not < 0 || clause.IsMention(i) || clause.Before(not, 4, Once) >= 0) return;
        var isAct = clause.Is(i, Asking);
        if (!isAct && !clause.IsOrder(not)) return;
        var person = clause.Next(i + 1, 6, Person);
        var about = clause.Next(i + 1, person > i ? 14 : 3, This | Rule | Tool);
        if (person < 0 && (about < 0 || !clause.Is(about, Rule) || clause.Next(i + 1, about - i, This | You) < 0)) return;
        var certainty = about >= 0 ? (person >= 0 && clause.Is(about, This | Rule) ? Certainty.High : Certainty.Medium) : isAct && person >= 0 ? Certainty.Medium : Certainty.Low;
        if (signs.MayInstruct && certainty == Certainty.High && (clause.All & (Run | Send | Secret | Rule | Tool)) == 0) certainty = Certainty.Medium;
        signs.Add(InstructionKind.Concealment, certainty, clause, not, Math.Max(person, about), "orders to keep something from the user");
    }

    private static void Hidden(Clause clause, int i, Signs signs)
    {
        if (clause.IsDenied(i) || !clause.IsOrder(i) || clause.IsMention(i)) return;
        if (clause.Next(i + 1, 8, From) is >= 0 and var from && clause.Next(from + 1, 3, Person) is >= 0 and var person)
            signs.Add(InstructionKind.Concealment, clause.Next(i + 1, 3, This | Rule) >= 0 ? Certainty.High : Certainty.Medium, clause, i, person, "orders to hide something from the user");
    }

    private static void Silent(Clause clause, int i, Signs signs)
    {
        if (clause.Next(i + 1, 2, Send | Run | Read | Use) is >= 0 and var verb && clause.IsOrder(i) && !clause.IsDenied(i) && !clause.IsMention(i))
            signs.Add(InstructionKind.Concealment, (clause.All & (Secret | Away)) != 0 ? Certainty.High : signs.MayInstruct ? Certainty.Low : Certainty.Medium, clause, i, verb, "orders to act without being noticed");
    }

    private static void Sent(Clause clause, int i, Signs signs)
    {
        if (clause.IsDenied(i) || !(clause.IsOrder(i) || clause.Is(i, Foreign)) || clause.IsMention(i)) return;
        var what = clause.Next(i + 1, 10, Secret | Private | Rule);
        var away = clause.Next(i + 1, 24, Away);
        if (away < 0 || (what < 0 && (what = clause.Before(i, 12, Secret)) < 0)) return;
        var isAddress = clause.Is(away, Spot);
        var isSecret = clause.Is(what, Secret);
        if (signs.MayInstruct && !(clause.Is(away, Spot) && (isSecret || Talk(clause, what)))) return;
        signs.Add(InstructionKind.Exfiltration, isAddress && (isSecret || !signs.MayInstruct) ? Certainty.High : Certainty.Medium, clause, i, away, isSecret ? "orders to send secrets away" : "orders to send data away");
    }

    private static bool Talk(Clause clause, int what) => clause.Is(what, Rules2) && clause.Is(what, Private) && !clause.Is(what, Rule);

    private static void Credentials(Clause clause, int i, Signs signs)
    {
        if (clause.IsDenied(i) || clause.IsMention(i)) return;
        var secret = clause.Next(i + 1, 10, Secret);
        if (secret < 0 || (!clause.IsOrder(i) && !clause.IsQuestion)) return;
        var isPath = clause.Is(secret, Spot) && clause.Words[secret].Length > 5;
        var isAnswered = clause.Next(secret + 1, 10, Answer) >= 0;
        if (signs.MayInstruct && !isPath && !isAnswered) return;
        var certainty = isPath && !signs.MayInstruct ? Certainty.High : isPath || isAnswered ? Certainty.Medium : Certainty.Low;
        if (!isPath && !isAnswered && !clause.Is(secret, Spot) && clause.Next(i + 1, secret - i, You) >= 0 && !signs.MayInstruct && signs.Role != TextRole.ToolDescription) certainty = Certainty.Medium;
        signs.Add(InstructionKind.CredentialReading, certainty, clause, i, secret, isPath ? "orders to read a file of credentials" : "orders to tell a secret");
    }
}
