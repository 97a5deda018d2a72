using System.Text;
using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Guardrails.Pii;

namespace Plumbline.Collectors.Observed.AzureLogs;

/// <summary>What a gateway logged of a prompt.</summary>
/// <param name="SystemText">The system prompt; empty where none was sent, null where the log does not tell. It is kept to be told line by line, masked.</param>
/// <param name="Pii">Kinds of personal data in what users sent; null where the log does not tell.</param>
internal sealed record Messages(string? SystemText, string? Pii)
{
    private const int MostTexts = 200;
    private static readonly JsonDocumentOptions Bounded = new() { MaxDepth = 64 };

    /// <summary>Reads the messages of one request, its chunks already put together; text that is no JSON is searched as it is.</summary>
    public static Messages Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return new Messages(null, null);
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(text), Bounded);
            var root = document.RootElement;
            var messages = root.ValueKind == JsonValueKind.Array ? root : root.At("messages").ValueKind == JsonValueKind.Array ? root.At("messages") : root.At("input");
            if (messages.ValueKind != JsonValueKind.Array) return new Messages(root.Text("instructions"), Kinds(Texts(messages)));
            var all = messages.EnumerateArray().ToList();
            var system = all.Where(m => m.Text("role") is "system" or "developer").SelectMany(m => Texts(m.At("content"))).ToList();
            if (system.Count == 0 && (root.Text("instructions") ?? root.Text("system")) is { } given) system.Add(given);
            return new Messages(
                string.Join('\n', system),
                Kinds(all.Where(m => m.Text("role") is not ("system" or "developer" or "assistant")).SelectMany(m => Texts(m.ValueKind == JsonValueKind.String ? m : m.At("content")))));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new Messages(null, Kinds([text]));
        }
    }

    private static string Kinds(IEnumerable<string> texts)
    {
        var kinds = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var text in texts.Take(MostTexts)) kinds.UnionWith(PiiScanner.Kinds(text));
        return string.Join(',', kinds);
    }

    private static IEnumerable<string> Texts(JsonElement content)
    {
        if (content.ValueKind == JsonValueKind.String) yield return content.GetString()!;
        if (content.ValueKind != JsonValueKind.Array) yield break;
        foreach (var block in content.EnumerateArray())
        {
            if (block.ValueKind == JsonValueKind.String) yield return block.GetString()!;
            else if (block.Text("text") is { } text) yield return text;
            else foreach (var nested in Texts(block.At("content"))) yield return nested;
        }
    }
}
