using static Plumbline.Collectors.Declared.CodeUses.Sdk;
using static Plumbline.Collectors.Declared.CodeUses.Use;

namespace Plumbline.Collectors.Declared.CodeUses.Sdks;

/// <summary>AutoGen and its successors, in Python and .NET.</summary>
internal static class AutoGen
{
    public static Sdk[] All { get; } =
    [
        new("autogen", "", "autogen autogen_agentchat autogen_core autogen_ext pyautogen ag2 AutoGen Microsoft.AutoGen",
            Make(Agent, "autogen-agent", "autogen_agentchat::AssistantAgent autogen_agentchat::CodeExecutorAgent autogen_agentchat::UserProxyAgent autogen_agentchat::SocietyOfMindAgent autogen_ext::MultimodalWebSurfer autogen_ext::FileSurfer autogen_ext::MagenticOneCoderAgent autogen_ext::OpenAIAssistantAgent autogen_ext::OpenAIAgent", model: "model_client model 1", system: "system_message instructions", tools: "tools", name: "name 0"),
            Make(Agent, "autogen-team", "autogen_agentchat::RoundRobinGroupChat autogen_agentchat::SelectorGroupChat autogen_agentchat::Swarm autogen_agentchat::MagenticOneGroupChat autogen_agentchat::GraphFlow autogen_ext::MagenticOne", model: "model_client", agents: "participants 0"),
            Make(Agent, "autogen-agent", "autogen::ConversableAgent autogen::AssistantAgent autogen::UserProxyAgent autogen::GPTAssistantAgent autogen::CaptainAgent", model: "llm_config", system: "system_message", tools: "functions", name: "name 0"),
            Make(Agent, "autogen-team", "autogen::GroupChat autogen::GroupChatManager", agents: "agents groupchat"),
            Make(Model, "autogen-model", "autogen_ext::OpenAIChatCompletionClient autogen_ext::AzureOpenAIChatCompletionClient autogen_ext::AnthropicChatCompletionClient autogen_ext::OllamaChatCompletionClient autogen_ext::AzureAIChatCompletionClient autogen_ext::SKChatCompletionAdapter autogen_ext::LlamaCppChatCompletionClient autogen_ext::AnthropicBedrockChatCompletionClient", model: "model azure_deployment", key: "api_key azure_ad_token_provider credential", url: "base_url azure_endpoint endpoint"),
            Make(None, "autogen-model", "autogen_core::ChatCompletionClient"),
            Make(Model, "autogen-model", "autogen_core::ChatCompletionClient.load_component"),
            Make(Model, "autogen-config", "autogen::LLMConfig", model: "model 0", key: "api_key"),
            On("autogen-model", Chat, "create create_stream", system: "", messages: "messages 0", tools: "tools"),
            Make(Tool, "", "autogen_core::FunctionTool autogen_ext::PythonCodeExecutionTool autogen_ext::HttpTool autogen_ext::AgentTool autogen_agentchat::AgentTool", name: "name 0"),
            Make(Use.Mcp, "", "autogen_ext::McpWorkbench autogen_ext::StdioServerParams autogen_ext::SseServerParams autogen_ext::mcp_server_tools autogen_ext::StreamableHttpServerParams", url: "url"),
            Make(Agent, "autogen-agent", "AutoGen::OllamaAgent AutoGen::GeminiChatAgent AutoGen::AnthropicClientAgent AutoGen::MistralClientAgent AutoGen::ChatCompletionsClientAgent", model: "modelName model 2", system: "systemMessage", tools: "tools functions", name: "name 1"),
            Make(Agent, "autogen-agent", "AutoGen::OpenAIChatAgent AutoGen::SemanticKernelAgent AutoGen::SemanticKernelChatCompletionAgent", model: "chatClient modelName kernel chatCompletionAgent 0", system: "systemMessage", tools: "tools functions", name: "name 1"),
            Make(Agent, "autogen-agent", "AutoGen::GPTAgent AutoGen::LMStudioAgent AutoGen::AssistantAgent AutoGen::ConversableAgent AutoGen::UserProxyAgent", model: "modelName", system: "systemMessage", tools: "functions", name: "name 0"),
            Make(Agent, "autogen-team", "AutoGen::GroupChat AutoGen::RoundRobinGroupChat AutoGen::GroupChatManager", model: "admin", agents: "members 0"),
            Make(Tool, "", "AutoGen::Function AutoGen::FunctionAttribute", name: "functionName"),
            Make(Client, "autogen-anthropic", "AutoGen.Anthropic::AnthropicClient"),
            Make(Client, "ollama", "AutoGen::OllamaClientAgent")),
    ];
}
