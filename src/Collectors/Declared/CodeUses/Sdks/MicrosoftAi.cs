using static Plumbline.Collectors.Declared.CodeUses.Sdk;
using static Plumbline.Collectors.Declared.CodeUses.Use;

namespace Plumbline.Collectors.Declared.CodeUses.Sdks;

/// <summary>Microsoft.Extensions.AI and Azure AI Foundry.</summary>
internal static class MicrosoftAi
{
    public static Sdk[] All { get; } =
    [
        new("microsoft-extensions-ai", "", "Microsoft.Extensions.AI OllamaSharp",
            Make(None, "chat-client", "Microsoft.Extensions.AI::IChatClient Microsoft.Extensions.AI::DelegatingChatClient Microsoft.Extensions.AI::FunctionInvokingChatClient"),
            Make(None, "embedding-generator", "Microsoft.Extensions.AI::IEmbeddingGenerator"),
            Make(Model, "chat-client", "Microsoft.Extensions.AI::OllamaChatClient Microsoft.Extensions.AI::OpenAIChatClient Microsoft.Extensions.AI::AzureAIInferenceChatClient", model: "modelId 1"),
            On("chat-client|openai-chat|openai-responses|genai|anthropic|anthropic-foundry|ollama|azure-inference", Chat, "GetResponseAsync GetStreamingResponseAsync CompleteAsync CompleteStreamingAsync", model: "ModelId", system: "Instructions", messages: "messages chatMessages 0", tools: "Tools", loose: true),
            On("embedding-generator|openai-embedding|ollama", Embedding, "GenerateAsync GenerateVectorAsync GenerateEmbeddingAsync GenerateEmbeddingVectorAsync", model: "ModelId"),
            On("chat-client|openai-chat|openai-responses", None, "AsBuilder Build UseFunctionInvocation UseOpenTelemetry UseLogging UseDistributedCache Use ConfigureOptions", "="),
            Make(Tool, "ai-function", "Microsoft.Extensions.AI::AIFunctionFactory.Create Microsoft.Extensions.AI::AIFunctionFactory.CreateDeclaration", name: "name 1 0"),
            Make(Tool, "ai-function", "Microsoft.Extensions.AI::HostedCodeInterpreterTool Microsoft.Extensions.AI::HostedWebSearchTool Microsoft.Extensions.AI::HostedFileSearchTool Microsoft.Extensions.AI::HostedMcpServerTool Microsoft.Extensions.AI::HostedImageGenerationTool", name: "serverName 0", url: "serverAddress 1")),
        new("azure-ai-projects", "azure-ai", "azure.ai.projects azure.ai.agents Azure.AI.Projects Azure.AI.Agents Azure.AI.Extensions @azure/ai-projects @azure/ai-agents",
            Make(Client, "ai-project", "azure.ai.projects::AIProjectClient Azure.AI.Projects::AIProjectClient @azure/ai-projects::AIProjectClient azure.ai.projects::AIProjectClient.from_connection_string", key: "credential 1", url: "endpoint 0"),
            Make(Client, "ai-agents", "azure.ai.agents::AgentsClient Azure.AI.Agents::PersistentAgentsClient Azure.AI.Agents::AgentsClient Azure.AI.Agents.Persistent::PersistentAgentsClient @azure/ai-agents::AgentsClient", key: "credential 1", url: "endpoint 0"),
            On("ai-project|ai-agents", Agent, "create_agent agents.create_agent agents.create_version agents.create CreateAgent CreateAgentAsync CreateAgentVersionAsync AgentAdministrationClient.CreateAgentVersionAsync AgentAdministrationClient.CreateAgentVersion Agents.CreateAgentVersionAsync Agents.CreateAgentVersion Agents.CreateAgentAsync Administration.CreateAgentAsync createAgent agents.createAgent CreateAIAgentAsync CreateAIAgent", "azure-agent", model: "model Model 0", system: "instructions Instructions", tools: "tools Tools toolset", name: "name agentName Name"),
            On("ai-project", None, "GetProjectOpenAIClient get_openai_client OpenAI inference.get_azure_openai_client GetAzureOpenAIClient", "openai"),
            On("ai-project", Model, "inference.get_chat_completions_client", "azure-inference"),
            Make(Tool, "", "azure.ai.agents::FunctionTool azure.ai.agents::CodeInterpreterTool azure.ai.agents::FileSearchTool azure.ai.agents::BingGroundingTool azure.ai.agents::AzureAISearchTool azure.ai.agents::OpenApiTool azure.ai.agents::McpTool Azure.AI.Agents.Persistent::FunctionToolDefinition Azure.AI.Agents.Persistent::CodeInterpreterToolDefinition Azure.AI.Agents.Persistent::FileSearchToolDefinition Azure.AI.Agents.Persistent::BingGroundingToolDefinition Azure.AI.Agents.Persistent::AzureAISearchToolDefinition Azure.AI.Agents.Persistent::OpenApiToolDefinition Azure.AI.Agents.Persistent::MCPToolDefinition Azure.AI.Agents.Persistent::ConnectedAgentToolDefinition", name: "name"),
            Make(Agent, "azure-agent", "azure.ai.projects::PromptAgentDefinition Azure.AI.Projects::PromptAgentDefinition Azure.AI.Projects::DeclarativeAgentDefinition", model: "model 0", system: "instructions Instructions", tools: "tools Tools")),
        new("azure-content-safety", "azure-ai", "azure.ai.contentsafety Azure.AI.ContentSafety",
            Make(Guardrail, "content-safety", "azure.ai.contentsafety::ContentSafetyClient Azure.AI.ContentSafety::ContentSafetyClient"),
            On("content-safety", Guardrail, "analyze_text analyze_image AnalyzeText AnalyzeTextAsync AnalyzeImage")),
        new("azure-search", "azure-ai", "azure.search.documents Azure.Search.Documents @azure/search-documents",
            Make(Retrieval, "azure-search", "azure.search.documents::SearchClient Azure.Search.Documents::SearchClient Azure.Search.Documents::SearchIndexClient azure.search.documents::SearchIndexClient @azure/search-documents::SearchClient", name: "index_name indexName 1", url: "endpoint 0")),
    ];
}
