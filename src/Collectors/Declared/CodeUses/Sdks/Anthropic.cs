using static Plumbline.Collectors.Declared.CodeUses.Sdk;
using static Plumbline.Collectors.Declared.CodeUses.Use;

namespace Plumbline.Collectors.Declared.CodeUses.Sdks;

/// <summary>Anthropic's libraries and its agent SDK.</summary>
internal static class Anthropic
{
    public static Sdk[] All { get; } =
    [
        new("anthropic", "anthropic", "anthropic @anthropic-ai Anthropic com.anthropic github.com/anthropics/anthropic-sdk-go",
            Make(Client, "anthropic", "anthropic::Anthropic anthropic::AsyncAnthropic anthropic::Client @anthropic-ai/sdk::default @anthropic-ai/sdk::Anthropic Anthropic::AnthropicClient com.anthropic::AnthropicOkHttpClient.fromEnv com.anthropic::AnthropicOkHttpClient.builder github.com/anthropics/anthropic-sdk-go::NewClient", key: "api_key apiKey APIKey ApiKey WithAPIKey", url: "base_url baseURL baseUrl BaseUrl WithBaseURL"),
            On("anthropic|anthropic-bedrock|anthropic-vertex|anthropic-foundry", Chat, "messages.create messages.stream messages.parse beta.messages.create beta.messages.stream beta.messages.tool_runner messages.batches.create Messages.New Messages.NewStreaming Messages.Create Messages.CreateStreaming Messages.GetClaudeMessageAsync messages().create", model: "model Model", system: "system System", messages: "messages Messages", tools: "tools Tools"),
            On("anthropic|anthropic-bedrock|anthropic-vertex", Chat, "completions.create", model: "model", messages: "prompt"),
            On("anthropic|anthropic-foundry", Model, "AsIChatClient", "chat-client", model: "0 defaultModelId modelId")),
        new("anthropic", "bedrock", "anthropic @anthropic-ai Anthropic",
            Make(Client, "anthropic-bedrock", "anthropic::AnthropicBedrock anthropic::AsyncAnthropicBedrock @anthropic-ai/bedrock-sdk::default @anthropic-ai/bedrock-sdk::AnthropicBedrock Anthropic::AnthropicBedrockClient")),
        new("anthropic", "google", "anthropic @anthropic-ai Anthropic",
            Make(Client, "anthropic-vertex", "anthropic::AnthropicVertex anthropic::AsyncAnthropicVertex @anthropic-ai/vertex-sdk::AnthropicVertex")),
        new("anthropic", "azure-ai", "anthropic @anthropic-ai Anthropic",
            Make(Client, "anthropic-foundry", "anthropic::AnthropicFoundry anthropic::AsyncAnthropicFoundry Anthropic::AnthropicFoundryClient", key: "api_key azure_ad_token_provider 0", url: "base_url")),
        new("claude-agent-sdk", "anthropic", "claude_agent_sdk claude_code_sdk @anthropic-ai/claude-agent-sdk @anthropic-ai/claude-code",
            Make(Agent, "claude-agent", "claude_agent_sdk::ClaudeSDKClient claude_agent_sdk::query claude_code_sdk::query claude_code_sdk::ClaudeSDKClient @anthropic-ai/claude-agent-sdk::query @anthropic-ai/claude-code::query", model: "model", system: "system_prompt systemPrompt", tools: "allowed_tools allowedTools"),
            Make(Tool, "", "claude_agent_sdk::tool @anthropic-ai/claude-agent-sdk::tool", name: "name 0"),
            Make(Use.Mcp, "", "claude_agent_sdk::create_sdk_mcp_server @anthropic-ai/claude-agent-sdk::createSdkMcpServer", name: "name 0", tools: "tools")),
    ];
}
