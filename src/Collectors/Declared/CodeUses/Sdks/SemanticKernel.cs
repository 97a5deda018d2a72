using static Plumbline.Collectors.Declared.CodeUses.Sdk;
using static Plumbline.Collectors.Declared.CodeUses.Use;

namespace Plumbline.Collectors.Declared.CodeUses.Sdks;

/// <summary>Semantic Kernel, in .NET and Python.</summary>
internal static class SemanticKernel
{
    private const string Adds = "AddAzureOpenAIChatCompletion AddOpenAIChatCompletion AddGoogleAIGeminiChatCompletion AddVertexAIGeminiChatCompletion AddMistralChatCompletion AddOllamaChatCompletion AddBedrockChatCompletionService AddHuggingFaceChatCompletion AddAzureAIInferenceChatCompletion AddAzureOpenAIChatClient AddOpenAIChatClient AddOllamaChatClient AddAzureAIInferenceChatClient AddOnnxRuntimeGenAIChatCompletion AddAzureOpenAITextGeneration AddOpenAITextGeneration";

    /// <summary>The methods that put a model into a container of services.</summary>
    public static IReadOnlyList<string> Services { get; } = Adds.Split(' ');

    public static Sdk[] All { get; } =
    [
        new("semantic-kernel", "", "Microsoft.SemanticKernel semantic_kernel com.microsoft.semantickernel",
            Make(None, "kernel-builder", "Microsoft.SemanticKernel::Kernel.CreateBuilder Microsoft.SemanticKernel::KernelBuilder Microsoft.SemanticKernel::IKernelBuilder"),
            Make(None, "kernel", "Microsoft.SemanticKernel::Kernel semantic_kernel::Kernel"),
            On("kernel-builder", None, "Build", "kernel"),
            On("kernel-builder|services", Model, Adds, "=", model: "deploymentName modelId model 0", key: "apiKey credentials credential 2", url: "endpoint 1", loose: true),
            On("kernel-builder|services", Model, "AddAzureOpenAITextEmbeddingGeneration AddOpenAITextEmbeddingGeneration AddAzureOpenAIEmbeddingGenerator AddOpenAIEmbeddingGenerator AddOllamaEmbeddingGenerator AddOllamaTextEmbeddingGeneration", "=", model: "deploymentName modelId 0", loose: true),
            Make(Model, "sk-service", "Microsoft.SemanticKernel::AzureOpenAIChatCompletionService Microsoft.SemanticKernel::OpenAIChatCompletionService Microsoft.SemanticKernel::GoogleAIGeminiChatCompletionService Microsoft.SemanticKernel::MistralAIChatCompletionService", model: "deploymentName modelId model 0", key: "apiKey", url: "endpoint"),
            Make(Model, "sk-service", "semantic_kernel::AzureChatCompletion semantic_kernel::OpenAIChatCompletion semantic_kernel::AnthropicChatCompletion semantic_kernel::BedrockChatCompletion semantic_kernel::GoogleAIChatCompletion semantic_kernel::VertexAIChatCompletion semantic_kernel::OllamaChatCompletion semantic_kernel::MistralAIChatCompletion semantic_kernel::AzureTextEmbedding semantic_kernel::OpenAITextEmbedding semantic_kernel::HuggingFaceTextCompletion", model: "deployment_name ai_model_id model_id gemini_model_id", key: "api_key", url: "endpoint base_url"),
            Make(None, "sk-service", "Microsoft.SemanticKernel::IChatCompletionService"),
            On("sk-service", Chat, "GetChatMessageContentAsync GetChatMessageContentsAsync GetStreamingChatMessageContentsAsync get_chat_message_content get_chat_message_contents get_streaming_chat_message_content get_streaming_chat_message_contents", messages: "chatHistory chat_history 0", loose: true),
            On("kernel", Chat, "InvokePromptAsync InvokePromptStreamingAsync invoke_prompt invoke_prompt_stream", messages: "promptTemplate prompt 0", loose: true),
            On("kernel", Tool, "CreateFunctionFromPrompt CreateFunctionFromMethod add_function ImportPluginFromObject ImportPluginFromType add_plugin Plugins.AddFromType Plugins.AddFromObject CreatePluginFromOpenApiAsync ImportPluginFromOpenApiAsync", name: "functionName function_name pluginName plugin_name"),
            On("kernel-builder", Tool, "Plugins.AddFromType Plugins.AddFromObject"),
            Make(Tool, "", "Microsoft.SemanticKernel::KernelFunctionFactory.CreateFromPrompt Microsoft.SemanticKernel::KernelFunctionFactory.CreateFromMethod Microsoft.SemanticKernel::KernelPluginFactory.CreateFromFunctions Microsoft.SemanticKernel::KernelPluginFactory.CreateFromType Microsoft.SemanticKernel::KernelPluginFactory.CreateFromObject", name: "functionName 1"),
            Make(Tool, "", "Microsoft.SemanticKernel::KernelFunction Microsoft.SemanticKernel::KernelFunctionAttribute semantic_kernel::kernel_function", name: "name 0"),
            Make(Agent, "sk-agent", "Microsoft.SemanticKernel.Agents::ChatCompletionAgent Microsoft.SemanticKernel::OpenAIAssistantAgent Microsoft.SemanticKernel.Agents::AzureAIAgent Microsoft.SemanticKernel.Agents::BedrockAgent Microsoft.SemanticKernel.Agents::OpenAIResponseAgent Microsoft.SemanticKernel.Agents::OpenAIAssistantAgent semantic_kernel::ChatCompletionAgent semantic_kernel::AzureAIAgent semantic_kernel::OpenAIAssistantAgent semantic_kernel::AzureAssistantAgent semantic_kernel::OpenAIResponsesAgent semantic_kernel::AzureResponsesAgent semantic_kernel::BedrockAgent semantic_kernel::CopilotStudioAgent", model: "service Kernel kernel", system: "Instructions instructions", tools: "plugins", name: "Name name"),
            Make(Client, "ai-agents", "semantic_kernel::AzureAIAgent.create_client semantic_kernel::OpenAIAssistantAgent.create_client semantic_kernel::AzureAssistantAgent.create_client semantic_kernel::OpenAIResponsesAgent.create_client semantic_kernel::AzureResponsesAgent.create_client"),
            Make(Agent, "sk-team", "Microsoft.SemanticKernel.Agents::AgentGroupChat Microsoft.SemanticKernel::SequentialOrchestration Microsoft.SemanticKernel::ConcurrentOrchestration Microsoft.SemanticKernel::HandoffOrchestration Microsoft.SemanticKernel::GroupChatOrchestration Microsoft.SemanticKernel::MagenticOrchestration semantic_kernel::AgentGroupChat semantic_kernel::SequentialOrchestration semantic_kernel::ConcurrentOrchestration semantic_kernel::HandoffOrchestration semantic_kernel::GroupChatOrchestration semantic_kernel::MagenticOrchestration", agents: "agents members 0"),
            Make(Use.Mcp, "", "semantic_kernel::MCPStdioPlugin semantic_kernel::MCPSsePlugin semantic_kernel::MCPStreamableHttpPlugin", name: "name", url: "url"),
            Make(Retrieval, "", "Microsoft.SemanticKernel::InMemoryVectorStore Microsoft.SemanticKernel::QdrantVectorStore Microsoft.SemanticKernel::AzureAISearchVectorStore Microsoft.SemanticKernel::PostgresVectorStore Microsoft.SemanticKernel::RedisVectorStore Microsoft.SemanticKernel::WeaviateVectorStore Microsoft.SemanticKernel::PineconeVectorStore Microsoft.SemanticKernel::MemoryBuilder Microsoft.SemanticKernel::TextSearchStore")),
    ];
}
