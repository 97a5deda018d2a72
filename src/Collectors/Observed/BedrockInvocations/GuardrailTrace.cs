using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Observed.BedrockInvocations;

/// <summary>Which guardrail stood before a model, as far as the record shows: asked for, named in a trace, or only that one acted.</summary>
internal static class GuardrailTrace
{
    /// <summary>A guardrail acted that the record does not name.</summary>
    public const string Unnamed = "unnamed";

    /// <summary>The guardrail's bare id and version; empty where the record shows none; `unnamed` where one acted that it does not name.</summary>
    public static (string Id, string Version) Of(InvocationRecord record)
    {
        var asked = record.Input.At("guardrailConfig");
        if (asked.Text("guardrailIdentifier") is { Length: > 0 } id) return (Bare(id), asked.Text("guardrailVersion") ?? "");
        return OfAnswer(record.Output);
    }

    /// <summary>The guardrail's bare id as far as an answer shows it; its version is never in one.</summary>
    public static (string Id, string Version) OfAnswer(JsonElement answer)
    {
        foreach (var output in Answers(answer))
        {
            if ((Named(output.At("trace", "guardrail")) ?? Named(output.At("amazon-bedrock-trace", "guardrail"))) is { } named) return (Bare(named), "");
        }

        foreach (var output in Answers(answer))
        {
            if (output.Text("amazon-bedrock-guardrailAction") is not null || output.Text("stopReason") == "guardrail_intervened" || output.At("trace", "guardrail").ValueKind == JsonValueKind.Object)
                return (Unnamed, "");
        }

        return ("", "");
    }

    private static IEnumerable<JsonElement> Answers(JsonElement output) =>
        output.ValueKind == JsonValueKind.Array ? output.EnumerateArray().SelectMany(c => (JsonElement[])[c, c.At("metadata")]) : [output];

    // A trace is keyed by guardrail id: {input: {id: {…}}, outputs: [{id: […]}]}, also as inputAssessment and outputAssessments.
    private static string? Named(JsonElement trace)
    {
        if (trace.ValueKind != JsonValueKind.Object) return null;
        foreach (var side in trace.EnumerateObject().Where(p => p.Name.StartsWith("input", StringComparison.Ordinal) || p.Name.StartsWith("output", StringComparison.Ordinal)))
        {
            foreach (var element in side.Value.ValueKind == JsonValueKind.Array ? side.Value.EnumerateArray() : (IEnumerable<JsonElement>)[side.Value])
            {
                if (element.ValueKind != JsonValueKind.Object) continue;
                foreach (var property in element.EnumerateObject())
                {
                    if (property.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array) return property.Name;
                }
            }
        }

        return null;
    }

    /// <summary>An id, or the id in an ARN.</summary>
    public static string Bare(string id) => id.StartsWith("arn:", StringComparison.Ordinal) ? id[(id.LastIndexOf('/') + 1)..] : id;
}
