using Plumbline.Posture.Assets;
using Plumbline.Posture.Gates;

namespace Plumbline.Reports.Terminal;

/// <summary>The decision of a gate for people: the answer, what stands against it, and how to get past.</summary>
public static class GateText
{
    /// <summary>Writes the page.</summary>
    public static void Write(GateDecision decision, TextWriter to, Look look)
    {
        var ink = new Ink(look.Colour);
        void Line(string text) => to.Write(ink.Safe(Plain.Row(text)) + "\n");
        Line($"{ink.Bold(decision.Outcome == GateOutcome.Allow ? "ALLOW" : "REFUSE")}  {decision.System} in {decision.Environment}, as of {decision.AsOf:yyyy-MM-dd HH:mm} UTC{(decision.IsIncomplete ? " · the answer is incomplete" : "")}");
        Line($"  {Deploy(decision)}");
        foreach (var group in decision.Reasons.GroupBy(r => r.Effect).OrderBy(g => g.Key))
        {
            Line("");
            Line($"  {Title(group.Key)}");
            foreach (var reason in group) Write(reason, Line, ink, look.Width);
        }

        foreach (var over in decision.Overrides.Where(o => !o.Holds)) Line($"  the override of {over.Owner} for {(over.Rule.Length > 0 ? over.Rule : over.Control)} does not hold: {over.From:yyyy-MM-dd} to {over.Until:yyyy-MM-dd}");
        Line("");
        Line($"  released: sha256:{decision.Digest}");
        if (decision is { Outcome: GateOutcome.Refuse, IsIncomplete: false }) Line($"  to get past it until a date: plumb gate override --system {ShellWord.Of(decision.System)} --env {ShellWord.Of(decision.Environment)} --rule RULE --owner WHO --reason WHY --until DAY");
    }

    private static void Write(GateReason reason, Action<string> line, Ink ink, int width)
    {
        line($"  ▌ {reason.Control}/{reason.Rule}  {reason.Asset}{(reason.Override is { } by ? $", let pass by {by.Owner} until {by.Until:yyyy-MM-dd HH:mm} UTC: {by.Reason}" : "")}");
        foreach (var text in Wrap.Lines(Plain.Line(reason.Message), width - 6)) line($"  ▌   {text}");
        var indent = "fix  ";
        foreach (var text in Wrap.Lines(reason.Fix, width - 11))
        {
            line(ink.Faint($"  │   {indent}{text}"));
            indent = "     ";
        }
    }

    private static string Deploy(GateDecision decision) => decision.Deploy switch
    {
        DeployKind.First => "its first release there: its account was looked at and knows nothing of it",
        DeployKind.SaidFirst => $"its first release there, as {(decision.FirstSaidBy.Length > 0 ? decision.FirstSaidBy : "somebody")} asserts with --first-deploy: nobody looked, and nothing that was read speaks of an earlier one",
        DeployKind.Later => "it was released there before, so what runs counts as well",
        _ => "whether it runs there is not known, so what runs counts as well",
    };

    private static string Title(ReasonEffect effect) => effect switch
    {
        ReasonEffect.Refuses => "REFUSED FOR",
        ReasonEffect.Overridden => "LET PASS BY AN OVERRIDE",
        ReasonEffect.Warns => "WARNINGS  their control is in warn mode",
        _ => "NOTED  their control is in audit mode",
    };
}
