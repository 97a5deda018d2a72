using Microsoft.Extensions.AI;

namespace Desk;

public sealed class Answers(IChatClient client, [FromKeyedServices("fast")] IChatClient quick, [FromKeyedServices("unheard")] IChatClient none)
{
    public Task Slow(string question) => client.GetResponseAsync(question);

    public Task Fast(string question) => quick.GetResponseAsync(question);

    public Task None(string question) => none.GetResponseAsync(question);
}
