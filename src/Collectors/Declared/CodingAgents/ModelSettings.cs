using Plumbline.Collectors.Files;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Declared.CodingAgents;

/// <summary>Reads which models a client is set to ask: the names that its own settings give, as written.</summary>
internal static class ModelSettings
{
    private const int Most = 50;
    private static readonly string[] Variables = ["ANTHROPIC_MODEL", "ANTHROPIC_SMALL_FAST_MODEL", "ANTHROPIC_DEFAULT_OPUS_MODEL", "ANTHROPIC_DEFAULT_SONNET_MODEL", "ANTHROPIC_DEFAULT_HAIKU_MODEL", "CLAUDE_CODE_SUBAGENT_MODEL", "GOOSE_MODEL", "GEMINI_MODEL"];

    /// <summary>What the file says.</summary>
    public static IEnumerable<AgentFact> Read(AgentSettings settings)
    {
        var root = settings.Root;
        var named = settings.Client.Id switch
        {
            "claude-code" or "factory" or "goose" => [root["model"], .. Variables.Select(v => root["env"]?[v] ?? root[v])],
            "codex" => [root["model"], root["review_model"], .. (root["profiles"] as YamlMap)?.Entries.Select(p => p.Node["model"]) ?? []],
            "gemini-cli" or "qwen-code" => [root["model"] is YamlMap map ? map["name"] : root["model"]],
            "opencode" => [root["model"], root["small_model"], .. (root["agent"] as YamlMap)?.Entries.Select(a => a.Node["model"]) ?? []],
            "zed" => [(root["agent"] ?? root["assistant"])?["default_model"]?["model"], (root["agent"] ?? root["assistant"])?["inline_assistant_model"]?["model"]],
            "continue" => root["models"]?.Items.Select(m => m["model"]) ?? [],
            "copilot" or "amazon-q" or "kiro" => [root["model"]],
            _ => (IEnumerable<YamlNode?>)[],
        };
        return named.OfType<YamlScalar>().Where(n => n.Text is { Length: > 0 and < 200 } text && !text.StartsWith('$')).Take(Most).Select(n => new AgentFact("models", UseWords.Model(n.Text!), n.Line));
    }
}
