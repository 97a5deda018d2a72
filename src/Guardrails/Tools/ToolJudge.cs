using System.Text.Json;
using System.Text.RegularExpressions;

namespace Plumbline.Guardrails.Tools;

/// <summary>Judges a tool's definition: what it can do, and what in it speaks against it. Every text of the definition is judged, because every one reaches the model.</summary>
public static partial class ToolJudge
{
    private const int MostSigns = 64;

    /// <summary>Judges a tool beside others.</summary>
    /// <param name="tool">The definition; its JSON must hold no lone surrogates.</param>
    /// <param name="neighbours">The tools beside it.</param>
    public static ToolJudgement Judge(ToolDefinition tool, ToolNeighbours? neighbours = null)
    {
        var (input, output, notes) = (SchemaText.Of(tool.Input, "inputSchema"), SchemaText.Of(tool.Output, "outputSchema"), SchemaText.Of(tool.Annotations, "annotations"));
        var (capabilities, isKnown) = Capabilities.Of(tool, input);
        var own = Names(tool, input);
        var signs = new List<ToolSign>();
        foreach (var text in Texts(tool).Concat(input.Texts).Concat(output.Texts).Concat(notes.Texts)) signs.AddRange(In(text.Text, text.Place, neighbours ?? ToolNeighbours.Unknown, own));
        signs.AddRange(ParameterJudge.In(input, tool.Input));
        if (Contradiction(tool, capabilities) is { } contradiction) signs.Add(contradiction);
        if (input.IsCut || output.IsCut || tool.Description.Length > PlainText.Longest) signs.Add(new ToolSign(SignKind.NotJudged, SignWeight.Medium, input.IsCut || output.IsCut ? "inputSchema" : "description", 0, 0, "it is larger than is judged"));
        return new ToolJudgement(capabilities, [.. signs.DistinctBy(s => (s.Kind, s.Place)).Take(MostSigns)], isKnown);
    }

    /// <summary>Judges one text that a server gives a model beside its tools: its instructions, a prompt, a resource's description.</summary>
    public static IReadOnlyList<ToolSign> JudgeText(string text, string place, ToolNeighbours? neighbours = null) =>
        [.. In(text, place, neighbours ?? ToolNeighbours.Unknown, new HashSet<string>()).DistinctBy(s => s.Kind).Take(MostSigns)];

    private static IEnumerable<PlacedText> Texts(ToolDefinition tool)
    {
        yield return new PlacedText("name", tool.Name);
        if (tool.Title.Length > 0) yield return new PlacedText("title", tool.Title);
        if (tool.Description.Length > 0) yield return new PlacedText("description", tool.Description);
    }

    private static HashSet<string> Names(ToolDefinition tool, SchemaText input) =>
        [.. input.Parameters.Select(p => p.Name.ToLowerInvariant()).Append(tool.Name.ToLowerInvariant())];

    private static IEnumerable<ToolSign> In(string text, string place, ToolNeighbours neighbours, IReadOnlySet<string> own)
    {
        if (text.Length < 4) yield break;
        var clear = Coercion.In(PlainText.Of(text), place, neighbours, own).ToList();
        foreach (var sign in clear) yield return sign;
        foreach (var sign in Placed(text, place, clear)) yield return sign;
        foreach (var found in Disguises.In(text))
        {
            var within = Coercion.In(PlainText.Of(found.Text, found.How), place, neighbours, own).ToList();
            foreach (var sign in within) if (!clear.Exists(c => c.Kind == sign.Kind)) yield return sign with { Start = found.Start, Length = found.Length, Weight = Raised(sign.Weight) };
            if (within.Count > 0 || found.How is "base64" or "hexadecimal" or "rot13" or "reversed")
                yield return new ToolSign(SignKind.EncodesText, within.Count > 0 ? SignWeight.High : SignWeight.Medium, place, found.Start, found.Length, "a text in it is disguised and reads as words", found.How);
        }
    }

    private static SignWeight Raised(SignWeight weight) => weight == SignWeight.Low ? SignWeight.Medium : SignWeight.High;

    // Where a person does not look: behind escape sequences of a terminal, far below or to the right, in comments and styles.
    private static IEnumerable<ToolSign> Placed(string text, string place, List<ToolSign> signs)
    {
        if (text.Contains('\u001b')) yield return Hidden(text.IndexOf('\u001b', StringComparison.Ordinal), 1, SignWeight.High, "escape sequences of a terminal stand in it");
        var gap = Gap().Match(text);
        if (gap.Success) yield return Hidden(gap.Index, gap.Length, SignWeight.High, "text stands far below or to the right of what is seen");
        var unshown = Unshown().Match(text);
        if (!unshown.Success) yield break;
        var carries = signs.Exists(s => s.Start < unshown.Index + unshown.Length && s.Start + s.Length > unshown.Index);
        yield return Hidden(unshown.Index, unshown.Length, carries ? SignWeight.High : SignWeight.Medium, "text stands in a comment or style that is not shown");

        ToolSign Hidden(int start, int length, SignWeight weight, string why) => new(SignKind.HidesText, weight, place, start, length, why);
    }

    private static ToolSign? Contradiction(ToolDefinition tool, IReadOnlyList<Capability> capabilities)
    {
        if (tool.Annotations.ValueKind != JsonValueKind.Object || !tool.Annotations.TryGetProperty("readOnlyHint", out var hint) || hint.ValueKind != JsonValueKind.True) return null;
        var against = capabilities.FirstOrDefault(c => c.IsSure && c.Why.StartsWith("name", StringComparison.Ordinal) && c.Kind is CapabilityKind.Destroys or CapabilityKind.MovesMoney or CapabilityKind.WritesFiles or CapabilityKind.ChangesPermissions);
        return against is null ? null : new ToolSign(SignKind.ContradictsAnnotation, SignWeight.Medium, "annotations.readOnlyHint", 0, 0, $"it claims only to read, and its {against.Why}");
    }

    [GeneratedRegex(@"(?:\r?\n[ \t]*){40,}(?=\S)|[ \t\u00a0]{160,}(?=\S)")]
    private static partial Regex Gap();

    [GeneratedRegex(@"<!--[\s\S]{1,4000}?-->|<[a-z]+[^>]{0,200}(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|color\s*:\s*(?:white|#fff(?:fff)?|transparent))[^>]{0,200}>|\[//\]:\s*#", RegexOptions.IgnoreCase)]
    private static partial Regex Unshown();
}
