using Anthropic;
using Anthropic.Models.Messages;

namespace Desk;

public static class Official
{
    public static object Ask(AnthropicClient client) => client.Messages.Create(new MessageCreateParams { Model = Model.ClaudeSonnet4_5_20250929, MaxTokens = 1024 });
}
