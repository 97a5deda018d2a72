using static Plumbline.Collectors.Declared.CodeUses.Sdk;
using static Plumbline.Collectors.Declared.CodeUses.Use;

namespace Plumbline.Collectors.Declared.CodeUses.Sdks;

/// <summary>The Model Context Protocol's libraries.</summary>
internal static class Mcp
{
    public static Sdk[] All { get; } =
    [
        new("mcp", "", "mcp fastmcp @modelcontextprotocol ModelContextProtocol github.com/modelcontextprotocol/go-sdk github.com/mark3labs/mcp-go io.modelcontextprotocol",
            Make(Use.Mcp, "mcp-server", "mcp::FastMCP fastmcp::FastMCP mcp.server::Server mcp.server::lowlevel.Server @modelcontextprotocol/sdk::McpServer @modelcontextprotocol/sdk::Server fastmcp::FastMCP.from_openapi fastmcp::FastMCP.from_fastapi github.com/modelcontextprotocol/go-sdk::NewServer github.com/mark3labs/mcp-go::NewMCPServer io.modelcontextprotocol::McpServer.sync io.modelcontextprotocol::McpServer.async", name: "name Name 0"),
            On("mcp-server", Tool, "tool registerTool add_tool AddTool addTool", name: "name 0"),
            Make(Tool, "", "github.com/modelcontextprotocol/go-sdk::AddTool", name: "Name"),
            Make(None, "mcp-tool", "github.com/mark3labs/mcp-go::NewTool", name: "0"),
            On("mcp-server", None, "resource prompt registerResource registerPrompt"),
            On("mcp-server", Tool, "call_tool list_tools"),
            Make(Use.Mcp, "mcp-transport", "mcp::StdioServerParameters @modelcontextprotocol/sdk::StdioClientTransport @modelcontextprotocol/sdk::StreamableHTTPClientTransport @modelcontextprotocol/sdk::SSEClientTransport", name: "Name name", url: "url Endpoint 0"),
            Make(None, "mcp-transport", "ModelContextProtocol::StdioClientTransport ModelContextProtocol::HttpClientTransport ModelContextProtocol::SseClientTransport"),
            Make(Use.Mcp, "mcp-client", "@modelcontextprotocol/sdk::Client fastmcp::Client ModelContextProtocol::McpClient.CreateAsync ModelContextProtocol::McpClientFactory.CreateAsync mcp::ClientSession mcp::client.session.ClientSession github.com/mark3labs/mcp-go::NewStdioMCPClient", name: "name"),
            Make(Use.Mcp, "", "mcp::sse_client mcp::streamablehttp_client mcp::streamable_http_client mcp::stdio_client", url: "url 0"),
            On("services", Use.Mcp, "AddMcpServer", "mcp-builder", loose: true),
            On("mcp-builder", None, "WithTools WithToolsFromAssembly WithStdioServerTransport WithHttpTransport WithPrompts WithResources", "="),
            Make(Tool, "", "ModelContextProtocol::McpServerTool ModelContextProtocol::McpServerToolAttribute ModelContextProtocol::McpServerTool.Create", name: "Name"),
            Make(None, "", "ModelContextProtocol::McpServerToolType ModelContextProtocol::McpServerPrompt")),
    ];
}
