using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Collectors.Files.PromptForms;

namespace Plumbline.Collectors.Deployed.PromptStores;

/// <summary>Langfuse: answers of `/api/public/v2/prompts/NAME`, rows of an export, and the list of prompts.</summary>
internal static class LangfusePrompts
{
    /// <summary>The versions that a document holds.</summary>
    public static IEnumerable<StoredPrompt> Read(JsonElement root, string file)
    {
        if (IsListed(root)) return Listed(root, file);
        if (root.Text("name") is not { Length: > 0 } name || root.At("version").Written() is not { } version || root.At("labels").ValueKind != JsonValueKind.Array || Prompt(root) is not { } prompt) return [];
        var id = Id(root, name);
        return
        [
            new StoredPrompt("langfuse", id, name, version, "", file)
            {
                Form = PromptReading.Of(prompt) is { } form ? form with { Tools = [.. Tools(root)] } : null, Labels = [.. StoreText.Texts(root.At("labels"))],
                Secrets = StoredSecret.In(prompt, root.At("config"), root.At("commitMessage")),
                Model = root.Text("config", "model") ?? "", By = root.Text("createdBy") ?? "", Note = root.Text("commitMessage") ?? "",
                Created = StoreText.Time(root.At("createdAt")), Changed = StoreText.Time(root.At("updatedAt")), Fix = Fix(name),
            },
        ];
    }

    // An export of the table writes the prompt as text that holds JSON where it is a chat.
    private static JsonElement? Prompt(JsonElement root)
    {
        var prompt = root.At("prompt");
        if (prompt.ValueKind == JsonValueKind.Array) return prompt;
        if (prompt.ValueKind != JsonValueKind.String) return null;
        if (root.Text("type") != "chat" || prompt.GetString()!.TrimStart() is not ['[', ..]) return prompt;
        using var inner = Json.Parse(System.Text.Encoding.UTF8.GetBytes(prompt.GetString()!), out _);
        return inner is null || !inner.RootElement.HasOnlyText() ? prompt : inner.RootElement.Clone();
    }

    private static IEnumerable<string> Tools(JsonElement root) => ToolForms.Of(root.At("config")).Select(t => t.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static bool IsListed(JsonElement root) =>
        root.Text("name") is { Length: > 0 } && root.At("versions").ValueKind == JsonValueKind.Array && root.At("labels").ValueKind == JsonValueKind.Array && root.At("lastUpdatedAt").ValueKind == JsonValueKind.String;

    // The list says which versions and labels there are, not which version has which label.
    private static IEnumerable<StoredPrompt> Listed(JsonElement root, string file)
    {
        var name = root.Text("name")!;
        foreach (var version in StoreText.Texts(root.At("versions"))) yield return new StoredPrompt("langfuse", Id(root, name), name, version, "", file) { Fix = Fix(name) };
    }

    private static string Id(JsonElement root, string name) => root.Text("projectId") is { Length: > 0 } project ? $"langfuse:{project}/{name}" : $"langfuse:{name}";

    private static string Fix(string name) => $"save the answer of `GET /api/public/v2/prompts/{Uri.EscapeDataString(name)}?label=production`, and of every version that has a label";
}
