using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Declared.CodingAgents;

/// <summary>Reads the settings that Claude Code introduced and Copilot's managed settings share; Cursor's command line and Factory write rules the same way.</summary>
internal static class ClaudeSettings
{
    private static readonly string[] Helpers = ["apiKeyHelper", "awsAuthRefresh", "awsCredentialExport", "gcpAuthRefresh", "otelHeadersHelper", "proxyAuthHelper"];
    private static readonly string[] Plain =
        ["enableAllProjectMcpServers", "skipDangerousModePermissionPrompt", "allowManagedHooksOnly", "allowManagedPermissionRulesOnly", "allowManagedMcpServersOnly", "disableAllHooks", "strictKnownMarketplaces"];

    /// <summary>What the file says.</summary>
    public static IEnumerable<AgentFact> Read(AgentSettings settings)
    {
        var root = settings.Root;
        var permissions = Open(root["permissions"]);
        foreach (var fact in PermissionRule.Facts([.. Rules(permissions)], settings)) yield return fact;
        foreach (var fact in Modes(settings, permissions)) yield return fact;
        if (Open(root["sandbox"]) is YamlMap sandbox && Sandbox(settings, sandbox) is { } held) yield return held;
        foreach (var name in Helpers) if (Open(root[name]) is YamlScalar helper && helper.Text is not null) yield return settings.Setting(name, helper);
        foreach (var name in Plain) if (Open(root[name]) is { } node) yield return settings.Setting(name, node, node.Text ?? (node is YamlList list ? $"{list.Nodes.Length} entries" : "set"));
        foreach (var name in (string[])["disableBypassPermissionsMode", "disableAutoMode"]) if (Open(permissions?[name] ?? root[name]) is { } node) yield return settings.Setting(name, node);
        foreach (var folder in Open(permissions?["additionalDirectories"])?.Items.OfType<YamlScalar>() ?? []) yield return settings.Setting("additionalDirectories", folder);
    }

    /// <summary>The rules of a map with `allow`, `ask` and `deny`.</summary>
    public static IEnumerable<PermissionRule> Rules(YamlNode? permissions)
    {
        foreach (var effect in (string[])["allow", "ask", "deny"])
            foreach (var item in Open(permissions?[effect])?.Items.OfType<YamlScalar>().Take(2000) ?? [])
                if (item is { IsQuoted: true, Raw: var text } && PermissionRule.Parse(effect, text, item.Line) is { } rule) yield return rule;
    }

    private static IEnumerable<AgentFact> Modes(AgentSettings settings, YamlNode? permissions)
    {
        if (Open(permissions?["defaultMode"]) is not { Text: { } mode } node) yield break;
        var isBlocked = mode == "bypassPermissions" ? Open(permissions?["disableBypassPermissionsMode"])?.Text == "disable" : mode == "auto" && Open(permissions?["disableAutoMode"])?.Text == "disable";
        yield return settings.Mode("permissions.defaultMode", node, mode switch
        {
            "bypassPermissions" => "bypass",
            "auto" => "auto",
            "acceptEdits" => "edits",
            "dontAsk" => "unlisted-denied",
            "plan" => "plan",
            "default" or "manual" => "ask",
            _ => "unknown",
        }, blocked: isBlocked);
    }

    private static AgentFact? Sandbox(AgentSettings settings, YamlMap sandbox)
    {
        if (Open(sandbox["enabled"]) is not { Text: { } enabled } node) return null;
        var domains = Open(sandbox["network"])?["allowedDomains"];
        return settings.Sandbox("sandbox.enabled", node.Line, enabled == "true" ? "on" : "off", enabled == "true" && domains is not null ? domains.Texts.Contains("*") ? "on" : "off" : "");
    }

    // An organization may write each value as `{ "overridable": value }`.
    private static YamlNode? Open(YamlNode? node) => node is YamlMap { Entries: [("overridable", var inner)] } ? inner : node;
}
