using System.Collections.Immutable;
using Plumbline.Code.Names;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Declared.AgentDefinitions.Formats;

/// <summary>Components of AutoGen: a provider of its packages with a configuration, at any depth of a document.</summary>
internal static class AutoGen
{
    private const int Deepest = 60;

    /// <summary>The teams, agents, model clients and MCP connections of a document.</summary>
    public static IEnumerable<Definition> In(YamlNode node, Fields fields) => In(node, fields, 0);

    private static IEnumerable<Definition> In(YamlNode node, Fields fields, int depth)
    {
        if (depth > Deepest) yield break;
        if (node is YamlMap { Entries: var entries } map)
        {
            if (Component(map, fields) is { } found) yield return found;
            foreach (var (_, inner) in entries) foreach (var one in In(inner, fields, depth + 1)) yield return one;
        }
        else if (node is YamlList { Nodes: var nodes })
        {
            foreach (var inner in nodes) foreach (var one in In(inner, fields, depth + 1)) yield return one;
        }
    }

    private static Definition? Component(YamlMap map, Fields fields)
    {
        if (map["provider"]?.Text is not { Length: < 200 } provider || !provider.StartsWith("autogen_", StringComparison.Ordinal) || map["config"] is not YamlMap config) return null;
        var kind = provider[(provider.LastIndexOf('.') + 1)..];
        if (provider.StartsWith("autogen_ext.models.", StringComparison.Ordinal)) return Client(map, kind, config, fields);
        if (kind == "McpWorkbench") return new("mcp", "autogen", kind, map.Line) { Host = fields.Host(config["server_params"]?["url"]) };
        var isTeam = provider.StartsWith("autogen_agentchat.teams.", StringComparison.Ordinal);
        return isTeam || provider.Contains(".agents.", StringComparison.Ordinal) && kind != "UserProxyAgent" ? Agent(map, kind, config, fields) : null;
    }

    private static Definition Client(YamlMap map, string kind, YamlMap config, Fields fields) => new("model", "autogen", kind, map.Line)
    {
        Provider = ProviderNames.OfName(kind), Models = Models(kind, config, fields), Key = Key(config), Host = fields.Host(config["base_url"] ?? config["azure_endpoint"] ?? config["endpoint"] ?? config["host"]),
    };

    // On Azure the deployment answers, whatever family the client is told.
    private static Said Models(string kind, YamlMap config, Fields fields) =>
        kind.StartsWith("Azure", StringComparison.Ordinal) ? fields.First(config["azure_deployment"], config["model"]) : fields.Text(config["model"]);

    private static string Key(YamlMap config) => config["azure_ad_token_provider"] is YamlMap ? "identity" : Fields.Key(config["api_key"]);

    private static Definition Agent(YamlMap map, string kind, YamlMap config, Fields fields)
    {
        var client = config["model_client"]?["config"] as YamlMap;
        var type = Fields.Named(config["model_client"]?["provider"]);
        var nodes = (config["tools"] is YamlList given ? given.Nodes : []).Concat(Workbenches(config).SelectMany(w => w["config"]?["tools"] is YamlList list ? list.Nodes : [])).ToList();
        var names = nodes.Select(n => Fields.Named(n["config"]?["name"] ?? n["name"])).ToList();
        var members = config["participants"] is YamlList { Nodes: var inside } ? inside : [];
        return new Definition("agent", "autogen", kind, map.Line)
        {
            Name = Fields.Named(config["name"] ?? map["label"]), Provider = ProviderNames.OfName(type[(type.LastIndexOf('.') + 1)..]), Models = client is null ? Said.Nothing : Models(type[(type.LastIndexOf('.') + 1)..], client, fields),
            Prompt = Fields.Prompt(config["system_message"]), Tools = [.. names.Where(n => n.Length > 0).Distinct()],
            HasAllTools = names.TrueForAll(n => n.Length > 0) && Workbenches(config).All(w => w["config"]?["tools"] is YamlList),
            Members = [.. members.Select(m => Fields.Named(m["config"]?["name"])).Where(n => n.Length > 0).Select(n => (fields.File.Path, n))],
        };
    }

    private static ImmutableArray<YamlNode> Workbenches(YamlMap config) => config["workbench"] is YamlList list ? list.Nodes : config["workbench"] is YamlMap one ? [one] : [];
}
