using System.ComponentModel;
using Microsoft.SemanticKernel;
using ModelContextProtocol.Server;

namespace Desk;

public sealed class Tools
{
    [KernelFunction("close_case"), Description("Closes a case")]
    public string Close(string id) => id;

    [McpServerTool(Name = "reopen_case"), Description("Opens a case again")]
    public string Reopen(string id) => id;
}
