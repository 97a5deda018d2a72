namespace Plumbline.Collectors.Declared.CodingAgents;

/// <summary>Chooses the reader of a settings file by its client; a file of one client's name with another's content says nothing.</summary>
internal static class SettingsReader
{
    /// <summary>What the file says of its agent.</summary>
    public static IEnumerable<AgentFact> Read(AgentSettings settings) =>
        Own(settings).Concat(ModelSettings.Read(settings)).Concat(HookReader.Read(settings)).Concat(SecretWalk.Read(settings));

    /// <summary>True for a client whose permissions are read at all.</summary>
    public static bool Knows(string client) =>
        client is "claude-code" or "copilot" or "factory" or "codex" or "gemini-cli" or "qwen-code" or "vs-code" or "cursor" or "opencode" or "goose" or "amazon-q" or "kiro" or "zed";

    private static IEnumerable<AgentFact> Own(AgentSettings settings) => settings.Client.Id switch
    {
        "claude-code" or "copilot" or "factory" => ClaudeSettings.Read(settings),
        "codex" => CodexSettings.Read(settings),
        "gemini-cli" or "qwen-code" => GeminiSettings.Read(settings),
        "vs-code" => EditorSettings.Read(settings),
        "cursor" when settings.File.EndsWith("/User/settings.json", StringComparison.Ordinal) => EditorSettings.Read(settings),
        "cursor" => OtherSettings.Cursor(settings),
        "opencode" => OtherSettings.OpenCode(settings),
        "goose" => OtherSettings.Goose(settings),
        "amazon-q" or "kiro" => OtherSettings.Agents(settings),
        "zed" => OtherSettings.Zed(settings),
        _ => [],
    };
}
