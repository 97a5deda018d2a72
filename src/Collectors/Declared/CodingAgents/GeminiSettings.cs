using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Declared.CodingAgents;

/// <summary>Reads Gemini CLI's settings, in the nested form and the flat one before it, and those of its descendants.</summary>
internal static class GeminiSettings
{
    /// <summary>What the file says.</summary>
    public static IEnumerable<AgentFact> Read(AgentSettings settings)
    {
        var root = settings.Root;
        var tools = root["tools"];
        var isBlocked = (root["security"]?["disableYoloMode"] ?? root["disableYoloMode"])?.Text == "true";
        var rules = Rules("allow", tools?["allowed"] ?? root["allowedTools"]).Concat(Rules("deny", tools?["exclude"] ?? root["excludeTools"])).ToList();
        foreach (var fact in PermissionRule.Facts(rules, settings)) yield return fact;
        if ((root["general"]?["defaultApprovalMode"] ?? tools?["approvalMode"] ?? root["approvalMode"]) is { Text: { } mode } node)
            yield return settings.Mode("defaultApprovalMode", node, mode switch { "yolo" => "bypass", "auto_edit" or "auto-edit" => "edits", "plan" => "plan", "default" => "ask", _ => "unknown" }, blocked: mode == "yolo" && isBlocked);
        if ((tools?["sandbox"] ?? root["sandbox"]) is YamlScalar { Text: { } sandbox } held)
            yield return settings.Sandbox("tools.sandbox", held.Line, sandbox == "false" ? "off" : "on");
        foreach (var (name, at) in ((string, YamlNode?)[])
            [("security.disableYoloMode", root["security"]?["disableYoloMode"]), ("security.folderTrust.enabled", root["security"]?["folderTrust"]?["enabled"]), ("tools.autoAccept", tools?["autoAccept"] ?? root["autoAccept"])])
            if (at is YamlScalar) yield return settings.Setting(name, at);
    }

    private static IEnumerable<PermissionRule> Rules(string effect, YamlNode? list) =>
        (list?.Items.OfType<YamlScalar>() ?? []).Where(i => i.IsQuoted).Take(2000).Select(i => PermissionRule.Parse(effect, i.Raw, i.Line)).OfType<PermissionRule>();
}
