using Anthropic.SDK;
using Anthropic.SDK.Constants;
using Anthropic.SDK.Messaging;

var client = new AnthropicClient();
await client.Messages.GetClaudeMessageAsync(new MessageParameters { Model = AnthropicModels.Claude45Sonnet, MaxTokens = 512 });
// Versions of the library part over this one.
await client.Messages.GetClaudeMessageAsync(new MessageParameters { Model = AnthropicModels.Claude35Sonnet, MaxTokens = 512 });
