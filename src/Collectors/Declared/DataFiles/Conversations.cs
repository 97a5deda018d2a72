using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.DataFiles;

/// <summary>Tells by its first record whether a file holds examples to train or test a model with; logs of calls have moments and ids beside them.</summary>
internal static class Conversations
{
    private static readonly string[] OfLogs =
        ["request_id", "requestId", "timestamp", "startTime", "start_time", "created", "created_at", "model", "usage", "spend", "trace_id", "traceId", "span_id", "eventVersion", "schemaType", "run_id", "evalId", "rule_id"];

    private static readonly string[] Answers = ["completion", "response", "chosen", "rejected", "answer", "answers", "reference", "output", "target", "expected", "expected_output", "ground_truth", "gold"];
    private static readonly string[] Asks = ["prompt", "instruction", "question", "query", "input", "problem"];

    /// <summary>True where the first record of the head is such an example.</summary>
    public static bool Has(EstateFile file)
    {
        var head = Content.Head(file);
        if (head.StartsWith("\uFEFF"u8)) head = head[3..];
        var start = head.TrimStart(" \t\r\n"u8);
        if (start is not [(byte)'{' or (byte)'[', ..]) return false;
        var isLines = start[0] == '{';
        if (isLines && !(start.IndexOf((byte)'\n') is > 0 and var end && start[..end].TrimEnd("\r "u8) is [.., (byte)'}']) && !IsNamedLines(file)) return false;
        var names = Names(start, isLines ? 1 : 2);
        if (names.Count == 0 || OfLogs.Any(names.ContainsKey)) return false;
        return (names.TryGetValue("messages", out var kind) && kind == JsonTokenType.StartArray)
            || (names.TryGetValue("conversations", out kind) && kind == JsonTokenType.StartArray)
            || (names.TryGetValue("contents", out kind) && kind == JsonTokenType.StartArray && names.Count <= 4)
            || (names.ContainsKey("recordId") && names.ContainsKey("modelInput"))
            || (names.ContainsKey("chosen") && names.ContainsKey("rejected"))
            || (Asks.Any(names.ContainsKey) && Answers.Any(names.ContainsKey) && names.Count <= 12);
    }

    private static bool IsNamedLines(EstateFile file) => file.Name.Contains(".jsonl", StringComparison.OrdinalIgnoreCase) || file.Name.Contains(".ndjson", StringComparison.OrdinalIgnoreCase);

    // The names of the first object's own fields, as far as the head goes.
    private static Dictionary<string, JsonTokenType> Names(ReadOnlySpan<byte> head, int depth)
    {
        var names = new Dictionary<string, JsonTokenType>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(head, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = 64 }));
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == depth - 1) break;
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != depth) continue;
                var name = reader.GetString()!;
                names[name] = reader.Read() ? reader.TokenType : JsonTokenType.None;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return names;
        }

        return names;
    }
}
