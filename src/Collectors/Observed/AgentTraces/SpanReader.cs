using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Observed.AgentTraces;

/// <summary>Reads role and names of a span: by the conventions of OpenTelemetry, else of OpenInference, else of Traceloop, else by its name.</summary>
internal readonly struct SpanReader
{
    public SpanReader(JsonElement span)
    {
        var (attributes, name) = (span.At("attributes"), span.Text("name") ?? "");
        var operation = Said(attributes, "gen_ai.operation.name") ?? "";
        Role = operation switch
        {
            "invoke_agent" => SpanRole.Agent,
            "execute_tool" => SpanRole.Tool,
            "" => Kind(Said(attributes, "openinference.span.kind") ?? Said(attributes, "traceloop.span.kind"), name),
            _ => SpanRole.Other,
        };
        Name = Role switch
        {
            SpanRole.Agent => Said(attributes, "gen_ai.agent.name") ?? Said(attributes, "agent.name") ?? Said(attributes, "traceloop.entity.name") ?? Rest(name, "invoke_agent ", ".agent"),
            SpanRole.Tool => Said(attributes, "gen_ai.tool.name") ?? Said(attributes, "tool.name") ?? Said(attributes, "traceloop.entity.name") ?? Rest(name, "execute_tool ", ".tool"),
            _ => "",
        };
        Agent = Role == SpanRole.Agent ? Said(attributes, "gen_ai.agent.id") ?? "" : "";
        if (Name.Length == 0 && Agent.Length == 0) Role = SpanRole.Other;
    }

    public SpanRole Role { get; }

    public string Name { get; }

    public string Agent { get; }

    private static SpanRole Kind(string? kind, string name) => kind?.ToUpperInvariant() switch
    {
        "AGENT" => SpanRole.Agent,
        "TOOL" => SpanRole.Tool,
        null when name.StartsWith("invoke_agent ", StringComparison.Ordinal) => SpanRole.Agent,
        null when name.StartsWith("execute_tool ", StringComparison.Ordinal) => SpanRole.Tool,
        _ => SpanRole.Other,
    };

    private static string Rest(string name, string before, string after) =>
        name.StartsWith(before, StringComparison.Ordinal) ? name[before.Length..].Trim() : name.EndsWith(after, StringComparison.Ordinal) ? name[..^after.Length].Trim() : name.Trim();

    // Attributes are a list of keys and values in an export, and a mapping where a log group keeps spans.
    private static string? Said(JsonElement attributes, string key)
    {
        if (attributes.ValueKind == JsonValueKind.Object) return attributes.TryGetProperty(key, out var plain) && plain.ValueKind == JsonValueKind.String && plain.GetString() is { Length: > 0 } text ? text.Trim() : null;
        foreach (var one in attributes.Elements())
            if (one.Text("key") == key) return one.Text("value", "stringValue") is { Length: > 0 } value ? value.Trim() : null;
        return null;
    }
}
