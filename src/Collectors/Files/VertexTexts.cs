using System.Text.Json;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Files.GuardrailJson;

namespace Plumbline.Collectors.Files;

/// <summary>Texts of Gemini's contents, in the spelling of the API (`systemInstruction`) or of its log (`system_instruction`).</summary>
public static class VertexTexts
{
    private const int Deepest = 8;

    /// <summary>The fingerprint of the system instruction; empty where there is none.</summary>
    public static string System(JsonElement request) => SystemText(request) is { } text ? Fingerprints.OfText(text) : "";

    /// <summary>The system instruction; null where there is none.</summary>
    public static string? SystemText(JsonElement request) => Of(Find(request, "systemInstruction"), 0).ToList() is { Count: > 0 } texts ? string.Join('\n', texts) : null;

    /// <summary>The texts of a content: a text, `{parts: [{text}]}`, or a list of such; function answers included.</summary>
    public static IEnumerable<string> Of(JsonElement content) => Of(content, 0);

    private static IEnumerable<string> Of(JsonElement content, int depth)
    {
        if (depth > Deepest) return [];
        return content.ValueKind switch
        {
            JsonValueKind.String => [content.GetString()!],
            JsonValueKind.Array => content.EnumerateArray().SelectMany(c => Of(c, depth + 1)),
            JsonValueKind.Object when Find(content, "parts").ValueKind != JsonValueKind.Undefined => Of(Find(content, "parts"), depth + 1),
            JsonValueKind.Object when Text(content, "text") is { } text => [text],
            JsonValueKind.Object when Find(content, "functionResponse") is { ValueKind: JsonValueKind.Object } answer => Strings(Find(answer, "response"), depth + 1),
            _ => [],
        };
    }

    private static IEnumerable<string> Strings(JsonElement element, int depth) => depth > Deepest ? [] : element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(c => Strings(c, depth + 1)),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Strings(p.Value, depth + 1)),
        _ => [],
    };
}
