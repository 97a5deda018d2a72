using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Declared.AgentDefinitions.Formats;

/// <summary>Microsoft Agent Framework and Foundry: `kind: Prompt` and `kind: Workflow`.</summary>
internal static class AgentFramework
{
    private const string Library = "agent-framework";
    private const int Deepest = 40;

    /// <summary>What a document declares; nothing where it is none of these.</summary>
    public static IEnumerable<Definition> In(YamlMap map, Fields fields)
    {
        if (map["apiVersion"] is not null) return [];
        return map["kind"]?.Text switch
        {
            "Prompt" or "prompt" when map["instructions"] is YamlScalar || map["model"] is YamlMap => Prompt(map, fields),
            "Workflow" or "workflow" when (map["trigger"]?["actions"] ?? map["actions"]) is YamlList actions => Workflow(map, actions, fields),
            _ => [],
        };
    }

    private static IEnumerable<Definition> Prompt(YamlMap map, Fields fields)
    {
        var (model, connection) = (map["model"], map["model"]?["connection"]);
        var tools = Fields.Names(map["tools"], "name", "id", "kind");
        yield return new Definition("agent", Library, "declarative agent", map.Line)
        {
            Name = Fields.Named(map["name"]), Provider = Providers.Named(model?["provider"]?.Text ?? ""), Models = fields.First(model as YamlScalar, model?["id"]),
            Prompt = Fields.Prompt(map["instructions"]), Tools = tools.Names, HasAllTools = tools.IsWhole,
            Purpose = Fields.Prose(map["description"]),
            Key = Fields.Key(connection?["apiKey"] ?? connection?["key"]), Host = fields.Host(connection?["endpoint"]),
        };
        foreach (var tool in map["tools"] is YamlList list ? list.Nodes : [])
        {
            if (tool["kind"]?.Text == "mcp") yield return new Definition("mcp", Library, "mcp", tool.Line) { Name = Fields.Named(tool["name"]), Host = fields.Host(tool["url"] ?? tool["connection"]?["endpoint"]) };
            if (tool["kind"]?.Text is "file_search" or "fileSearch") yield return new Definition("retrieval", Library, "file_search", tool.Line) { Name = Fields.Named(tool["name"]) };
        }
    }

    private static IEnumerable<Definition> Workflow(YamlMap map, YamlList actions, Fields fields)
    {
        var steps = Steps(actions, 0).ToList();
        yield return new Definition("agent", Library, "declarative workflow", map.Line)
        {
            Name = Fields.Named(map["name"] ?? map["trigger"]?["id"] ?? map["id"]), Tools = [.. steps.Select(Tool).Where(t => t.Length > 0).Distinct()],
            HasAllTools = steps.TrueForAll(s => s["kind"]!.Text is not ("InvokeMcpTool" or "InvokeFunctionTool") || Tool(s).Length > 0),
        };
        foreach (var step in steps.Where(s => s["kind"]!.Text == "InvokeMcpTool"))
            yield return new Definition("mcp", Library, "InvokeMcpTool", step.Line) { Name = Fields.Named(step["serverLabel"]), Host = fields.Host(step["serverUrl"]) };
    }

    private static string Tool(YamlMap step) => step["kind"]!.Text switch
    {
        "InvokeMcpTool" when Fixed(step["toolName"]) is { } name => name,
        "InvokeFunctionTool" when Fixed(step["functionName"] ?? step["name"]) is { } name => name,
        _ => "",
    };

    private static string? Fixed(YamlNode? node) => Fields.Named(node) is { Length: > 0 } name && name[0] != '=' ? name : null;

    // Steps stand in steps: branches, loops, conditions.
    private static IEnumerable<YamlMap> Steps(YamlNode node, int depth)
    {
        if (depth > Deepest) yield break;
        if (node is YamlMap { Entries: var entries } map)
        {
            if (map["kind"] is YamlScalar { Text: not null }) yield return map;
            foreach (var (_, inner) in entries) foreach (var step in Steps(inner, depth + 1)) yield return step;
        }
        else if (node is YamlList { Nodes: var nodes })
        {
            foreach (var inner in nodes) foreach (var step in Steps(inner, depth + 1)) yield return step;
        }
    }
}
