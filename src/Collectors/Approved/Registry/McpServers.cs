using Plumbline.Cel.Types;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>States the MCP servers, and the tools that were approved of them by name and digest.</summary>
internal static class McpServers
{
    public static void State(Book book, Statements statements)
    {
        foreach (var item in book["mcp-servers"])
        {
            var id = book.AssetOf(item);
            statements.Register(id, item.Id, item.First);
            foreach (var known in item.Union("id")) statements.Bind(id, known.Text?.Trim(), "is", known);
            foreach (var tool in item.All("tools")) statements.Word(id, "tools", Tool(tool), tool);
            if (item.Settles("tools")) statements.Cover(new Reach(id), item.One("tools")!, "mcp-server.tools");
            foreach (var (_, sentence, at) in item.Contradictions($"MCP server `{item.Id}`", "id"))
                statements.Contradict(Impact.Of(item, book), sentence, at);
        }
    }

    private static Value Tool(Said tool) => Value.Map(
        ("name", Value.Of(tool.Named("name"))), ("id", Value.Of("")), ("digest", Value.Of(tool["digest"]?.Text ?? "")), ("capabilities", Value.List(Array.Empty<string>())),
        ("version", Value.Of("")), ("file", Value.Of(tool.File)), ("at", Value.Of(tool.Where)));
}
