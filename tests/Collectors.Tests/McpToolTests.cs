using Plumbline.Collectors.Declared.McpServers;
using Plumbline.Collectors.Declared.McpTools;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Xunit;

namespace Plumbline.Collectors.Tests;

/// <summary>What servers offer is read whatever wraps it, joined to the server it is of, and never guessed.</summary>
public sealed class McpToolTests
{
    private const string Tool = """{"name":"search_tickets","description":"Search tickets.","inputSchema":{"type":"object"}}""";
    private const string Settings = """{"mcpServers":{"tickets":{"command":"npx","args":["-y","@harbour/tickets-mcp@1.4.0"]}}}""";

    [Theory]
    [InlineData("{\"tools\":[T]}")]
    [InlineData("[T]")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"tools\":[T]}}")]
    [InlineData("[{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},\"serverInfo\":{\"name\":\"tickets\",\"version\":\"1\"}}},{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"tools\":[T]}}]")]
    [InlineData("{\"tickets\":{\"tools\":[T]}}")]
    [InlineData("{\"servers\":{\"tickets\":{\"result\":{\"tools\":[T]}}}}")]
    [InlineData("{\"server\":\"tickets\",\"tools\":[T]}")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"tools\":[T]}}\n{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{}}\n")]
    public async Task A_listing_is_told_by_what_it_holds(string text)
    {
        var claims = await Estate.Claims(new McpToolsCollector(), ("x/0f3a", text.Replace("T", Tool, StringComparison.Ordinal)));
        Assert.Equal("search_tickets", Assert.Single(claims, c => c.Property == "tools").Value.AsMap!["name"].AsString);
    }

    [Theory]
    [InlineData("{\"model\":\"m\",\"messages\":[],\"tools\":[T]}")]
    [InlineData("{\"model\":\"m\",\"tools\":[T]}")]
    [InlineData("{\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"a\",\"parameters\":{}},\"name\":\"a\",\"inputSchema\":{}}]}")]
    [InlineData("{\"name\":\"package\",\"dependencies\":{}}")]
    [InlineData("[{\"name\":\"a\",\"description\":\"some list of things\"}]")]
    public async Task What_is_sent_to_a_model_or_is_something_else_is_no_listing(string text) =>
        Assert.DoesNotContain(await Estate.Claims(new McpToolsCollector(), ("a.json", text.Replace("T", Tool, StringComparison.Ordinal))), c => c.Property == "tools");

    [Fact]
    public async Task A_listing_joins_the_one_server_that_goes_by_its_name()
    {
        var listing = $$"""{"serverInfo":{"name":"tickets","version":"1"},"tools":[{{Tool}}]}""";
        Assert.Equal("npm:@harbour/tickets-mcp", await Server((".mcp.json", Settings), ("a.json", listing)));
        Assert.Equal("a.json#tickets", await Server((".mcp.json", Settings), ("other/.mcp.json", Settings.Replace("@harbour", "@elsewhere", StringComparison.Ordinal)), ("a.json", listing)));
        Assert.Equal("a.json#tickets", await Server(("a.json", listing)));
    }

    [Fact]
    public async Task A_tool_that_changed_has_another_digest_at_its_place()
    {
        var claims = await Estate.Claims(new McpToolsCollector(), (".mcp.json", Settings), ("a.json", $$"""{"tickets":{"tools":[{{Tool}}]}}"""), ("b.json", $$"""{"tickets":{"tools":[{{Tool.Replace("Search tickets.", "Search all tickets.", StringComparison.Ordinal)}}]}}"""));
        var tools = claims.Where(c => c.Property == "tools").ToList();
        Assert.Single(tools.Select(t => t.Subject).Distinct());
        Assert.Equal(2, tools.Select(t => t.Value.AsMap!["digest"].AsString).Distinct().Count());
    }

    [Fact]
    public async Task A_list_that_goes_on_covers_nothing()
    {
        var claims = await Estate.Claims(new McpToolsCollector(), ("a.json", $$"""{"tools":[{{Tool}}],"nextCursor":"x"}"""));
        Assert.Equal(GapKind.Missing, Assert.Single(claims.Gaps()).Kind);
        Assert.DoesNotContain(claims.Where(c => c.Property == Claim.Reserved.Coverage), c => Coverage.Read(c).Speaks.Contains("mcp-server.tools"));
    }

    [Fact]
    public async Task A_tool_that_says_nothing_of_what_it_does_leaves_the_capabilities_open()
    {
        var claims = await Estate.Claims(new McpToolsCollector(), ("a.json", """{"tools":[{"name":"zq9","inputSchema":{"type":"object"}}]}"""));
        var speaks = claims.Where(c => c.Property == Claim.Reserved.Coverage).SelectMany(c => Coverage.Read(c).Speaks).ToList();
        Assert.Contains("mcp-server.tools", speaks);
        Assert.DoesNotContain("mcp-server.capabilities", speaks);
    }

    [Fact]
    public async Task What_a_registry_pins_joins_the_server_by_its_id()
    {
        const string Registry = """
            plumbline: registry/v1
            mcp-servers:
              - name: tickets
                id: "npm:@harbour/tickets-mcp"
                tools: [{ name: search_tickets, digest: "sha256:0000000000000000000000000000000000000000000000000000000000000000" }]
            agents:
              - name: digest
                purpose: Summarises incoming mail
            """;
        var claims = await Estate.Claims(new Approved.Registry.RegistryCollector(), ("registry.yaml", Registry));
        Assert.Contains(claims, c => c.Property == "tools" && c.Subject == new AssetId(AssetKind.McpServer, "tickets") && c.Value.AsMap!["digest"].AsString!.EndsWith("0000", StringComparison.Ordinal));
        Assert.Contains(claims, c => c.Property == Claim.Reserved.Binding && Binding.From(c).Alias == "npm:@harbour/tickets-mcp");
        Assert.Contains(claims, c => c.Property == "purpose" && !c.Value.AsMap!["acts"].AsBool);
        Assert.Empty(claims.Gaps());
    }

    [Theory]
    [InlineData("@modelcontextprotocol/server-filesystem", "")]
    [InlineData("@modelcontextprotocol/server-filesystm", "edit")]
    [InlineData("@modelcontextprotocl/server-filesystem", "scope")]
    [InlineData("modelcontextprotocol-server-filesystem", "separators")]
    [InlineData("@playwright-mcp", "separators")]
    [InlineData("@m\u043edelcontextprotocol/server-github", "letters")]
    [InlineData("@harbour/tickets-mcp", "")]
    [InlineData("@modelcontextprotocol/server-gitlab", "")]
    [InlineData("mcp-server-mysql", "")]
    public async Task A_package_that_passes_for_another_is_told(string package, string how)
    {
        var claims = await Estate.Claims(new McpServersCollector(), (".mcp.json", Settings.Replace("@harbour/tickets-mcp@1.4.0", package, StringComparison.Ordinal)));
        Assert.Equal(how, claims.FirstOrDefault(c => c.Property == "resembles")?.Value.AsMap!["how"].AsString ?? "");
    }

    private static async Task<string> Server(params (string Path, string Text)[] files) =>
        (await Estate.Claims(new McpToolsCollector(), files)).First(c => c.Property == "tools").Subject.Key;
}
