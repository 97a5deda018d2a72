using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Declared.CodingAgents;

/// <summary>Reads what VS Code's settings say of chat agents and of agents that are extensions; keys are written whole or nested.</summary>
internal static class EditorSettings
{
    private static readonly string[] Everything = ["chat.tools.autoApprove", "chat.tools.global.autoApprove", "claudeCode.allowDangerouslySkipPermissions", "geminicodeassist.agentYoloMode"];
    private static readonly string[] Plain = ["chat.mcp.access", "chat.agent.enabled", "chat.mcp.autostart", "chat.mcp.discovery.enabled"];

    /// <summary>What the file says.</summary>
    public static IEnumerable<AgentFact> Read(AgentSettings settings)
    {
        var root = settings.Root["settings"] is YamlMap workspace ? workspace : settings.Root["customizations"]?["vscode"]?["settings"] is YamlMap container ? container : settings.Root;
        foreach (var name in Everything) if (Find(root, name) is YamlScalar { Text: { } on } node) yield return settings.Mode(name, node, on switch { "true" => "bypass", "false" => "ask", _ => "unknown" });
        if (Find(root, "chat.permissions.default") is { Text: { } level } at) yield return settings.Mode("chat.permissions.default", at, Level(level));
        if (Find(root, "claudeCode.initialPermissionMode") is { Text: { } mode } start)
            yield return settings.Mode("claudeCode.initialPermissionMode", start, mode switch { "bypassPermissions" => "bypass", "acceptEdits" => "edits", "plan" => "plan", "default" => "ask", _ => "unknown" });
        if (Find(root, "chat.agent.sandbox.enabled") is YamlScalar { Text: { } held } box) yield return settings.Sandbox("chat.agent.sandbox.enabled", box.Line, held is "false" or "off" ? "off" : "on", held == "allowNetwork" ? "on" : "");
        foreach (var fact in PermissionRule.Facts([.. Rules(root)], settings)) yield return fact;
        foreach (var name in Plain) if (Find(root, name) is YamlScalar node) yield return settings.Setting(name, node);
    }

    /// <summary>A setting by its dotted name.</summary>
    public static YamlNode? Find(YamlNode root, string name)
    {
        if (root[name] is { } whole) return whole;
        for (var dot = name.IndexOf('.', StringComparison.Ordinal); dot > 0; dot = name.IndexOf('.', dot + 1))
            if (root[name[..dot]] is YamlMap inner && Find(inner, name[(dot + 1)..]) is { } found) return found;
        return null;
    }

    private static string Level(string level) => level.ToUpperInvariant() switch
    {
        var l when l.Contains("AUTOPILOT", StringComparison.Ordinal) || l.Contains("BYPASS", StringComparison.Ordinal) || l.Contains("AUTOAPPROVE", StringComparison.Ordinal) => "bypass",
        "DEFAULT" => "ask",
        _ => "unknown",
    };

    // A command or pattern to true, false, or an object with `approve`.
    private static IEnumerable<PermissionRule> Rules(YamlNode root)
    {
        foreach (var (pattern, node) in (Find(root, "chat.tools.terminal.autoApprove") as YamlMap)?.Entries.Take(2000) ?? [])
            if ((node["approve"] ?? node).Text is "true" or "false") yield return new PermissionRule((node["approve"] ?? node).Text == "true" ? "allow" : "ask", "terminal", pattern, node.Line);
        foreach (var (name, effect) in ((string, string)[])[("roo-cline.allowedCommands", "allow"), ("roo-cline.deniedCommands", "deny"), ("kilo-code.allowedCommands", "allow"), ("windsurf.cascadeCommandsAllowList", "allow"), ("windsurf.cascadeCommandsDenyList", "deny")])
            foreach (var item in Find(root, name)?.Items.OfType<YamlScalar>().Take(2000) ?? [])
                if (item.Text is { Length: > 0 } command) yield return new PermissionRule(effect, "terminal", command, item.Line);
    }
}
