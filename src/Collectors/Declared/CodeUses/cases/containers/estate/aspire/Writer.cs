using Microsoft.Extensions.AI;

namespace Writer;

public sealed class Author(IChatClient client)
{
    public Task Write(string text) => client.GetResponseAsync(text);
}
