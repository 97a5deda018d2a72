using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Approved.EvalResults;

/// <summary>Tool definitions in the dialects of the providers, as `name#fingerprint`.</summary>
internal static class ToolShapes
{
    /// <summary>The tools defined in an array; one that carries no definition is left out.</summary>
    public static IEnumerable<string> Read(JsonElement tools)
    {
        foreach (var tool in tools.Elements())
        {
            var body = tool.At("function") is { ValueKind: JsonValueKind.Object } function ? function
                : tool.At("toolSpec") is { ValueKind: JsonValueKind.Object } spec ? spec : tool;
            if (body.Text("name") is not { } name) continue;
            var schema = First(body.At("inputSchema", "json"), body.At("input_schema"), body.At("inputSchema"), body.At("parameters"));
            if (schema.ValueKind == JsonValueKind.Object || body.Text("description") is not null)
                yield return Fingerprints.OfTool(name, body.Text("description"), schema);
        }
    }

    private static JsonElement First(params ReadOnlySpan<JsonElement> elements)
    {
        foreach (var element in elements) if (element.ValueKind == JsonValueKind.Object) return element;
        return default;
    }
}
