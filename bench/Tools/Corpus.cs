using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Plumbline.Guardrails.Tools;

namespace Plumbline.Bench.Tools;

/// <summary>A published tool, the other tools of its server, and what somebody's label says of it.</summary>
internal sealed record Sample(ToolDefinition Tool, ToolNeighbours Neighbours, bool IsMalicious);

/// <summary>Reads published tool definitions: `tools.json` lists (arguments as a list or a schema), and lines with a label.</summary>
internal static class Corpus
{
    public static IEnumerable<Sample> Read(string path)
    {
        IEnumerable<string> files = File.Exists(path) ? [path] : Directory.EnumerateFiles(path, "*.json*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) == "tools.json" || f.EndsWith(".jsonl", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var found = new List<(ToolDefinition Tool, bool IsMalicious)>();
            var server = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file)))!;
            if (file.EndsWith(".jsonl", StringComparison.Ordinal))
            {
                foreach (var line in File.ReadLines(file).Where(l => l.Length > 2))
                {
                    using var document = JsonDocument.Parse(line);
                    if (Tool(document.RootElement, server) is { } tool) found.Add((tool, Text(document.RootElement, "label") is "malicious" or "poisoned"));
                }
            }
            else
            {
                using var document = JsonDocument.Parse(File.ReadAllBytes(file));
                if (document.RootElement.ValueKind == JsonValueKind.Array) found.AddRange(document.RootElement.EnumerateArray().Select(e => Tool(e, server)).OfType<ToolDefinition>().Select(t => (t, false)));
            }

            foreach (var group in found.GroupBy(f => f.Tool.Server))
            {
                var names = group.Select(g => g.Tool.Name.ToLowerInvariant()).ToImmutableHashSet();
                foreach (var (tool, isMalicious) in group) yield return new Sample(tool, new ToolNeighbours(names, []), isMalicious);
            }
        }
    }

    private static ToolDefinition? Tool(JsonElement element, string server) =>
        element.ValueKind != JsonValueKind.Object || Text(element, "name") is not { Length: > 0 } name ? null : new ToolDefinition(name)
        {
            Description = Text(element, "description") ?? "", Title = Text(element, "title") ?? "", Server = Text(element, "server") ?? server,
            Input = element.TryGetProperty("inputSchema", out var schema) ? schema.Clone() : element.TryGetProperty("arguments", out var arguments) ? Schema(arguments) : default,
            Annotations = element.TryGetProperty("annotations", out var annotations) ? annotations.Clone() : default,
        };

    private static JsonElement Schema(JsonElement arguments)
    {
        if (arguments.ValueKind != JsonValueKind.Array) return arguments.Clone();
        var properties = new JsonObject();
        foreach (var argument in arguments.EnumerateArray())
            if (Text(argument, "name") is { } name) properties[name] = new JsonObject { ["type"] = Text(argument, "type") ?? "string", ["description"] = Text(argument, "desc") ?? "" };
        return JsonSerializer.SerializeToElement(new JsonObject { ["type"] = "object", ["properties"] = properties });
    }

    private static string? Text(JsonElement element, string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
