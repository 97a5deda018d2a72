using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Declared.CodingAgents;

/// <summary>Reads Codex's `config.toml`: approval policy and sandbox of the root and of each profile.</summary>
internal static class CodexSettings
{
    /// <summary>What the file says.</summary>
    public static IEnumerable<AgentFact> Read(AgentSettings settings)
    {
        var root = settings.Root;
        foreach (var fact in Level(settings, root, root, "", true)) yield return fact;
        foreach (var (name, profile) in (root["profiles"] as YamlMap)?.Entries ?? [])
            foreach (var fact in Level(settings, profile, root, $"profiles.{AgentSettings.Shown(name)}.", root["profile"]?.Text == name)) yield return fact;
        foreach (var name in (string[])["approvals_reviewer", "notify"]) if (root[name] is { } node) yield return settings.Setting(name, node, node.Text ?? AgentSettings.Shown(string.Join(' ', node.Texts)));
        foreach (var (folder, project) in (root["projects"] as YamlMap)?.Entries.Take(500) ?? [])
            if (project["trust_level"] is { } trust) yield return settings.Setting("projects.trust_level", trust, $"{trust.Text} {AgentSettings.Shown(folder[(folder.TrimEnd('/').LastIndexOf('/') + 1)..])}");
    }

    private static IEnumerable<AgentFact> Level(AgentSettings settings, YamlNode level, YamlNode root, string prefix, bool active)
    {
        var sandbox = level["sandbox_mode"] ?? root["sandbox_mode"];
        if (level["sandbox_mode"] is { Text: { } kind } held)
        {
            var network = (level["sandbox_workspace_write"] ?? root["sandbox_workspace_write"])?["network_access"]?.Text;
            yield return settings.Sandbox(prefix + "sandbox_mode", held.Line, kind == "danger-full-access" ? "full-access" : kind is "read-only" or "workspace-write" ? kind : "unknown",
                kind == "danger-full-access" || network == "true" ? "on" : network == "false" ? "off" : "", active);
        }

        // `never` within a sandbox gives failures back to the model; without one, nothing stands between it and the machine.
        var policy = level["approval_policy"] ?? (level["sandbox_mode"] is not null ? root["approval_policy"] : null);
        if (policy is YamlMap) yield return settings.Mode(prefix + "approval_policy", policy, "unknown", active);
        if (policy is not { Text: { } asks }) yield break;
        yield return settings.Mode(prefix + "approval_policy", policy, asks switch
        {
            "never" => sandbox?.Text == "danger-full-access" ? "bypass" : "never",
            "on-failure" => sandbox?.Text == "danger-full-access" ? "bypass" : "auto",
            "on-request" or "untrusted" => "ask",
            _ => "unknown",
        }, active);
    }
}
