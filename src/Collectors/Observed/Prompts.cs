using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Collectors.Files.PromptForms;
using Plumbline.Guardrails.Pii;

namespace Plumbline.Collectors.Observed;

/// <summary>What was sent, as fingerprints and kinds: the texts themselves never leave this reader.</summary>
public static class Prompts
{
    /// <summary>Most texts of one request looked through for personal data.</summary>
    public const int MostTexts = 200;

    /// <summary>The fingerprint of the system prompt, or of the approved template that it fills in; empty where none was sent.</summary>
    public static string System(JsonElement input, FilledTemplates templates) => Text(input) is { } text ? templates.Fingerprint(text) : "";

    /// <summary>The system prompt; null where none was sent.</summary>
    public static string? Text(JsonElement input)
    {
        if (SystemText(input.At("system")) is { } system) return system;
        var texts = Messages(input).Where(m => m.Text("role") is "system" or "developer").SelectMany(m => Texts(m.At("content"))).ToList();
        return texts.Count == 0 ? null : string.Join('\n', texts);
    }

    /// <summary>The system prompt that a request sends apart from its messages; null where that holds no text.</summary>
    public static string? SystemText(JsonElement system) => Texts(system).ToList() is { Count: > 0 } texts ? string.Join('\n', texts) : null;

    /// <summary>Kinds of personal data in what users sent.</summary>
    public static IReadOnlyList<string> Pii(JsonElement input)
    {
        var kinds = new SortedSet<string>(StringComparer.Ordinal);
        IEnumerable<string> texts =
        [
            .. Messages(input).Where(m => m.Text("role") is not ("system" or "developer" or "assistant")).SelectMany(m => Texts(m.At("content"))),
            .. Texts(input.At("inputText")), .. Texts(input.At("prompt")),
        ];
        foreach (var text in texts.Take(MostTexts)) kinds.UnionWith(PiiScanner.Kinds(text));
        return [.. kinds];
    }

    /// <summary>Tool definitions sent with the call, in the ways of Converse, Anthropic and OpenAI.</summary>
    public static IEnumerable<(string Name, string Id)> Tools(JsonElement input) => ConfiguredTools(input.At("toolConfig")).Concat(BodyTools(input.At("tools")));

    /// <summary>Tool definitions in Converse's `toolConfig`.</summary>
    public static IEnumerable<(string Name, string Id)> ConfiguredTools(JsonElement config) => ToolForms.Configured(config);

    /// <summary>Tool definitions in the `tools` of a model's own body.</summary>
    public static IEnumerable<(string Name, string Id)> BodyTools(JsonElement tools) => ToolForms.Body(tools);

    private static IEnumerable<JsonElement> Messages(JsonElement input) => input.Elements("messages");

    // A text, a list of texts, or blocks that hold texts (also inside tool results).
    private static IEnumerable<string> Texts(JsonElement content)
    {
        if (content.ValueKind == JsonValueKind.String) yield return content.GetString()!;
        if (content.ValueKind != JsonValueKind.Array) yield break;
        foreach (var block in content.EnumerateArray())
        {
            if (block.ValueKind == JsonValueKind.String) yield return block.GetString()!;
            else if (block.Text("text") is { } text) yield return text;
            else
            {
                foreach (var nested in Texts(block.At("content"))) yield return nested;
                foreach (var nested in Texts(block.At("toolResult", "content"))) yield return nested;
            }
        }
    }
}
