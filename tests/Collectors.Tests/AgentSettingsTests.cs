using System.Text;
using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Declared.AgentCards;
using Plumbline.Collectors.Declared.CodingAgents;
using Plumbline.Collectors.Declared.McpServers;
using Plumbline.Collectors.Deployed.CodeHosting;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Rules;
using Xunit;

namespace Plumbline.Collectors.Tests;

/// <summary>What settings of AI clients come to: servers, pins, secrets, permissions.</summary>
public sealed class AgentSettingsTests
{
    [Theory]
    [InlineData("home/ana/.claude/settings.json", """{"model":"opus","env":{"ANTHROPIC_SMALL_FAST_MODEL":"claude-3-5-haiku-20241022","ANTHROPIC_MODEL":"${MODEL}"}}""", "claude-3-5-haiku-20241022 opus")]
    [InlineData("home/ana/.codex/config.toml", "model = \"gpt-5-codex\"\n[profiles.cheap]\nmodel = \"gpt-5-mini\"\n", "gpt-5-codex gpt-5-mini")]
    [InlineData("home/ana/.gemini/settings.json", """{"model":{"name":"gemini-2.5-pro"}}""", "gemini-2.5-pro")]
    [InlineData("app/opencode.json", """{"model":"anthropic/claude-sonnet-4-20250514","agent":{"review":{"model":"openai/gpt-5"}}}""", "anthropic/claude-sonnet-4-20250514 openai/gpt-5")]
    [InlineData("home/ana/.config/zed/settings.json", """{"agent":{"default_model":{"provider":"anthropic","model":"claude-sonnet-4"}}}""", "claude-sonnet-4")]
    [InlineData("home/ana/.continue/config.yaml", "models:\n  - name: one\n    provider: openai\n    model: gpt-4o\n  - name: two\n    provider: ollama\n    model: llama3.2\n", "gpt-4o llama3.2")]
    [InlineData("home/ana/.config/goose/config.yaml", "GOOSE_PROVIDER: openai\nGOOSE_MODEL: gpt-4.1\n", "gpt-4.1")]
    [InlineData("home/ana/.gemini/settings.json", """{"model":["a"],"theme":"x"}""", "")]
    public async Task The_models_that_a_coding_agent_is_set_to_ask_are_told(string path, string text, string expected)
    {
        var claims = await Estate.Claims(new CodingAgentsCollector(), (path, text));
        Assert.Equal(expected, string.Join(' ', claims.Where(c => c.Property == "models").Select(c => c.Value.AsMap!["id"].AsString).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("""["npx","-y","server@1.2.3"]""", "npm:server", "version")]
    [InlineData("""["npx","server"]""", "npm:server", "none")]
    [InlineData("""["npx","--yes","@a/server@latest"]""", "npm:@a/server", "latest")]
    [InlineData("""["npx","-p","@a/server@^1.0","run-it"]""", "npm:@a/server", "range")]
    [InlineData("""["npx","server@1"]""", "npm:server", "range")]
    [InlineData("""["npm","exec","--","server@1.2.3"]""", "npm:server", "version")]
    [InlineData("""["npx","github:a/b#0123456789012345678901234567890123456789"]""", "git:github.com/a/b", "digest")]
    [InlineData("""["uvx","My_Server==1.0.0"]""", "pypi:my-server", "version")]
    [InlineData("""["uvx","--from","server[all]>=1.0","cmd"]""", "pypi:server", "range")]
    [InlineData("""["uv","tool","run","server"]""", "pypi:server", "none")]
    [InlineData("""["uvx","--from","git+https://github.com/a/b@main","cmd"]""", "git:github.com/a/b", "latest")]
    [InlineData("""["docker","run","-i","--rm","-e","TOKEN","ghcr.io/a/b"]""", "oci:ghcr.io/a/b", "none")]
    [InlineData("""["docker","run","--env=A=1","--network","none","a/b:1.4.2","arg"]""", "oci:a/b", "version")]
    [InlineData("""["docker","run","registry:5000/a/b:latest"]""", "oci:registry:5000/a/b", "latest")]
    [InlineData("""["docker","run","a/b@sha256:0123456789012345678901234567890123456789012345678901234567890123"]""", "oci:a/b", "digest")]
    [InlineData("""["cmd","/c","npx","-y","server@2.0.0"]""", "npm:server", "version")]
    [InlineData("""["env","A=1","npx","server"]""", "npm:server", "none")]
    [InlineData("""["deno","run","-A","npm:server@1.2.3"]""", "npm:server", "version")]
    [InlineData("""["npx server@1.2.3 --flag"]""", "npm:server", "version")]
    [InlineData("""["uv run python","tools/server.py"]""", "script:tools/server.py", "")]
    [InlineData("""["C:\\Program Files\\nodejs\\npx.cmd","-y","server@1.2.3"]""", "npm:server", "version")]
    [InlineData("""["npx","https://example.com/server.tgz"]""", "url:example.com/server.tgz", "none")]
    public async Task A_package_is_known_by_its_launcher(string words, string id, string pin)
    {
        var all = JsonSerializer.Deserialize<string[]>(words)!;
        var entry = await EntryAsync("{\"command\":" + JsonSerializer.Serialize(all[0]) + ",\"args\":" + JsonSerializer.Serialize(all[1..]) + "}");
        Assert.Equal(id, entry.Subject.Key);
        Assert.Equal(pin, Text(entry, "pin"));
    }

    [Fact]
    public async Task One_server_is_one_asset_in_every_client()
    {
        var claims = await Estate.Claims(
            new McpServersCollector(),
            ("p/.cursor/mcp.json", """{"mcpServers":{"a":{"command":"npx","args":["server@1.0.0"]},"u":{"url":"https://EXAMPLE.com/mcp/?k=1"},"s":{"command":"node","args":["./s.js"]}}}"""),
            ("p/.codex/config.toml", "[mcp_servers.b]\ncommand = \"npx\"\nargs = [\"-y\", \"server\"]\n[mcp_servers.u]\nurl = \"https://example.com/mcp\"\n"),
            ("p/.vscode/mcp.json", """{"servers":{"c":{"command":"bunx","args":["server"]},"s":{"command":"node","args":["${workspaceFolder}/s.js"]}}}"""));
        Assert.Equal(["https://example.com/mcp", "npm:server", "script:p/s.js"], claims.Where(c => c.Property == "entries").Select(c => c.Subject.Key).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("GITHUB_TOKEN", "ghp_aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5", "GitHub token")]
    [InlineData("NOTHING", "sk-ant-api03-Zx9Kd02mVb77Lx1qWe45-Tt", "Anthropic key")]
    [InlineData("X-API-Key", "9f8Kd02mVb77Lx1qWe45", "key")]
    [InlineData("Authorization", "Bearer 9f8Kd02mVb77Lx1qWe45", "credential of a header")]
    [InlineData("DB_PASSWORD", "hunter2-and-more!", "password")]
    [InlineData("DATABASE_URL", "postgres://app:s3cr3t-9@db.internal/x", "password in a url")]
    public void A_literal_secret_is_told_by_name_or_form(string name, string value, string kind) => Assert.Equal(kind, SettingSecrets.KindOf(name, value));

    [Theory]
    [InlineData("GITHUB_TOKEN", "${GITHUB_TOKEN}")]
    [InlineData("GITHUB_TOKEN", "${env:GITHUB_TOKEN}")]
    [InlineData("GITHUB_TOKEN", "${input:github_token}")]
    [InlineData("GITHUB_TOKEN", "$GITHUB_TOKEN")]
    [InlineData("GITHUB_TOKEN", "{{ secrets.token }}")]
    [InlineData("API_KEY", "<your-api-key>")]
    [InlineData("API_KEY", "your_api_key_here")]
    [InlineData("API_KEY", "YOUR_API_KEY_1")]
    [InlineData("API_KEY", "xxxxxxxxxxxxxxxx")]
    [InlineData("API_KEY", "op://vault/item/field")]
    [InlineData("API_KEY", "sk-1234567890abcdef1234567890abcdef")]
    [InlineData("MAX_TOKENS", "16000-and-9")]
    [InlineData("TOKEN_FILE", "/run/secrets/token1")]
    [InlineData("SSH_KEY_PATH", "~/.ssh/id_ed25519")]
    [InlineData("API_KEY", "/home/ada/key-1.txt")]
    [InlineData("AUTH_TOKEN_URL", "https://id.example.com/token1")]
    [InlineData("LOG_LEVEL", "debug-9f8Kd02mVb77")]
    [InlineData("TOKENIZERS_PARALLELISM", "false-99")]
    [InlineData("DATABASE_URL", "postgres://app:${PGPASSWORD}@db/x")]
    public void A_reference_or_a_placeholder_is_no_secret(string name, string value) => Assert.Null(SettingSecrets.KindOf(name, value));

    [Fact]
    public async Task A_secret_is_named_and_never_shown()
    {
        string[] secrets = ["9f8Kd02mVb77Lx1qWe45", "Qm7-ru2_Zp9w", "lin_api_Ab3De6Gh9Jk2Mn5Pq8St1Vw4Yz7Cf0Hx", "w0nd3rful-1", "ghp_aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5"];
        var text = $$$"""
            {"mcpServers":{"a":{"command":"npx","args":["server","--api-key","{{{secrets[0]}}}","--url=postgres://u:{{{secrets[3]}}}@db/x","--token={{{secrets[1]}}}"],
            "env":{"A_SECRET":"{{{secrets[1]}}}","B":"{{{secrets[2]}}}"},"headers":{"Authorization":"Bearer {{{secrets[0]}}}"}},
            "b":{"url":"https://u:{{{secrets[3]}}}@example.com/mcp?api_key={{{secrets[0]}}}"},
            "{{{secrets[4]}}}":{"command":"bash","args":["-c","TOKEN={{{secrets[4]}}} npx server"]}},
            "hooks":{"Stop":[{"hooks":[{"type":"command","command":"x {{{secrets[4]}}}"}]}]},"permissions":{"allow":["Bash(curl -H {{{secrets[4]}}})"]},"env":{"T_TOKEN":"{{{secrets[1]}}}"}}
            """;
        var servers = await Estate.Claims(new McpServersCollector(), (".mcp.json", text));
        var agents = await Estate.Claims(new CodingAgentsCollector(), (".claude/settings.json", text));
        var said = string.Join('\n', servers.Concat(agents).Select(CollectorCases.Line));
        Assert.All(secrets, s => Assert.DoesNotContain(s, said, StringComparison.Ordinal));
        Assert.Contains("header Authorization (credential of a header)", said, StringComparison.Ordinal);
        Assert.Contains("env.T_TOKEN (token)", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:3000/mcp", "loopback", true)]
    [InlineData("http://127.0.0.9", "loopback", true)]
    [InlineData("http://[::1]:80/x", "loopback", true)]
    [InlineData("http://10.0.0.1/x", "private", true)]
    [InlineData("http://172.32.0.1/x", "public", true)]
    [InlineData("http://mcp:8000", "cluster", true)]
    [InlineData("http://mcp.tools.svc.cluster.local", "cluster", true)]
    [InlineData("https://mcp.example.com/x", "public", false)]
    [InlineData("http://${HOST}/x", "variable", true)]
    public void An_address_lies_in_a_network(string url, string network, bool plain)
    {
        var address = ServiceAddress.Parse(url)!;
        Assert.Equal((network, plain), (address.Network, address.IsPlain));
    }

    [Theory]
    [InlineData("""{"allow":["Bash"],"deny":["Bash"]}""", true)]
    [InlineData("""{"allow":["Bash(git push *)"],"ask":["Bash(git *)"]}""", true)]
    [InlineData("""{"allow":["Bash(git push *)"],"deny":["Bash(git push *)"]}""", true)]
    [InlineData("""{"allow":["mcp__git__push"],"deny":["mcp__git"]}""", true)]
    [InlineData("""{"allow":["Bash"],"deny":["Bash(rm *)"]}""", false)]
    [InlineData("""{"allow":["Bash(git *)"],"deny":["Read"]}""", false)]
    [InlineData("""{"allow":["Bash(git *)"],"deny":["Bash(gitk)"]}""", false)]
    public async Task Deny_beats_ask_beats_allow_in_one_file(string permissions, bool isOverruled)
    {
        var claims = await Estate.Claims(new CodingAgentsCollector(), (".claude/settings.json", "{\"permissions\":" + permissions + "}"));
        var allowed = claims.Single(c => c.Property == "permissions" && Text(c, "effect") == "allow");
        Assert.Equal(isOverruled, allowed.Value.AsMap!["overruled"] == Value.True);
    }

    [Theory]
    [InlineData("never", "danger-full-access", "bypass")]
    [InlineData("never", "workspace-write", "never")]
    [InlineData("never", null, "never")]
    [InlineData("on-request", "danger-full-access", "ask")]
    public async Task Never_asking_is_bypass_only_without_a_sandbox(string policy, string? sandbox, string kind)
    {
        var text = $"approval_policy = \"{policy}\"\n" + (sandbox is null ? "" : $"sandbox_mode = \"{sandbox}\"\n");
        var claims = await Estate.Claims(new CodingAgentsCollector(), ("p/.codex/config.toml", text));
        Assert.Equal(kind, Text(claims.Single(c => c.Property == "modes"), "kind"));
    }

    [Fact]
    public async Task What_two_files_say_is_not_put_together()
    {
        var claims = await Estate.Claims(
            new CodingAgentsCollector(), (".claude/settings.json", """{"permissions":{"allow":["Bash"]}}"""), (".claude/settings.local.json", """{"permissions":{"deny":["Bash"]}}"""));
        Assert.All(claims.Where(c => c.Property == "permissions"), c => Assert.Equal(Value.False, c.Value.AsMap!["overruled"]));
    }

    [Theory]
    [InlineData("home/ada/.cursor/mcp.json", "user", "home/ada")]
    [InlineData("src/app/.cursor/mcp.json", "project", "src/app")]
    [InlineData(".cursor/mcp.json", "project", ".")]
    [InlineData("backup/.cursor/mcp.json", "user", "backup")]
    public void A_home_is_told_from_a_project(string path, string scope, string folder)
    {
        var client = AgentClients.Of(path, HomeFolders.Of([path, "backup/.ssh/known_hosts"]))!;
        Assert.Equal(("cursor", scope, folder), (client.Id, client.Scope, client.Folder));
    }

    [Fact]
    public async Task A_branch_that_only_a_list_calls_protected_is_not_judged()
    {
        var claims = await Estate.Claims(
            new CodeHostingCollector(), ("branches.json", """[{"name":"main","protected":true,"protection_url":"https://api.github.com/repos/o/r/branches/main/protection"}]"""));
        Assert.Equal(Value.False, claims.Single(c => c.Property == "branches").Value.AsMap!["told"]);
    }

    [Fact]
    public async Task An_empty_alternative_lets_everybody_in()
    {
        const string Card = """{"name":"a","version":"1","url":"https://a.example/x","capabilities":{},"skills":[],"securitySchemes":{"k":{"type":"apiKey","in":"header","name":"x"}},"security":[{"k":[]}SECOND]}""";
        foreach (var (second, required) in ((string, bool)[])[("", true), (",{}", false)])
        {
            var claims = await Estate.Claims(new AgentCardsCollector(), ("card.json", Card.Replace("SECOND", second, StringComparison.Ordinal)));
            Assert.Equal(required, claims.Single(c => c.Property == "cards").Value.AsMap!["required"] == Value.True);
        }
    }

    [Fact]
    public void Settings_are_read_as_json_reads_them()
    {
        var random = new Random(7);
        for (var n = 0; n < 500; n++)
        {
            var json = Random(random, 0);
            using var document = JsonDocument.Parse(json);
            var node = JsoncText.Read(Encoding.UTF8.GetBytes("// head\n" + json.Replace("]", "/* c */ ]", StringComparison.Ordinal)), out var error);
            Assert.Null(error);
            Assert.True(Same(document.RootElement, node!), json);
        }
    }

    private static string Random(Random random, int depth) => random.Next(depth > 3 ? 5 : 7) switch
    {
        0 => "null",
        1 => "true",
        2 => random.Next(-1000, 1000).ToString(System.Globalization.CultureInfo.InvariantCulture),
        3 => "\"\"",
        4 => JsonSerializer.Serialize(new string([.. Enumerable.Range(0, 4).Select(_ => (char)random.Next(32, 91))])),
        5 => "[" + string.Join(",\n", Enumerable.Range(0, random.Next(4)).Select(_ => Random(random, depth + 1))) + "]",
        _ => "{" + string.Join(", ", Enumerable.Range(0, random.Next(4)).Select(i => $"\"k{i}\": {Random(random, depth + 1)}")) + "}",
    };

    private static bool Same(JsonElement element, YamlNode node) => (element.ValueKind, node) switch
    {
        (JsonValueKind.Object, YamlMap map) => element.EnumerateObject().Select(p => p.Name).SequenceEqual(map.Entries.Select(e => e.Key)) && element.EnumerateObject().All(p => Same(p.Value, map[p.Name]!)),
        (JsonValueKind.Array, YamlList list) => element.GetArrayLength() == list.Nodes.Length && element.EnumerateArray().Zip(list.Nodes).All(p => Same(p.First, p.Second)),
        (JsonValueKind.String, YamlScalar { IsQuoted: true } text) => text.Raw == element.GetString(),
        (JsonValueKind.Null, YamlScalar { IsNull: true }) => true,
        (JsonValueKind.Number or JsonValueKind.True, YamlScalar { IsQuoted: false } scalar) => scalar.Raw == element.GetRawText(),
        _ => false,
    };

    private static async Task<Claim> EntryAsync(string server)
    {
        var claims = await Estate.Claims(new McpServersCollector(), (".mcp.json", "{\"mcpServers\":{\"s\":" + server + "}}"));
        return claims.Single(c => c.Property == "entries");
    }

    private static string Text(Claim claim, string field) => claim.Value.AsMap![field].AsString!;
}
