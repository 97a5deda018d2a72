using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Declared.McpServers;

/// <summary>What a settings file approves for a server outside the server's own settings.</summary>
internal static class Approvals
{
    /// <summary>The tools that `allowedTools` of an agent file (Amazon Q, Kiro) lets run without asking: `@server`, `@server/tool`, `*`.</summary>
    public static IReadOnlyList<string> For(YamlNode root, string server)
    {
        var tools = new List<string>();
        foreach (var text in root["allowedTools"]?.Texts ?? [])
        {
            if (text is "*" or "@*" || text == "@" + server || text == $"@{server}/*") tools.Add("*");
            else if (text.StartsWith($"@{server}/", StringComparison.Ordinal)) tools.Add(text[(server.Length + 2)..]);
        }

        return tools;
    }
}
