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
        var (input, output) = (SchemaText.Of(tool.Input, "inputSchema"), SchemaText.Of(tool.Output, "outputSchema"));
        var (capabilities, isKnown) = Capabilities.Of(tool, input);
        var own = Names(tool, input);
        var signs = new List<ToolSign>();
        foreach (var text in Texts(tool)) signs.AddRange(In(text.Text, text.Place, neighbours ?? ToolNeighbours.Unknown, own));
        signs.AddRange(ParameterJudge.In(input, tool.Input));
        if (Contradiction(tool, capabilities) is { } contradiction) signs.Add(contradiction);
        if (input.IsCut || output.IsCut || tool.Description.Length > PlainText.Longest) signs.Add(new ToolSign(SignKind.NotJudged, SignWeight.Medium, input.IsCut || output.IsCut ? "inputSchema" : "description", 0, 0, "it is larger than is judged"));
        return new ToolJudgement(capabilities, [.. signs.DistinctBy(s => (s.Kind, s.Place)).Take(MostSigns)], isKnown);
    }

    /// <summary>Judges one text that a server gives a model beside its tools: its instructions, a prompt, a resource's description.</summary>
    public static IReadOnlyList<ToolSign> JudgeText(string text, string place, ToolNeighbours? neighbours = null) =>
        [.. In(text, place, neighbours ?? ToolNeighbours.Unknown, new HashSet<string>()).DistinctBy(s => s.Kind).Take(MostSigns)];

    /// <summary>Every text of a definition that reaches the model, for judges of text.</summary>
    public static IEnumerable<PlacedText> Texts(ToolDefinition tool)
    {
        yield return new PlacedText("name", tool.Name);
        if (tool.Title.Length > 0) yield return new PlacedText("title", tool.Title);
        if (tool.Description.Length > 0) yield return new PlacedText("description", tool.Description);
        foreach (var (schema, place) in ((JsonElement, string)[])[(tool.Input, "inputSchema"), (tool.Output, "outputSchema"), (tool.Annotations, "annotations")])
            foreach (var text in SchemaText.Of(schema, place).Texts) yield return text;
    }

    private static HashSet<string> Names(ToolDefinition tool, SchemaText input) =>
        [.. input.Parameters.Select(p => p.Name.ToLowerInvariant()).Append(tool.Name.ToLowerInvariant())];

    private static IEnumerable<ToolSign> In(string text, string place, ToolNeighbours neighbours, IReadOnlySet<string> own)
    {
        if (text.Length < 4) yield break;
        var clear = Coercion.In(PlainText.Of(text), place, neighbours, own).ToList();
        foreach (var sign in clear) yield return sign;
        if (Unseen(text, place, clear) is { } unseen) yield return unseen;
        foreach (var found in Disguises.In(text))
        {
            var plain = PlainText.Of(found.Text, found.How);
            var within = Coercion.In(plain, place, neighbours, own).Where(s => !clear.Exists(c => c.Kind == s.Kind)).ToList();
            foreach (var sign in within) yield return sign with { Start = found.Start, Length = found.Length, Weight = SignWeight.High };
            var orders = within.Count > 0 || Coercion.Orders(plain, neighbours, own);
            if (orders || found.IsEncoded) yield return new ToolSign(SignKind.EncodesText, orders ? SignWeight.High : SignWeight.Medium, place, found.Start, found.Length, "a text in it is disguised and reads as words", found.How);
        }
    }

    private static ToolSign? Unseen(string text, string place, List<ToolSign> signs)
    {
        var unshown = Unshown().Match(text);
        if (!unshown.Success) return null;
        var carries = signs.Exists(s => s.Start < unshown.Index + unshown.Length && s.Start + s.Length > unshown.Index);
        return new ToolSign(SignKind.HidesText, carries ? SignWeight.High : SignWeight.Medium, place, unshown.Index, unshown.Length, "text stands in a comment or style that is not shown");
    }

    private static ToolSign? Contradiction(ToolDefinition tool, IReadOnlyList<Capability> capabilities)
    {
        if (tool.Annotations.ValueKind != JsonValueKind.Object || !tool.Annotations.TryGetProperty("readOnlyHint", out var hint) || hint.ValueKind != JsonValueKind.True) return null;
        var against = capabilities.FirstOrDefault(c => c.IsSure && c.Why.StartsWith("name", StringComparison.Ordinal) && c.Kind is CapabilityKind.Destroys or CapabilityKind.MovesMoney or CapabilityKind.WritesFiles or CapabilityKind.ChangesPermissions);
        return against is null ? null : new ToolSign(SignKind.ContradictsAnnotation, SignWeight.Medium, "annotations.readOnlyHint", 0, 0, $"it claims only to read, and its {against.Why}");
    }

    [GeneratedRegex(@"<!--[\s\S]{1,4000}?-->|<[a-z]+[^>]{0,200}(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|color\s*:\s*(?:white|#fff(?:fff)?|transparent))[^>]{0,200}>|\[//\]:\s*#", RegexOptions.IgnoreCase)]
    private static partial Regex Unshown();
}
