using Plumbline.Cel.Types;
using Plumbline.Collectors.Files.Containers;
using Plumbline.Collectors.Files.Mcp;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>Agents and tool servers that are objects of the cluster themselves.</summary>
internal static class ClusterAgents
{
    private static readonly string[] Servers = ["MCPServer", "RemoteMCPServer", "VirtualMCPServer", "ToolServer", "MCPRemoteProxy"];

    /// <summary>Their claims: name, models and tools of agents; name of tool servers.</summary>
    public static IEnumerable<Claim> Of(KubernetesSet set, Plane plane, string source)
    {
        foreach (var one in set.Objects)
        {
            var isAgent = one.IsOf("kagent.dev", "Agent");
            if (!isAgent && !(Servers.Contains(one.Kind) && (one.Group.EndsWith("kagent.dev", StringComparison.Ordinal) || one.Group == "toolhive.stacklok.dev"))) continue;
            var id = new AssetId(isAgent ? AssetKind.Agent : AssetKind.McpServer, $"k8s:{set.Name}/{one.Namespace}/{one.Kind.ToLowerInvariant()}/{one.Name}");
            Claim Say(string word, Value value, int line) => new(id, word, plane, value, new Origin(source, one.File, line), DateTimeOffset.MinValue);
            yield return Say("name", Value.Of($"{one.Namespace}/{one.Name}"), one.Line);
            if (!isAgent) continue;
            foreach (var claim in Model(set, one, Say)) yield return claim;
            var tells = true;
            foreach (var tool in one.Node.Maps().Select(m => m.Map).SelectMany(m => m.ListAt("tools")).OfType<YamlMap>())
            {
                var server = tool.TextAt("mcpServer", "name") ?? tool.TextAt("agent", "name") ?? "";
                var asking = tool.TextsAt("mcpServer", "requireApproval").ToHashSet(StringComparer.Ordinal);
                var names = tool.TextsAt("mcpServer", "toolNames").ToList() is { Count: > 0 } chosen ? chosen : tool.TextAt("agent", "name") is { } agent ? [agent] : tool["mcpServer"] is null ? [] : ["*"];
                foreach (var name in names)
                {
                    yield return Say("tools", Granted(name, server, asking.Contains(name)), tool.Line);
                    tells &= name != "*" && ToolStatements.Tells(name);
                    foreach (var capability in ToolStatements.OfName(name, $"{one.File}:{tool.Line}", asking.Contains(name))) yield return Say(ToolStatements.Capabilities, capability, tool.Line);
                }
            }

            yield return new Coverage(source, plane, new Reach(Asset: id), tells ? ["agent.tools", "agent.capabilities"] : ["agent.tools"]).ToClaim(new Origin(source, one.File, one.Line));
        }
    }

    private static IEnumerable<Claim> Model(KubernetesSet set, KubernetesObject agent, Func<string, Value, int, Claim> say)
    {
        var name = agent.Node.TextAt("spec", "declarative", "modelConfig") ?? agent.Node.TextAt("spec", "modelConfig");
        if (name is null || set.Of("kagent.dev", "ModelConfig").FirstOrDefault(m => m.Name == name && m.Namespace == agent.Namespace) is not { } config) yield break;
        if (config.Node.TextAt("spec", "model") is { Length: > 0 } model && !Placeholders.In(model)) yield return say("models", ContainerFacts.Model(model, ""), agent.Line);
    }

    private static Value Granted(string name, string group, bool confirms) => Value.Map(
        ("name", Value.Of(name)), ("group", Value.Of(group)), ("effect", Value.Of("unknown")), ("confirmation", Value.Of(confirms)), ("runs", Value.Of("")));
}
