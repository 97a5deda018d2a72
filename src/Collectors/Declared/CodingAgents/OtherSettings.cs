using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Declared.CodingAgents;

/// <summary>Reads the settings of clients that need few lines each: Cursor, opencode, Goose, Zed, Amazon Q and Kiro.</summary>
internal static class OtherSettings
{
    /// <summary>Cursor: lists of what runs without asking, or rules of its command line.</summary>
    public static IEnumerable<AgentFact> Cursor(AgentSettings settings)
    {
        var rules = ClaudeSettings.Rules(settings.Root["permissions"])
            .Concat(List(settings.Root["terminalAllowlist"], i => new PermissionRule("allow", "terminal", i.Text!, i.Line)))
            .Concat(List(settings.Root["mcpAllowlist"], i => new PermissionRule("allow", "mcp", i.Text!, i.Line)));
        foreach (var fact in PermissionRule.Facts([.. rules], settings)) yield return fact;
        foreach (var name in (string[])["allow_instructions", "block_instructions"])
            foreach (var item in settings.Root["autoRun"]?[name]?.Items.OfType<YamlScalar>().Take(100) ?? []) yield return settings.Setting("autoRun." + name, item);
        if (settings.Root["approvalMode"] is { Text: { } mode } node) yield return settings.Mode("approvalMode", node, mode switch { "unrestricted" => "bypass", "allowlist" => "ask", _ => "unknown" });
        if (settings.Root["sandbox"]?["mode"] is { Text: { } sandbox } held) yield return settings.Sandbox("sandbox.mode", held.Line, sandbox is "disabled" or "off" ? "off" : "on");
    }

    /// <summary>opencode: one word for everything, a word for each tool, or patterns of its commands.</summary>
    public static IEnumerable<AgentFact> OpenCode(AgentSettings settings)
    {
        if (settings.Root["permission"] is YamlScalar { Text: { } all } scalar) yield return settings.Mode("permission", scalar, all == "allow" ? "bypass" : all is "ask" ? "ask" : "unlisted-denied");
        var rules = new List<PermissionRule>();
        foreach (var (tool, node) in (settings.Root["permission"] as YamlMap)?.Entries.Take(500) ?? [])
        {
            if (node.Text is { } effect) rules.Add(new PermissionRule(effect, tool, "", node.Line));
            foreach (var (pattern, inner) in (node as YamlMap)?.Entries.Take(2000) ?? []) if (inner.Text is { } each) rules.Add(new PermissionRule(each, tool, pattern, inner.Line));
        }

        // Here the last pattern that fits wins: `*` at the beginning is the default, not a ban on what follows.
        rules.RemoveAll(r => r.Effect is not ("allow" or "ask" or "deny") || (r.Spec == "*" && r.Effect != "allow"));
        foreach (var fact in PermissionRule.Facts(rules, settings)) yield return fact;
    }

    /// <summary>Goose: its mode.</summary>
    public static IEnumerable<AgentFact> Goose(AgentSettings settings)
    {
        if (settings.Root["GOOSE_MODE"] is { Text: { } mode } node)
            yield return settings.Mode("GOOSE_MODE", node, mode switch { "auto" => "bypass", "smart_approve" => "auto", "approve" => "ask", "chat" => "plan", _ => "unknown" });
    }

    /// <summary>Zed: whether its agent asks before it uses a tool.</summary>
    public static IEnumerable<AgentFact> Zed(AgentSettings settings)
    {
        var agent = settings.Root["agent"];
        if (agent?["always_allow_tool_actions"] is YamlScalar { Text: { } always } node) yield return settings.Mode("agent.always_allow_tool_actions", node, always switch { "true" => "bypass", "false" => "ask", _ => "unknown" });
        if (agent?["tool_permissions"]?["default"] is { Text: { } all } at) yield return settings.Mode("agent.tool_permissions.default", at, all switch { "allow" => "bypass", "confirm" => "ask", "deny" => "unlisted-denied", _ => "unknown" });
    }

    /// <summary>Amazon Q and Kiro: tools an agent uses without asking, and the commands that its shell tool lets through.</summary>
    public static IEnumerable<AgentFact> Agents(AgentSettings settings)
    {
        var rules = List(settings.Root["allowedTools"], i => PermissionRule.Parse("allow", i.Text!, i.Line)!).ToList();
        foreach (var (tool, node) in (settings.Root["toolsSettings"] as YamlMap)?.Entries.Take(500) ?? [])
        {
            rules.AddRange(List(node["allowedCommands"], i => new PermissionRule("allow", tool, i.Text!, i.Line)));
            rules.AddRange(List(node["deniedCommands"], i => new PermissionRule("deny", tool, i.Text!, i.Line)));
            rules.AddRange(List(node["allowedPaths"], i => new PermissionRule("allow", tool, i.Text!, i.Line)));
            rules.AddRange(List(node["deniedPaths"], i => new PermissionRule("deny", tool, i.Text!, i.Line)));
        }

        return PermissionRule.Facts(rules, settings);
    }

    private static IEnumerable<PermissionRule> List(YamlNode? list, Func<YamlScalar, PermissionRule> rule) =>
        (list as YamlList)?.Nodes.OfType<YamlScalar>().Where(i => i is { IsQuoted: true, Raw.Length: > 0 }).Take(2000).Select(rule) ?? [];
}
