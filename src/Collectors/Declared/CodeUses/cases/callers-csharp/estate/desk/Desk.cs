using Microsoft.Extensions.AI;
using OpenAI;

namespace Desk;

public sealed class Asker(string model)
{
    private readonly OpenAIClient client = new("key-from-elsewhere");

    public object Ask() => client.GetChatClient(model).AsIChatClient();
}

public abstract class Above
{
    private readonly string id;

    protected Above(OpenAIClient client, string model)
    {
        id = model;
        Client = client;
    }

    public OpenAIClient Client { get; }

    public object Chat() => Client.GetChatClient(id);
}

public sealed class Below(OpenAIClient client) : Above(client, "gpt-4.1");

public sealed class Beside : Above
{
    public Beside(OpenAIClient client) : base(client, "gpt-4.1-mini") { }
}

public interface IWriter
{
    object Write(string model);
}

public sealed class Writer(OpenAIClient client) : IWriter
{
    public object Write(string model) => client.GetChatClient(model);

    public static object Free(OpenAIClient client, string model) => client.GetChatClient(model);

    public static object Free(OpenAIClient client, string model, int depth) => client.GetChatClient(model);
}

public sealed class Options
{
    public string Model { get; set; } = "";
}

public static class Unused
{
    public static object Make(OpenAIClient client, string model) => client.GetChatClient(model);
}

public sealed class Registered(string model)
{
    public object Chat(OpenAIClient client) => client.GetChatClient(model);
}
