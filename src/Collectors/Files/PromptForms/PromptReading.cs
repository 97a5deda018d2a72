using System.Collections.Immutable;
using System.Text.Json;

namespace Plumbline.Collectors.Files.PromptForms;

/// <summary>Reads prompts in the forms that providers, libraries and prompt stores write: text, messages, blocks, requests, templates.</summary>
public static class PromptReading
{
    /// <summary>Most messages of one prompt; one with more is none that somebody wrote.</summary>
    public const int MostMessages = 2_000;

    /// <summary>The prompt that a document holds; null where it holds none.</summary>
    public static PromptForm? Of(JsonElement root)
    {
        var messages = Merged(Messages(root, 0).Take(MostMessages + 1));
        var tools = Tools(root, 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray();
        return messages.Length > MostMessages || messages.All(m => m.Text.Length == 0 && m.Kinds.IsEmpty) ? null : new PromptForm(messages, tools);
    }

    // A request may give its instructions as one text, as blocks or as messages one after the other: the model reads the same.
    private static ImmutableArray<PromptMessage> Merged(IEnumerable<PromptMessage> messages)
    {
        var merged = ImmutableArray.CreateBuilder<PromptMessage>();
        foreach (var message in messages)
        {
            if (message.Role != "system" || merged.Count == 0 || merged[^1].Role != "system") merged.Add(message);
            else merged[^1] = new PromptMessage("system", merged[^1].Text + "\n" + message.Text, [.. merged[^1].Kinds.Concat(message.Kinds).Distinct(StringComparer.Ordinal)]);
        }

        return merged.ToImmutable();
    }

    /// <summary>The variant of a stored prompt that is used where nobody names one; undefined where there is none.</summary>
    public static JsonElement Variant(JsonElement root)
    {
        var variants = root.Elements("variants").ToList();
        return variants.Find(v => v.Text("name") is { } name && name == root.Text("defaultVariant")) is { ValueKind: JsonValueKind.Object } named ? named : variants.FirstOrDefault();
    }

    private static IEnumerable<PromptMessage> Messages(JsonElement root, int depth)
    {
        if (depth > 6) return [];
        if (root.ValueKind == JsonValueKind.String) return [new PromptMessage("system", root.GetString()!, ["text"])];
        if (root.ValueKind == JsonValueKind.Array) return root.EnumerateArray().Any(IsMessage) ? root.EnumerateArray().Select(Message).OfType<PromptMessage>() : System(root);
        if (root.ValueKind != JsonValueKind.Object) return [];
        if (Inner(root) is { ValueKind: not JsonValueKind.Undefined } inner) return Messages(inner, depth + 1);
        var system = ((string[])["system", "systemInstruction", "system_instruction", "instructions"]).Select(k => root.At(k)).FirstOrDefault(e => e.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null));
        var spoken = ((string[])["messages", "contents", "input"]).Select(k => root.At(k)).FirstOrDefault(e => e.ValueKind == JsonValueKind.Array);
        return System(system).Concat(spoken.ValueKind == JsonValueKind.Array ? spoken.EnumerateArray().Select(Message).OfType<PromptMessage>() : []);
    }

    // Stores and files that wrap the prompt: Bedrock's variants and templates, Langfuse's `prompt`, MLflow's and LangChain's `template`, a request's body.
    private static JsonElement Inner(JsonElement root)
    {
        if (root.At("variants").ValueKind == JsonValueKind.Array) return Variant(root).At("templateConfiguration");
        foreach (var key in (string[])["templateConfiguration", "chat", "prompt", "template", "body", "inputBodyJson"])
        {
            if (root.At(key) is { ValueKind: JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.String } inner && root.At("messages").ValueKind != JsonValueKind.Array) return inner;
        }

        return root.At("text") is { ValueKind: JsonValueKind.Object or JsonValueKind.String } text && root.At("messages").ValueKind != JsonValueKind.Array ? text : default;
    }

    private static IEnumerable<PromptMessage> System(JsonElement system)
    {
        var (text, kinds) = Content(system.ValueKind == JsonValueKind.Object && system.At("parts").ValueKind == JsonValueKind.Array ? system.At("parts") : system);
        return kinds.IsEmpty ? [] : [new PromptMessage("system", text, kinds)];
    }

    private static bool IsMessage(JsonElement item) =>
        item.Text("role") is not null || (item.Text("type") is "placeholder" or "system" or "human" or "ai" or "user" or "assistant")
        || (item.ValueKind == JsonValueKind.Array && item.GetArrayLength() == 2 && item[0].ValueKind == JsonValueKind.String);

    private static PromptMessage? Message(JsonElement item)
    {
        if (item.ValueKind == JsonValueKind.String) return new PromptMessage("user", item.GetString()!, ["text"]);
        if (item.ValueKind == JsonValueKind.Array) return item.GetArrayLength() == 2 && item[0].ValueKind == JsonValueKind.String ? Said(Role(item[0].GetString()!), item[1]) : null;
        if (item.ValueKind != JsonValueKind.Object) return null;
        if (item.Text("type") == "placeholder" || item.Text("role") == "placeholder") return new PromptMessage("placeholder", item.Text("name") ?? item.Text("content") ?? "", ["placeholder"]);
        var content = item.At("content").ValueKind != JsonValueKind.Undefined ? item.At("content") : item.At("parts").ValueKind != JsonValueKind.Undefined ? item.At("parts") : item.At("template");
        return Said(Role(item.Text("role") ?? item.Text("type") ?? "user"), content);
    }

    private static PromptMessage Said(string role, JsonElement content)
    {
        var (text, kinds) = Content(content);
        return new PromptMessage(role, text, kinds);
    }

    private static string Role(string role) => role.Trim().ToLowerInvariant() switch
    {
        "developer" => "system",
        "human" => "user",
        "ai" or "model" => "assistant",
        var own => own,
    };

    // A marker of a cache is no content: it changes what a call costs and not what the model reads.
    private static (string Text, ImmutableArray<string> Kinds) Content(JsonElement content)
    {
        if (content.ValueKind == JsonValueKind.String) return (content.GetString()!, ["text"]);
        if (content.ValueKind == JsonValueKind.Object) return content.Text("text") is { } alone ? (alone, ["text"]) : ("", [Kind(content)]);
        if (content.ValueKind != JsonValueKind.Array) return ("", []);
        var texts = new List<string>();
        var kinds = ImmutableArray.CreateBuilder<string>();
        foreach (var block in content.EnumerateArray())
        {
            var text = block.ValueKind == JsonValueKind.String ? block.GetString() : block.Text("text");
            if (text is not null) texts.Add(text);
            var kind = text is not null ? "text" : Kind(block);
            if (kind.Length > 0 && (kinds.Count == 0 || kinds[^1] != kind)) kinds.Add(kind);
        }

        return (string.Join('\n', texts), kinds.ToImmutable());
    }

    private static string Kind(JsonElement block)
    {
        if (block.ValueKind != JsonValueKind.Object) return "";
        if (block.Text("type") is { } type) return type.ToLowerInvariant();
        var name = block.EnumerateObject().Select(p => p.Name).Where(n => n is not ("cachePoint" or "cache_control")).Order(StringComparer.Ordinal).FirstOrDefault() ?? "";
        return name.ToLowerInvariant();
    }

    private static IEnumerable<string> Tools(JsonElement root, int depth)
    {
        if (root.ValueKind != JsonValueKind.Object || depth > 6) return [];
        if (root.At("variants").ValueKind == JsonValueKind.Array) return Tools(Variant(root).At("templateConfiguration", "chat"), depth + 1);
        var found = ToolForms.Of(root).Select(t => t.Id);
        foreach (var key in (string[])["config", "body", "inputBodyJson", "chat", "templateConfiguration"]) found = found.Concat(Tools(root.At(key), depth + 1));
        return found;
    }
}
