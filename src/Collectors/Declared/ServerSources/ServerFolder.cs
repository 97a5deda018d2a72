using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Plumbline.Code.Deeds;
using Plumbline.Code.Trees;
using Plumbline.Code.TreeSitter;
using Plumbline.Collectors.Files;
using Plumbline.Collectors.Files.Mcp;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.ServerSources;

/// <summary>The code of a project in which an MCP server is made.</summary>
/// <param name="Path">The folder; empty for the scanned root.</param>
/// <param name="Files">Its code, tests and vendored files left out.</param>
internal sealed record ServerFolder(string Path, IReadOnlyList<EstateFile> Files)
{
    private const int Largest = 2 << 20;

    // Of every library that makes a server, one of these stands in the file that does.
    private static readonly SearchValues<string> Makers = SearchValues.Create(
        ["FastMCP", "mcp.server", "McpServer", "MCPServer", "@modelcontextprotocol/sdk/server", "fastmcp", "create_sdk_mcp_server", "createSdkMcpServer", "mcp import Server", "@modelcontextprotocol/server", "mcp-framework", "mcp-handler"], StringComparison.Ordinal);

    /// <summary>The folders of an estate in which a server is made.</summary>
    public static IEnumerable<ServerFolder> Of(Scope scope, ICollection<(EstateFile File, string Why)> unread)
    {
        var code = scope.Files.Where(f => IsFollowed(f.Name) && FileParts.Of(f) is FilePart.App).ToList();
        var homes = ProjectFolders.Of(scope).Select(p => p.Folder == "." ? "" : p.Folder).ToHashSet(StringComparer.Ordinal);
        var servers = code.Where(f => IsServer(f, unread)).Select(f => Home(f.Folder, homes)).ToHashSet(StringComparer.Ordinal);
        return code.GroupBy(f => Home(f.Folder, homes)).Where(g => servers.Contains(g.Key)).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new ServerFolder(g.Key, [.. g.OrderBy(f => f.Path, StringComparer.Ordinal)])).Concat(Bundled(scope, unread));
    }

    // The code of a bundle is a server's, whatever library it uses.
    private static IEnumerable<ServerFolder> Bundled(Scope scope, ICollection<(EstateFile File, string Why)> unread)
    {
        foreach (var file in scope.Files)
        {
            if (ServerBundles.Of(file, out var problem) is not { } members) continue;
            if (problem is not null) unread.Add((file, problem));
            var code = members.Where(m => IsFollowed(m.Name)).OrderBy(m => m.Path, StringComparer.Ordinal).ToList();
            if (code.Count > 0) yield return new ServerFolder(file.Path, code);
        }
    }

    /// <summary>What its code does and where it listens, and the files that could not be parsed, each with a reason.</summary>
    public (CodeDeeds Code, ImmutableArray<Listener> Listeners) Read(Grammars grammars, ICollection<(EstateFile File, string Why)> unread)
    {
        var trees = new Dictionary<string, SourceTree>(StringComparer.Ordinal);
        foreach (var file in Files)
        {
            var bytes = Content.ReadAll(file, out var reason, Largest);
            if (reason is not null) continue;
            if (DeedReader.Parse(file.Path, bytes, grammars) is not { } tree) unread.Add((file, $"`{file.Path}` takes too long to parse, or nests too deep"));
            else
            {
                trees[file.Path] = tree;
                if (tree.IsBroken) unread.Add((file, $"a part of `{file.Path}` did not parse, so what it does there is not known"));
            }
        }

        return (DeedReader.Of(trees), Listening.Of(trees));
    }

    private static bool IsFollowed(string name) => CodeFiles.LanguageOf(name) is Language.Python or Language.JavaScript or Language.TypeScript && !name.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase);

    private static bool IsServer(EstateFile file, ICollection<(EstateFile File, string Why)> unread)
    {
        var bytes = Content.ReadAll(file, out var reason, Largest);
        if (reason is not null)
        {
            unread.Add((file, reason));
            return false;
        }

        return Encoding.UTF8.GetString(bytes).AsSpan().ContainsAny(Makers);
    }

    private static string Home(string folder, HashSet<string> homes)
    {
        for (var at = folder; at.Length > 0; at = at.LastIndexOf('/') is > 0 and var slash ? at[..slash] : "") if (homes.Contains(at)) return at;
        return homes.Contains("") ? "" : folder;
    }
}
