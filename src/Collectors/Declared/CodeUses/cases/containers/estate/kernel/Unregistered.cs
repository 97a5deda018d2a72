using Microsoft.Extensions.AI;

namespace Desk;

public sealed class Unregistered(IChatClient client)
{
    public Task Ask(string question) => client.GetResponseAsync(question);
}
