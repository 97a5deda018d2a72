using System.IO.Compression;
using System.Text;
using Plumbline.Collectors.Declared.McpServers;
using Plumbline.Collectors.Declared.McpTools;
using Plumbline.Collectors.Files.Mcp;
using Plumbline.Posture.Scans;
using Xunit;

namespace Plumbline.Collectors.Tests;

/// <summary>Bundles are read whatever they are called, boundedly; the settings of GitHub's server take its capabilities away.</summary>
public sealed class ServerBundleTests
{
    private const string Manifest = """{"manifest_version":"0.3","name":"notes","version":"1.0.0","server":{"type":"python","entry_point":"server/main.py","mcp_config":{"command":"python","args":["${__dirname}/server/main.py"]}}}""";

    [Fact]
    public async Task A_zipped_bundle_is_published_under_its_name()
    {
        var claims = await Estate.Claims(new McpToolsCollector(), [("x/0f3a", Zip(("manifest.json", Manifest), ("server/main.py", "print(1)\n")))]);
        var published = Assert.Single(claims, c => c.Property == "publications");
        Assert.Equal("notes", published.Value.AsMap!["name"].AsString);
        Assert.Equal("x/0f3a/manifest.json", published.Origin.File);
    }

    [Fact]
    public void Its_code_is_given_and_what_is_not_its_own_is_left_out()
    {
        var members = ServerBundles.Of(File(Zip(("manifest.json", Manifest), ("server/main.py", "print(1)\n"), ("server/lib/x.py", ""), ("node_modules/a/i.js", ""), ("../../out.py", "x = 1\n"), ("/abs.py", ""), ("a.txt", ""))), out var problem);
        Assert.Equal(["b/manifest.json", "b/server/main.py"], members!.Select(m => m.Path));
        Assert.Null(problem);
    }

    [Fact]
    public void What_is_too_large_or_broken_is_said()
    {
        var bomb = new string('a', 3 << 20);
        var members = ServerBundles.Of(File(Zip(("manifest.json", Manifest), ("server/main.py", "print(1)\n"), ("server/big.py", bomb))), out var problem);
        Assert.Equal(2, members!.Count);
        Assert.Contains("not all of the code", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_archives_are_no_bundles()
    {
        Assert.Null(ServerBundles.Of(File(Zip(("a.py", "print(1)\n"), ("b.txt", new string('b', 200)))), out _));
        Assert.Null(ServerBundles.Of(File(Zip(("manifest.json", """{"name":"an extension of a browser","manifest_version":3,"version":"1"}"""))), out _));
        var cut = Zip(("manifest.json", Manifest), ("server/main.py", "print(1)\n"));
        for (var length = 0; length < cut.Length; length += 7) ServerBundles.Of(File(cut[..length]), out _);
    }

    [Theory]
    [InlineData("""{"type":"http","url":"https://api.githubcopilot.com/mcp/"}""", "reads-private reads-untrusted sends-out")]
    [InlineData("""{"type":"http","url":"https://api.githubcopilot.com/mcp/readonly"}""", "reads-private reads-untrusted")]
    [InlineData("""{"type":"http","url":"https://api.githubcopilot.com/mcp/x/issues"}""", "reads-untrusted sends-out")]
    [InlineData("""{"type":"http","url":"https://api.githubcopilot.com/mcp/x/issues/readonly"}""", "reads-untrusted")]
    [InlineData("""{"type":"http","url":"https://api.githubcopilot.com/mcp/","headers":{"X-MCP-Readonly":"true","X-MCP-Toolsets":"repos"}}""", "reads-private")]
    [InlineData("""{"type":"http","url":"https://api.githubcopilot.com/mcp/","headers":{"X-MCP-Lockdown":"true"}}""", "reads-private sends-out")]
    [InlineData("""{"command":"docker","args":["run","-i","--rm","-e","GITHUB_READ_ONLY=1","ghcr.io/github/github-mcp-server"]}""", "reads-private reads-untrusted")]
    [InlineData("""{"command":"docker","args":["run","-i","--rm","-e","GITHUB_TOOLSETS","ghcr.io/github/github-mcp-server"],"env":{"GITHUB_TOOLSETS":"actions,users"}}""", "")]
    [InlineData("""{"command":"docker","args":["run","-i","--rm","ghcr.io/github/github-mcp-server","stdio","--toolsets=repos,issues","--read-only"]}""", "reads-private reads-untrusted")]
    [InlineData("""{"command":"docker","args":["run","-i","--rm","ghcr.io/github/github-mcp-server","stdio","--toolsets","${SETS}","--read-only=false"]}""", "reads-private reads-untrusted sends-out")]
    public async Task Settings_of_the_GitHub_server_take_away_what_it_can_do(string server, string kinds)
    {
        var claims = await Estate.Claims(new McpServersCollector(), (".mcp.json", "{\"mcpServers\":{\"gh\":" + server + "}}"));
        var told = claims.Where(c => c.Property == "capabilities" && c.Value.AsMap is not null).Select(c => c.Value.AsMap!).ToList();
        Assert.Equal(kinds, string.Join(' ', told.Select(t => t["kind"].AsString).Distinct().Order(StringComparer.Ordinal)));
        Assert.All(told, t => Assert.Contains("takes it away", t["why"].AsString, StringComparison.Ordinal));
    }

    private static EstateFile File(byte[] bytes) => new("b", bytes.Length, () => new MemoryStream(bytes));

    private static byte[] Zip(params (string Name, string Text)[] members)
    {
        using var held = new MemoryStream();
        using (var archive = new ZipArchive(held, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in members)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return held.ToArray();
    }
}
