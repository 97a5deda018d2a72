using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Collectors.Files.PromptForms;

namespace Plumbline.Collectors.Deployed.PromptStores;

/// <summary>Bedrock Prompt Management: `bedrock-agent get-prompt`, `list-prompts`, and what create and update answer.</summary>
internal static class BedrockPrompts
{
    /// <summary>The prompt that an ARN names, and its version; null where it names none.</summary>
    public static (string Prompt, string Version)? Named(string? text)
    {
        if (text is null || !text.StartsWith("arn:aws", StringComparison.Ordinal) || text.IndexOf(":prompt/", StringComparison.Ordinal) is not (> 0 and var at)) return null;
        var colon = text.IndexOf(':', at + 8);
        return colon < 0 ? (text, StoredPrompt.Draft) : (text[..colon], text[(colon + 1)..]);
    }

    /// <summary>The versions that a document holds.</summary>
    public static IEnumerable<StoredPrompt> Read(JsonElement root, string file)
    {
        foreach (var summary in root.Elements("promptSummaries")) if (One(summary, default, file) is { } listed) yield return listed;
        if (Named(root.Text("arn")) is null || root.At("id").ValueKind != JsonValueKind.String) yield break;
        var usual = PromptReading.Variant(root);
        foreach (var variant in root.Elements("variants")) if (One(root, variant, file) is { } version) yield return variant.Text("name") == usual.Text("name") ? version with { Variant = "" } : version;
        if (!root.Elements("variants").Any() && One(root, default, file) is { } bare) yield return bare;
    }

    private static StoredPrompt? One(JsonElement root, JsonElement variant, string file)
    {
        if (Named(root.Text("arn")) is not var (id, version) || root.Text("name") is not { Length: > 0 } name) return null;
        var template = variant.At("templateConfiguration");
        var inner = template.At("text").ValueKind == JsonValueKind.Object ? template.At("text") : template.At("chat");
        version = root.Text("version") is { Length: > 0 } said ? said : version;
        return new StoredPrompt("bedrock", id, name, version, variant.Text("name") ?? "", file)
        {
            Form = variant.ValueKind == JsonValueKind.Object ? PromptReading.Of(template) : null,
            Declared = inner.At("inputVariables").ValueKind == JsonValueKind.Array ? [.. inner.Elements("inputVariables").Select(v => v.Text("name")).OfType<string>()] : null,
            Secrets = StoredSecret.In(variant, root.At("description")), Model = variant.Text("modelId") ?? "", Note = root.Text("description") ?? "",
            Created = StoreText.Time(root.At("createdAt")), Changed = StoreText.Time(root.At("updatedAt")),
            Fix = $"run `aws bedrock-agent get-prompt --prompt-identifier {id}{(version == StoredPrompt.Draft ? "" : $" --prompt-version {version}")} --output json` and save the answer",
        };
    }
}
