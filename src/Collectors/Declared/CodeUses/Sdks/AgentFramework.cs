using static Plumbline.Collectors.Declared.CodeUses.Sdk;
using static Plumbline.Collectors.Declared.CodeUses.Use;

namespace Plumbline.Collectors.Declared.CodeUses.Sdks;

/// <summary>Microsoft Agent Framework, in .NET and Python.</summary>
internal static class AgentFramework
{
    private const string Chats = "chat-client|openai|azure-openai|openai-chat|openai-responses|openai-assistant|ai-project|ai-agents|azure-agent|anthropic|anthropic-foundry|genai|ollama|agent";

    public static Sdk[] All { get; } =
    [
        new("agent-framework", "", "Microsoft.Agents.AI agent_framework agent_framework_foundry agent_framework_openai agent_framework_azure_ai agent_framework_anthropic",
            Make(Agent, "agent", "Microsoft.Agents.AI::ChatClientAgent", model: "ModelId chatClient 0", system: "instructions Instructions", tools: "tools Tools", name: "name Name"),
            On(Chats, Agent, "AsAIAgent CreateAIAgent CreateAIAgentAsync GetAIAgent AsAgent AsHarnessAgent", "agent", model: "model Model defaultModelId ModelId 0", system: "instructions Instructions", tools: "tools Tools", name: "name Name", loose: true),
            On("", Agent, "AddAIAgent", "agent", system: "instructions 1", name: "name 0", loose: true),
            Make(Agent, "agent", "Microsoft.Agents.AI::DurableAIAgent Microsoft.Agents.AI::A2AAgent Microsoft.Agents.AI::CopilotStudioAgent Microsoft.Agents.AI::GitHubCopilotAgent Microsoft.Agents.AI::LoopAgent", name: "name"),
            Make(Agent, "workflow", "Microsoft.Agents.AI::AgentWorkflowBuilder.BuildSequential Microsoft.Agents.AI::AgentWorkflowBuilder.BuildConcurrent Microsoft.Agents.AI::AgentWorkflowBuilder.CreateHandoffBuilderWith Microsoft.Agents.AI::AgentWorkflowBuilder.CreateGroupChatBuilderWith Microsoft.Agents.AI::MagenticWorkflowBuilder", agents: "0"),
            On("agent", Tool, "AsAIFunction", "ai-function"),
            On("agent", None, "AsBuilder Build Use", "="),
            Make(Agent, "agent", "agent_framework::Agent agent_framework::ChatAgent agent_framework::RawAgent agent_framework::ClaudeAgent agent_framework::GitHubCopilotAgent agent_framework::FoundryAgent agent_framework::A2AAgent agent_framework::CopilotStudioAgent agent_framework::DurableAIAgent agent_framework::create_harness_agent", model: "model model_id chat_client client 0", system: "instructions", tools: "tools", name: "name"),
            On("af-client", Agent, "as_agent create_agent", "agent", system: "instructions", tools: "tools", name: "name"),
            On("agent", Tool, "as_tool", "af-tool", name: "name"),
            On("af-client", Tool, "get_code_interpreter_tool get_web_search_tool get_file_search_tool get_mcp_tool get_image_generation_tool get_azure_ai_search_tool", "af-tool"),
            On("agent", Use.Mcp, "as_mcp_server"),
            On("af-client", Chat, "get_response get_streaming_response", messages: "messages 0", tools: "tools"),
            On("af-embedding", Embedding, "get_embeddings"),
            Make(Model, "af-client", "agent_framework::OpenAIChatClient agent_framework::OpenAIChatCompletionClient agent_framework::OpenAIResponsesClient agent_framework::OpenAIAssistantsClient", model: "model model_id ai_model_id deployment_name", key: "api_key credential", url: "base_url endpoint azure_endpoint"),
            Make(Model, "af-client", "agent_framework::AzureOpenAIChatClient agent_framework::AzureOpenAIResponsesClient agent_framework::AzureOpenAIAssistantsClient agent_framework::FoundryChatClient agent_framework::FoundryLocalClient agent_framework::AzureAIAgentClient agent_framework::AzureAIClient agent_framework::RawFoundryChatClient agent_framework_foundry::FoundryChatClient", model: "model deployment_name model_deployment_name model_id", key: "api_key credential", url: "endpoint project_endpoint"),
            Make(Model, "af-client", "agent_framework::AnthropicClient agent_framework::OllamaChatClient agent_framework::GeminiChatClient agent_framework::BedrockChatClient agent_framework::MistralChatClient", model: "model model_id", key: "api_key", url: "host base_url"),
            Make(Model, "af-embedding", "agent_framework::OpenAIEmbeddingClient agent_framework::OllamaEmbeddingClient agent_framework::FoundryEmbeddingClient agent_framework::BedrockEmbeddingClient agent_framework::AzureOpenAIEmbeddingClient", model: "model model_id"),
            Make(Tool, "af-tool", "agent_framework::tool agent_framework::ai_function agent_framework::FunctionTool agent_framework::LocalShellTool agent_framework::HostedCodeInterpreterTool agent_framework::HostedWebSearchTool agent_framework::HostedFileSearchTool agent_framework::HostedMCPTool", name: "name"),
            Make(Use.Mcp, "af-tool", "agent_framework::MCPStdioTool agent_framework::MCPStreamableHTTPTool agent_framework::MCPWebsocketTool", name: "name", url: "url"),
            Make(Agent, "workflow", "agent_framework::SequentialBuilder agent_framework::ConcurrentBuilder agent_framework::HandoffBuilder agent_framework::GroupChatBuilder agent_framework::MagenticBuilder", agents: "participants 0")),
    ];
}
