using Plumbline.Guardrails.Injection;
using Plumbline.Guardrails.Tools;
using Plumbline.Posture.Assets;

namespace Plumbline.Collectors.Files.Mcp;

/// <summary>What speaks against a text that a server gives a model, whichever judge saw it.</summary>
/// <param name="Kind">In kebab-case: `conceals-from-user`, `override`, `zero-width`, ….</param>
/// <param name="Weight">`high`, `medium`, `low`.</param>
/// <param name="Place">Where in the definition.</param>
/// <param name="Why">What was seen, in the judge's words.</param>
/// <param name="How">How it was hidden; empty where it stands in the clear.</param>
public sealed record SeenSign(string Kind, SignWeight Weight, string Place, string Why, string How);

/// <summary>Puts the judges of tools, of injected instructions and of hidden text together over one definition.</summary>
public static class DefinitionJudge
{
    private const int Most = 64;

    /// <summary>What a tool can do, and what speaks against it; one sign for each kind and place.</summary>
    public static (IReadOnlyList<Capability> Capabilities, IReadOnlyList<SeenSign> Signs, bool IsKnown) Judge(ToolDefinition tool, ToolNeighbours neighbours)
    {
        var judged = ToolJudge.Judge(tool, neighbours);
        var signs = judged.Signs.Select(Seen).Concat(ToolJudge.Texts(tool).SelectMany(t => OfText(t.Text, t.Place)));
        return (judged.Capabilities, Distinct(signs), judged.IsKnown);
    }

    /// <summary>What speaks against a text that stands beside the tools: instructions, prompts, resources.</summary>
    public static IReadOnlyList<SeenSign> JudgeText(string text, string place, ToolNeighbours neighbours) =>
        Distinct(ToolJudge.JudgeText(text, place, neighbours).Select(Seen).Concat(OfText(text, place)));

    private static IEnumerable<SeenSign> OfText(string text, string place)
    {
        foreach (var sign in InstructionJudge.Find(text, TextRole.ToolDescription))
            if (sign.Certainty > Certainty.Low) yield return new SeenSign(KindOf(sign.Kind), WeightOf(sign), place, sign.Reason, sign.Wrapping);
        foreach (var found in Disguises.In(text))
            foreach (var sign in InstructionJudge.Find(found.Text, TextRole.ToolDescription))
                if (sign.Certainty > Certainty.Low && sign.Kind != InstructionKind.StrayTask) yield return new SeenSign(KindOf(sign.Kind), SignWeight.High, place, sign.Reason, found.How);
        foreach (var run in HiddenText.Find(text))
            if (run.Certainty > Certainty.Low) yield return new SeenSign(run.Kind.Name(), run.Certainty == Certainty.High ? SignWeight.High : SignWeight.Medium, place, run.Reason, "");
    }

    // Shouting to be called first is what many honest descriptions do; dropping instructions, posing as the system and carrying data away none.
    private static SignWeight WeightOf(InstructionSign sign) => sign.Kind switch
    {
        InstructionKind.Coercion or InstructionKind.StrayTask when sign.Wrapping.Length == 0 => SignWeight.Medium,
        InstructionKind.Override or InstructionKind.ForgedRole or InstructionKind.Exfiltration or InstructionKind.CredentialReading => SignWeight.High,
        _ => sign.Certainty == Certainty.High ? SignWeight.High : SignWeight.Medium,
    };

    private static SeenSign Seen(ToolSign sign) => new(sign.Kind.Name(), sign.Weight, sign.Place, sign.Why, sign.How);

    // Two judges call one thing by one name.
    private static string KindOf(InstructionKind kind) => kind switch
    {
        InstructionKind.Override => "overrides-instructions",
        InstructionKind.Concealment => SignKind.ConcealsFromUser.Name(),
        InstructionKind.ForgedRole => "fakes-role",
        InstructionKind.Exfiltration => SignKind.HandsOverData.Name(),
        InstructionKind.CredentialReading => SignKind.ReadsSecrets.Name(),
        InstructionKind.Coercion => SignKind.CoercesOrder.Name(),
        InstructionKind.BlindExecution => SignKind.OrdersCommand.Name(),
        _ => kind.Name(),
    };

    private static SeenSign[] Distinct(IEnumerable<SeenSign> signs) =>
    [
        .. signs.GroupBy(s => (s.Kind, s.Place)).Select(g => g.OrderByDescending(s => s.Weight).ThenBy(s => s.Why, StringComparer.Ordinal).First())
            .OrderByDescending(s => s.Weight).ThenBy(s => s.Place, StringComparer.Ordinal).ThenBy(s => s.Kind, StringComparer.Ordinal).Take(Most),
    ];
}
