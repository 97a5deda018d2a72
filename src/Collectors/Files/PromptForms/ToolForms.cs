using System.Text.Json;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Files.PromptForms;

/// <summary>Tool definitions in the ways of Converse, Anthropic and OpenAI; markers of a cache are passed over.</summary>
public static class ToolForms
{
    /// <summary>All definitions of a request or stored prompt.</summary>
    public static IEnumerable<(string Name, string Id)> Of(JsonElement request) =>
        Configured(request.At("toolConfig")).Concat(Configured(request.At("toolConfiguration"))).Concat(Body(request.At("tools")));

    /// <summary>Those in Converse's `toolConfig`.</summary>
    public static IEnumerable<(string Name, string Id)> Configured(JsonElement config)
    {
        foreach (var tool in config.Elements("tools"))
        {
            if (tool.Text("toolSpec", "name") is { } name) yield return (name, Fingerprints.OfTool(name, tool.Text("toolSpec", "description"), tool.At("toolSpec", "inputSchema", "json")));
        }
    }

    /// <summary>Those in the `tools` of a model's own body.</summary>
    public static IEnumerable<(string Name, string Id)> Body(JsonElement tools)
    {
        foreach (var tool in tools.Elements())
        {
            var spec = tool.At("function").ValueKind == JsonValueKind.Object ? tool.At("function") : tool;
            if (spec.Text("name") is not { } name) continue;
            var schema = spec.At("input_schema").ValueKind == JsonValueKind.Object ? spec.At("input_schema") : spec.At("parameters");
            yield return (name, Fingerprints.OfTool(name, spec.Text("description"), schema));
        }
    }
}
