using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Files.Mcp;

/// <summary>One server as a settings file configures it.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Node">Its settings.</param>
/// <param name="Client">The client and scope.</param>
/// <param name="Line">Where it stands.</param>
public sealed record ConfiguredServer(string Name, YamlNode Node, AgentClient Client, int Line);

/// <summary>Finds the servers of a settings file in each shape that clients use.</summary>
public static class ServerMaps
{
    private static readonly string[] Editors = ["vs-code", "visual-studio", "copilot-jetbrains", "jetbrains", "junie", AgentClient.Unknown];

    /// <summary>The servers of a document; null where it has no place for any.</summary>
    public static IReadOnlyList<ConfiguredServer>? In(YamlNode root, AgentClient client, string path)
    {
        var found = new List<ConfiguredServer>();
        var any = false;
        foreach (var (holder, by) in Holders(root, client, path))
        {
            any = true;
            found.AddRange(Each(holder, by));
        }

        if (!any && path.EndsWith("mcp.json", StringComparison.OrdinalIgnoreCase) && root is YamlMap { Entries.Length: > 0 } flat && flat.Entries.All(e => IsServer(e.Node)))
        {
            any = true;
            found.AddRange(Each(flat, client));
        }

        return any ? found : null;
    }

    private static IEnumerable<(YamlNode Holder, AgentClient Client)> Holders(YamlNode root, AgentClient client, string path)
    {
        foreach (var key in (string[])["mcpServers", "mcp_servers", "amp.mcpServers", "mcp.servers", "context_servers"])
            if (root[key] is YamlMap or YamlList && !(key == "context_servers" && client.Id is not ("zed" or AgentClient.Unknown))) yield return (root[key]!, client);
        if (root["mcp"] is YamlMap mcp)
        {
            if ((mcp["servers"] ?? mcp["mcpServers"]) is YamlMap nested && !IsServer(nested)) yield return (nested, client);
            else if (client.Id is "opencode" or "openclaw" or AgentClient.Unknown && mcp.Entries.Any(e => IsServer(e.Node))) yield return (mcp, client);
        }

        // `.mcp.json` with `servers` is Visual Studio's; with `mcpServers` it is what several command-line agents share.
        if (root["servers"] is YamlMap servers && IsEditors(client, path) && (servers.Entries.IsEmpty || servers.Entries.Any(e => IsServer(e.Node))))
            yield return (servers, client.Id == "claude-code" ? client with { Id = "visual-studio" } : client);
        if (client.Id == "goose" && root["extensions"] is YamlMap extensions) yield return (extensions, client);
        if (client.Id == "docker-mcp" && root["registry"] is YamlMap registry) yield return (registry, client);
        if (root["settings"] is YamlMap settings) foreach (var inner in Holders(settings, client, path)) yield return inner;
        if (root["customizations"]?["vscode"] is YamlMap custom) foreach (var inner in Holders(custom, client, path)) yield return inner;
        foreach (var (_, project) in (client.Id == "claude-code" ? root["projects"] as YamlMap : null)?.Entries ?? [])
            if (project["mcpServers"] is YamlMap own) yield return (own, client);
    }

    private static bool IsEditors(AgentClient client, string path) => Editors.Contains(client.Id) || path.EndsWith(".mcp.json", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<ConfiguredServer> Each(YamlNode holder, AgentClient client)
    {
        if (holder is YamlMap map)
        {
            foreach (var (name, node) in map.Entries)
                if (node is YamlMap server && (client.Id == "docker-mcp" || IsServer(server))) yield return new ConfiguredServer(name, server, client, server.Line);
            yield break;
        }

        foreach (var item in holder.Items.OfType<YamlMap>())
            if ((item["name"]?.Text ?? item["id"]?.Text) is { } name && IsServer(item)) yield return new ConfiguredServer(name, item, client, item.Line);
    }

    private static bool IsServer(YamlNode node) =>
        node is YamlMap && (((string[])["command", "cmd", "url", "serverUrl", "httpUrl", "uri", "bundled"]).Any(k => node[k] is not null)
            || node["type"]?.Text is "stdio" or "http" or "sse" or "streamable_http" or "streamable-http" or "local" or "remote" or "builtin" or "platform" || (node["source"]?.Text is "custom" or "extension"));
}
