using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Plumbline.Posture.Assets;

namespace Plumbline.Collectors.Files;

/// <summary>The place of a client of AI tools that a settings file belongs to.</summary>
/// <param name="Id">The client: `claude-code`, `cursor`, `vs-code`, …; `unknown` where only the content says that servers are configured.</param>
/// <param name="Scope">`project`, `local` (a person's own file in a project), `user`, `system`, `extension`, `organization`.</param>
/// <param name="Folder">The project or home folder that the file belongs to, relative to the scanned root; `.` for the root itself.</param>
public sealed record AgentClient(string Id, string Scope, string Folder)
{
    /// <summary>A client that no path tells.</summary>
    public const string Unknown = "unknown";

    /// <summary>True where the file travels with a repository, so that whoever can change the repository can change it.</summary>
    public bool IsShared => Scope == "project";

    /// <summary>The coding agent that the settings are of.</summary>
    public AssetId Agent => new(AssetKind.CodingAgent, $"{Id}:{(Scope == "local" ? "project" : Scope)}:{Folder}");

    /// <summary>`claude-code in services/loan`, `cursor of the user in home/anna`.</summary>
    public string Name => (Scope is "project" or "local" ? Id : $"{Id} ({Scope})") + (Folder == "." ? "" : $" in {Folder}");
}

/// <summary>Tells from its path which client a settings file is of.</summary>
public static partial class AgentClients
{
    private static readonly ImmutableArray<(string Id, Regex Tail, string Scope)> Table =
    [
        Row("claude-desktop", @"[^/]*/claude_desktop_config\.json|claude_desktop_config\.json", "user"),
        Row("claude-code", @"\.claude\.json", "user"),
        Row("copilot", @"copilot/(?:managed-settings|teams/[^/]+)\.json", "organization"),
        Row("claude-code", @"\.claude/settings\.local\.json", "local"),
        Row("claude-code", @"\.claude/settings\.json|\.mcp\.json", ""),
        Row("claude-code", @"(?:(?:ClaudeCode|claude-code)/)?managed-(?:mcp|settings)\.json|(?:ClaudeCode|claude-code)/managed-settings\.d/[^/]+\.json", "system"),
        Row("claude-code", @"\.claude-plugin/plugin\.json", "extension"),
        Row("cursor", @"\.cursor/(?:mcp|permissions|cli|cli-config|hooks|environment)\.json", ""),
        Row("cursor", @"Cursor/User/globalStorage/[^/]+/mcp\.json", "extension"),
        Row("cursor", @"Cursor/User/(?:mcp|settings)\.json", "user"),
        Row("vs-code", @"\.vscode/(?:mcp|settings)\.json|[^/]+\.code-workspace", "project"),
        Row("vs-code", @"(?:Code|Code - Insiders|VSCodium|code-server|\.vscode-server(?:-insiders)?/data)/(?:User|Machine)/(?:profiles/[^/]+/)?(?:mcp|settings)\.json", "user"),
        Row("vs-code", @"\.devcontainer/(?:[^/]+/)?devcontainer\.json|\.devcontainer\.json", "project"),
        Row("copilot", @"\.copilot/(?:mcp-config|config|settings)\.json", "user"),
        Row("copilot-jetbrains", @"github-copilot/[^/]+/mcp\.json", "user"),
        Row("junie", @"\.junie/mcp/mcp\.json", ""),
        Row("jetbrains", @"JetBrains/[^/]+/(?:options/)?mcp\.json", "user"),
        Row("visual-studio", @"\.vs/mcp\.json", "project"),
        Row("windsurf", @"\.codeium/(?:windsurf(?:-next)?/)?mcp_config\.json", "user"),
        Row("windsurf", @"\.windsurf/mcp(?:_config)?\.json", ""),
        Row("zed", @"(?:\.config/zed|AppData/Roaming/Zed|Application Support/Zed)/settings\.json", "user"),
        Row("zed", @"\.zed/settings\.json", "project"),
        Row("gemini-cli", @"\.gemini/extensions/[^/]+/gemini-extension\.json|gemini-extension\.json", "extension"),
        Row("gemini-cli", @"\.gemini/settings\.json", ""),
        Row("gemini-cli", @"(?:gemini-cli|GeminiCli)/(?:settings|system-defaults)\.json", "system"),
        Row("qwen-code", @"\.qwen/settings\.json", ""),
        Row("codex", @"etc/codex/(?:config|managed_config|requirements)\.toml", "system"),
        Row("codex", @"\.codex/(?:[^/]+\.config|config)\.toml", ""),
        Row("kiro", @"\.kiro/(?:settings/mcp|agents/[^/]+)\.json", ""),
        Row("amazon-q", @"\.aws/amazonq/(?:mcp|default|(?:cli-)?agents/[^/]+)\.json", "user"),
        Row("amazon-q", @"\.amazonq/(?:mcp|default|(?:cli-)?agents/[^/]+)\.json", "project"),
        Row("amazon-q", @"globalStorage/amazonwebservices\.amazon-q-vscode/mcp\.json", "extension"),
        Row("cline", @"globalStorage/saoudrizwan\.claude-dev/settings/[^/]+\.json", "extension"),
        Row("roo-code", @"globalStorage/rooveterinaryinc\.roo-cline/settings/[^/]+\.json", "extension"),
        Row("kilo-code", @"globalStorage/kilocode\.kilo-code/settings/[^/]+\.json", "extension"),
        Row("cline", @"\.cline/(?:[^/]+/)*(?:cline_mcp_settings|mcp|mcp_settings)\.json|cline_mcp_settings\.json", "user"),
        Row("roo-code", @"\.roo/mcp\.json", "project"),
        Row("kilo-code", @"\.kilocode/mcp\.json", ""),
        Row("goose", @"(?:\.config/goose|goose/config)/config\.ya?ml", "user"),
        Row("opencode", @"\.config/opencode/(?:opencode|config)\.jsonc?", "user"),
        Row("opencode", @"(?:\.opencode/)?opencode\.jsonc?", "project"),
        Row("continue", @"\.continue/(?:config\.(?:ya?ml|json)|mcpServers/[^/]+\.(?:ya?ml|json))", ""),
        Row("openclaw", @"\.openclaw/openclaw\.json", ""),
        Row("docker-mcp", @"\.docker/mcp/registry\.ya?ml", "user"),
        Row("snowflake-cortex", @"\.snowflake/cortex/mcp\.json", "user"),
        Row("trae", @"\.trae/mcp\.json", ""),
        Row("void", @"\.void/mcp\.json", ""),
        Row("tabnine", @"\.tabnine/mcp_servers\.json", ""),
        Row("lm-studio", @"\.lmstudio/mcp\.json", "user"),
        Row("factory", @"\.factory/(?:mcp|settings)\.json", ""),
        Row(AgentClient.Unknown, @"\.mcp/config\.json", ""),
    ];

    /// <summary>The client of a file; null where its path tells none.</summary>
    public static AgentClient? Of(string path, HomeFolders homes)
    {
        foreach (var (id, tail, scope) in Table)
        {
            var match = tail.Match(path);
            if (match.Success) return At(id, scope, path[..match.Index].TrimEnd('/'), homes);
        }

        return null;
    }

    /// <summary>A client whose file lies in a folder that may be a project's or a person's.</summary>
    public static AgentClient At(string id, string scope, string folder, HomeFolders homes)
    {
        var isHome = homes.Contains(folder);
        var at = scope.Length > 0 ? scope : isHome ? "user" : "project";
        if (at == "local" && isHome) at = "user";
        // What a person's client keeps lies deep in the home: the home is what tells two people apart.
        return new AgentClient(id, at, at is "user" or "extension" && homes.Around(folder) is { } home ? Shown(home) : at == "system" ? "." : Shown(folder));
    }

    private static string Shown(string folder) => folder.Length == 0 ? "." : folder;

    private static (string, Regex, string) Row(string id, string tail, string scope) =>
        (id, new Regex($"(?<=^|/)(?:{tail})$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(20)), scope);
}
