using System.Text;
using System.Text.Json;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Files.PromptForms;

/// <summary>Reads a file that holds one prompt: its text, or JSON or YAML with its messages.</summary>
public static class PromptFiles
{
    private const int LongestKey = 60;
    private static readonly string[] Keys = ["messages", "system", "prompt", "template", "variants", "systemInstruction", "system_instruction", "instructions", "contents", "model_version", "prompt_version", "input"];

    /// <summary>The prompt; null and the rest of a sentence about the file where it holds none.</summary>
    /// <param name="name">The file's name: its ending tells JSON and YAML from text.</param>
    /// <param name="text">What it holds.</param>
    /// <param name="problem">Why there is no prompt.</param>
    public static PromptForm? Read(string name, string text, out string? problem)
    {
        problem = null;
        if (text.AsSpan().Trim().IsEmpty) problem = "is empty";
        else if (Ends(name, ".json") || Ends(name, ".yaml") || Ends(name, ".yml")) return Structured(name, text, out problem);
        else return PromptForm.Of(text);
        return null;
    }

    private static PromptForm? Structured(string name, string text, out string? problem)
    {
        var root = Ends(name, ".json") ? OfJson(text, out problem) : OfYaml(text, out problem);
        if (root is not { } found) return null;
        found = Version(found);
        var form = found.ValueKind is JsonValueKind.String or JsonValueKind.Array || Keys.Any(k => found.At(k).ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null)) ? PromptReading.Of(found) : null;
        if (form is null) problem = "holds no prompt that is known";
        return form;
    }

    // MLflow keeps the text among the tags of a version.
    private static JsonElement Version(JsonElement root)
    {
        var version = root.At("model_version") is { ValueKind: JsonValueKind.Object } wrapped ? wrapped : root.At("prompt_version") is { ValueKind: JsonValueKind.Object } bare ? bare : root;
        foreach (var tag in version.Elements("tags"))
        {
            if (tag.Text("key") != "mlflow.prompt.text" || tag.Text("value") is not { } text) continue;
            if (text.TrimStart().StartsWith("[{", StringComparison.Ordinal) && OfJson(text, out _) is { } messages) return messages;
            return tag.At("value");
        }

        return version;
    }

    private static JsonElement? OfJson(string text, out string? problem)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        using var document = Json.Parse(utf8, out problem);
        if (document is null) problem = problem!.StartsWith("not ", StringComparison.Ordinal) ? $"is {problem}" : problem;
        else if (!document.RootElement.HasOnlyText()) problem = "holds a text that is no Unicode";
        else if (JsonKeys.Repeated(utf8) is var (key, line)) problem = $"names `{(key.Length > LongestKey ? key[..LongestKey] + "…" : key)}` twice (line {line}), so it is two prompts";
        return problem is null ? document!.RootElement.Clone() : null;
    }

    private static JsonElement? OfYaml(string text, out string? problem)
    {
        var documents = YamlText.Read(text, out problem);
        if (problem is not null) problem = $"is no yaml: {problem}";
        return problem is null && documents is [var only, ..] ? YamlJson.Of(only) : null;
    }

    private static bool Ends(string name, string ending) => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
