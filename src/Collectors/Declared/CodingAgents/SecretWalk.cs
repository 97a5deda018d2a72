using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Declared.CodingAgents;

/// <summary>Finds where secrets stand literally in a settings file, the settings of MCP servers apart.</summary>
internal static class SecretWalk
{
    private const int Deepest = 12;
    private const int Most = 100;

    // Another source reads servers; a permission may still hold a token that somebody pasted into a command.
    private static readonly HashSet<string> Servers = new(StringComparer.Ordinal) { "mcpServers", "mcp_servers", "context_servers", "mcp.servers", "servers", "extensions", "amp.mcpServers" };

    /// <summary>One fact for each secret.</summary>
    public static IEnumerable<AgentFact> Read(AgentSettings settings) => In(settings.Root, "", "", 0).Take(Most).Select(f => new AgentFact("secrets", Value.Of($"{settings.File}: {f.Where} ({f.Kind})"), f.Line));

    private static IEnumerable<(string Where, string Kind, int Line)> In(YamlNode node, string name, string path, int depth)
    {
        if (depth > Deepest) return [];
        return node switch
        {
            YamlMap map => map.Entries.Where(e => !Servers.Contains(e.Key) && !(e.Key == "mcp" && depth == 0)).SelectMany(e => In(e.Node, e.Key, Join(path, e.Key), depth + 1)),
            YamlList list => list.Nodes.SelectMany(n => In(n, name, path, depth + 1)),
            YamlScalar { Text: { } text } scalar when Kind(name, text) is { } kind => [(path, kind, scalar.Line)],
            _ => [],
        };
    }

    private static string? Kind(string name, string text) => SettingSecrets.KindOf(name[(name.LastIndexOf('.') + 1)..], text);

    private static string Join(string path, string key) => (path.Length == 0 ? "" : path + ".") + (SettingSecrets.Known(key) is null && key.Length <= 100 ? key : "…");
}
