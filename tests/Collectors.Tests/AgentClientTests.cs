using Plumbline.Collectors.Declared.McpServers;
using Xunit;

namespace Plumbline.Collectors.Tests;

/// <summary>Every place where a client of AI tools keeps its servers, on the three systems, in the form that client writes.</summary>
public sealed class AgentClientTests
{
    private const string Map = """{"mcpServers":{"files":{"command":"npx","args":["-y","@acme/files@1.2.3"]}}}""";
    private const string Servers = """{"inputs":[],"servers":{"files":{"type":"stdio","command":"npx","args":["-y","@acme/files@1.2.3"]}}}""";
    private const string Setting = """{"editor.fontSize":12,"mcp":{"servers":{"files":{"command":"npx","args":["-y","@acme/files@1.2.3"]}}}}""";
    private const string Dotted = """
        {"mcp.servers":{"files":{"command":"npx","args":["-y","@acme/files@1.2.3"],}}, // a comment
        }
        """;

    private const string Context = """{"context_servers":{"files":{"source":"custom","command":"npx","args":["-y","@acme/files@1.2.3"]}}}""";
    private const string OldContext = """{"context_servers":{"files":{"command":{"path":"npx","args":["-y","@acme/files@1.2.3"]}}}}""";
    private const string Toml = "model = \"gpt-5\"\n\n[mcp_servers.files]\ncommand = \"npx\"\nargs = [\"-y\", \"@acme/files@1.2.3\"]\n";
    private const string Extensions = "extensions:\n  files:\n    type: stdio\n    enabled: true\n    cmd: npx\n    args: ['-y', '@acme/files@1.2.3']\n";
    private const string Command = """{"$schema":"https://opencode.ai/config.json","mcp":{"files":{"type":"local","command":["npx","-y","@acme/files@1.2.3"]}}}""";
    private const string List = "name: own\nversion: 0.0.1\nschema: v1\nmcpServers:\n  - name: files\n    command: npx\n    args:\n      - -y\n      - '@acme/files@1.2.3'\n";
    private const string Container = """{"image":"mcr.microsoft.com/devcontainers/base","customizations":{"vscode":{"mcp":{"servers":{"files":{"command":"npx","args":["-y","@acme/files@1.2.3"]}}}}}}""";
    private const string Workspace = """{"folders":[{"path":"."}],"settings":{"mcp":{"servers":{"files":{"command":"npx","args":["-y","@acme/files@1.2.3"]}}}}}""";

    [Theory]
    [InlineData("home/ana/.config/Claude/claude_desktop_config.json", "claude-desktop user", Map)]
    [InlineData("Users/ana/Library/Application Support/Claude/claude_desktop_config.json", "claude-desktop user", Map)]
    [InlineData("Users/ana/AppData/Roaming/Claude/claude_desktop_config.json", "claude-desktop user", Map)]
    [InlineData("home/ana/.claude.json", "claude-code user", Map)]
    [InlineData("home/ana/.claude.json", "claude-code user", """{"numStartups":3,"projects":{"/srv/app":{"mcpServers":{"files":{"command":"npx","args":["-y","@acme/files@1.2.3"]}}}}}""")]
    [InlineData("etc/claude-code/managed-mcp.json", "claude-code system", Map)]
    [InlineData("Library/Application Support/ClaudeCode/managed-mcp.json", "claude-code system", Map)]
    [InlineData("app/.mcp.json", "claude-code project", Map)]
    [InlineData("home/ana/.cursor/mcp.json", "cursor user", Map)]
    [InlineData("app/.cursor/mcp.json", "cursor project", Map)]
    [InlineData("home/ana/.config/Cursor/User/globalStorage/cursor.mcp/mcp.json", "cursor extension", Map)]
    [InlineData("home/ana/.config/Code/User/mcp.json", "vs-code user", Servers)]
    [InlineData("Users/ana/Library/Application Support/Code/User/settings.json", "vs-code user", Setting)]
    [InlineData("Users/ana/AppData/Roaming/Code - Insiders/User/profiles/1a2b/mcp.json", "vs-code user", Servers)]
    [InlineData("app/.vscode/mcp.json", "vs-code project", Servers)]
    [InlineData("app/.vscode/settings.json", "vs-code project", Dotted)]
    [InlineData("app/.devcontainer/devcontainer.json", "vs-code project", Container)]
    [InlineData("app/app.code-workspace", "vs-code project", Workspace)]
    [InlineData("home/ana/.copilot/mcp-config.json", "copilot user", Map)]
    [InlineData("home/ana/.config/github-copilot/intellij/mcp.json", "copilot-jetbrains user", Servers)]
    [InlineData("home/ana/.config/JetBrains/IntelliJIdea2026.1/options/mcp.json", "jetbrains user", Map)]
    [InlineData("home/ana/.junie/mcp/mcp.json", "junie user", Map)]
    [InlineData("app/.junie/mcp/mcp.json", "junie project", Map)]
    [InlineData("app/.vs/mcp.json", "visual-studio project", Servers)]
    [InlineData("home/ana/.codeium/windsurf/mcp_config.json", "windsurf user", Map)]
    [InlineData("app/.windsurf/mcp.json", "windsurf project", Map)]
    [InlineData("home/ana/.config/zed/settings.json", "zed user", Context)]
    [InlineData("app/.zed/settings.json", "zed project", OldContext)]
    [InlineData("home/ana/.gemini/settings.json", "gemini-cli user", Map)]
    [InlineData("app/.gemini/settings.json", "gemini-cli project", Map)]
    [InlineData("etc/gemini-cli/settings.json", "gemini-cli system", Map)]
    [InlineData("home/ana/.gemini/extensions/acme/gemini-extension.json", "gemini-cli extension", """{"name":"acme","version":"1.0.0","mcpServers":{"files":{"command":"npx","args":["-y","@acme/files@1.2.3"]}}}""")]
    [InlineData("home/ana/.qwen/settings.json", "qwen-code user", Map)]
    [InlineData("home/ana/.codex/config.toml", "codex user", Toml)]
    [InlineData("app/.codex/config.toml", "codex project", Toml)]
    [InlineData("etc/codex/managed_config.toml", "codex system", Toml)]
    [InlineData("home/ana/.kiro/settings/mcp.json", "kiro user", Map)]
    [InlineData("app/.kiro/settings/mcp.json", "kiro project", Map)]
    [InlineData("home/ana/.aws/amazonq/mcp.json", "amazon-q user", Map)]
    [InlineData("home/ana/.aws/amazonq/cli-agents/dev.json", "amazon-q user", """{"name":"dev","tools":["*"],"mcpServers":{"files":{"command":"npx","args":["-y","@acme/files@1.2.3"]}}}""")]
    [InlineData("app/.amazonq/mcp.json", "amazon-q project", Map)]
    [InlineData("home/ana/.config/Code/User/globalStorage/amazonwebservices.amazon-q-vscode/mcp.json", "amazon-q extension", Map)]
    [InlineData("home/ana/.config/Code/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json", "cline extension", Map)]
    [InlineData("home/ana/.cline/data/settings/cline_mcp_settings.json", "cline user", Map)]
    [InlineData("home/ana/.config/Code/User/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json", "roo-code extension", Map)]
    [InlineData("app/.roo/mcp.json", "roo-code project", Map)]
    [InlineData("home/ana/.config/Code/User/globalStorage/kilocode.kilo-code/settings/mcp_settings.json", "kilo-code extension", Map)]
    [InlineData("app/.kilocode/mcp.json", "kilo-code project", Map)]
    [InlineData("home/ana/.config/goose/config.yaml", "goose user", Extensions)]
    [InlineData("Users/ana/AppData/Roaming/Block/goose/config/config.yaml", "goose user", Extensions)]
    [InlineData("home/ana/.config/opencode/opencode.jsonc", "opencode user", Command)]
    [InlineData("app/opencode.json", "opencode project", Command)]
    [InlineData("home/ana/.continue/config.yaml", "continue user", List)]
    [InlineData("app/.continue/mcpServers/files.yaml", "continue project", List)]
    [InlineData("home/ana/.openclaw/openclaw.json", "openclaw user", Map)]
    [InlineData("home/ana/.snowflake/cortex/mcp.json", "snowflake-cortex user", Map)]
    [InlineData("home/ana/.trae/mcp.json", "trae user", Map)]
    [InlineData("app/.trae/mcp.json", "trae project", Map)]
    [InlineData("home/ana/.void/mcp.json", "void user", Map)]
    [InlineData("home/ana/.tabnine/mcp_servers.json", "tabnine user", Map)]
    [InlineData("home/ana/.lmstudio/mcp.json", "lm-studio user", Map)]
    [InlineData("home/ana/.factory/mcp.json", "factory user", Map)]
    [InlineData("home/ana/.mcp/config.json", "unknown user", Map)]
    [InlineData("tools/mcp.json", "unknown project", Map)]
    public async Task A_server_is_found_where_its_client_keeps_it(string path, string expected, string text)
    {
        var claims = await Estate.Claims(new McpServersCollector(), (path, text));
        var entry = Assert.Single(claims, c => c.Property == "entries").Value.AsMap!;
        Assert.Equal(expected, $"{entry["client"].AsString} {entry["scope"].AsString}");
        Assert.Equal("@acme/files 1.2.3 version", $"{entry["package"].AsString} {entry["version"].AsString} {entry["pin"].AsString}");
    }

    [Fact]
    public async Task Two_people_on_one_machine_are_two()
    {
        var claims = await Estate.Claims(new McpServersCollector(), ("home/ana/.cursor/mcp.json", Map), ("home/ben/.cursor/mcp.json", Map));
        Assert.Equal(["home/ana", "home/ben"], claims.Where(c => c.Property == "entries").Select(c => c.Value.AsMap!["folder"].AsString).Order(StringComparer.Ordinal));
    }
}
