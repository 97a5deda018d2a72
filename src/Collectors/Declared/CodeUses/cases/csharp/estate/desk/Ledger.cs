using ModelContextProtocol.Server;

namespace Desk;

[McpServerToolType]
public sealed class Ledger(IChatClient small)
{
    [McpServerTool(Name = "post")]
    public static void Post(string account, decimal amount) { }

    public Task<ChatResponse> AskAsync(string question) => small.GetResponseAsync(question);
}
