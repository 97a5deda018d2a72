using static Plumbline.Collectors.Declared.CodeUses.Sdk;
using static Plumbline.Collectors.Declared.CodeUses.Use;

namespace Plumbline.Collectors.Declared.CodeUses.Sdks;

/// <summary>OpenAI's own libraries, and Azure OpenAI's.</summary>
internal static class OpenAi
{
    private const string Asks = "chat.completions.create chat.completions.parse chat.completions.stream beta.chat.completions.parse beta.chat.completions.stream responses.create responses.parse responses.stream completions.create Chat.Completions.New Chat.Completions.NewStreaming Responses.New CreateChatCompletion CreateChatCompletionStream chat().completions().create responses().create";

    public static Sdk[] All { get; } =
    [
        new("openai", "openai", "openai OpenAI github.com/openai/openai-go github.com/sashabaranov/go-openai com.openai",
            Make(Client, "openai", "openai::OpenAI openai::AsyncOpenAI openai::Client openai::AsyncClient openai::default OpenAI::OpenAIClient github.com/openai/openai-go::NewClient github.com/sashabaranov/go-openai::NewClient github.com/sashabaranov/go-openai::NewClientWithConfig com.openai::OpenAIOkHttpClient.fromEnv com.openai::OpenAIOkHttpClient.builder", key: "api_key apiKey WithAPIKey 0", url: "base_url baseURL baseUrl Endpoint WithBaseURL"),
            Make(None, "openai", "github.com/sashabaranov/go-openai::Client"),
            On("openai|azure-openai", Chat, Asks, model: "model Model", system: "instructions Instructions addSystemMessage addDeveloperMessage", messages: "messages Messages input Input", tools: "tools Tools"),
            On("openai|azure-openai", Embedding, "embeddings.create Embeddings.New CreateEmbeddings", model: "model Model"),
            On("openai|azure-openai", Image, "images.generate images.edit images.create_variation images.createVariation Images.Generate CreateImage videos.create", model: "model Model"),
            On("openai|azure-openai", Speech, "audio.transcriptions.create audio.translations.create audio.speech.create Audio.Transcriptions.New", model: "model Model"),
            On("openai|azure-openai", Guardrail, "moderations.create Moderations.New", model: "model"),
            On("openai|azure-openai", Agent, "beta.assistants.create", model: "model", system: "instructions", tools: "tools", name: "name"),
            On("openai|azure-openai", Chat, "beta.threads.runs.create beta.threads.runs.create_and_poll realtime.connect beta.realtime.connect", model: "model", system: "instructions"),
            On("openai|azure-openai", Training, "fine_tuning.jobs.create fineTuning.jobs.create", model: "model"),
            On("openai|azure-openai", Retrieval, "vector_stores.create beta.vector_stores.create vectorStores.create vector_stores.search", name: "name"),
            Make(Model, "openai-chat", "OpenAI::ChatClient", model: "model 0", key: "apiKey credential 1", url: "Endpoint"),
            Make(Model, "openai-responses", "OpenAI::ResponsesClient OpenAI::OpenAIResponseClient", model: "model 0", key: "apiKey credential 1"),
            Make(Model, "openai-embedding", "OpenAI::EmbeddingClient", model: "model 0", key: "apiKey credential 1"),
            Make(Model, "openai-image", "OpenAI::ImageClient", model: "model 0", key: "apiKey credential 1"),
            Make(Model, "openai-audio", "OpenAI::AudioClient", model: "model 0", key: "apiKey credential 1"),
            Make(Client, "openai-assistant", "OpenAI::AssistantClient", key: "0"),
            On("openai|azure-openai|ai-project", Model, "GetChatClient GetOpenAIChatClient GetAzureOpenAIChatClient", "openai-chat", model: "model deploymentName deployment connectionName 0", loose: true),
            On("openai|azure-openai|ai-project", Model, "GetResponsesClient GetOpenAIResponseClient GetResponseClient GetProjectResponsesClientForModel", "openai-responses", model: "model deploymentName defaultModelId 0", loose: true),
            On("openai|azure-openai|ai-project", Model, "GetEmbeddingClient", "openai-embedding", model: "model deploymentName 0", loose: true),
            On("openai|azure-openai", Model, "GetImageClient", "openai-image", model: "model deploymentName 0", loose: true),
            On("openai|azure-openai", Model, "GetAudioClient", "openai-audio", model: "model deploymentName 0"),
            On("openai|azure-openai", Model, "GetRealtimeClient", "openai-realtime", model: "model 0"),
            On("openai|azure-openai", None, "GetAssistantClient", "openai-assistant"),
            On("openai-chat", Chat, "CompleteChat CompleteChatAsync CompleteChatStreaming CompleteChatStreamingAsync", messages: "messages 0", loose: true),
            On("openai-responses", Chat, "CreateResponse CreateResponseAsync CreateResponseStreaming CreateResponseStreamingAsync", model: "Model", system: "Instructions", messages: "0"),
            On("openai-embedding", Embedding, "GenerateEmbedding GenerateEmbeddingAsync GenerateEmbeddings GenerateEmbeddingsAsync"),
            On("openai-image", Image, "GenerateImage GenerateImageAsync GenerateImages GenerateImagesAsync"),
            On("openai-audio", Speech, "TranscribeAudio TranscribeAudioAsync GenerateSpeech GenerateSpeechAsync"),
            On("openai-assistant", Agent, "CreateAssistant CreateAssistantAsync", model: "model 0", system: "Instructions", tools: "Tools", name: "Name"),
            On("openai-chat|openai-responses|openai-embedding|openai-image|azure-inference", Model, "AsIChatClient AsIEmbeddingGenerator AsChatClient AsIImageGenerator AsIChatClientWithStoredOutputDisabled", "=", model: "model modelId defaultModelId deploymentName 0"),
            On("openai|azure-openai", None, "GetVectorStoreClient", "openai-vectors"),
            On("openai-vectors", Retrieval, "CreateVectorStore CreateVectorStoreAsync", name: "Name"),
            Make(Tool, "", "OpenAI::ResponseTool.CreateMcpTool OpenAI::ResponseTool.CreateWebSearchTool OpenAI::ResponseTool.CreateFileSearchTool OpenAI::ResponseTool.CreateFunctionTool OpenAI::ResponseTool.CreateCodeInterpreterTool OpenAI::FileSearchTool OpenAI::CodeInterpreterTool OpenAI::McpTool OpenAI::ChatTool.CreateFunctionTool", name: "functionName serverLabel"),
            Make(Chat, "", "openai::ChatCompletion.create openai::ChatCompletion.acreate openai::Completion.create", model: "model engine deployment_id", messages: "messages"),
            Make(Embedding, "", "openai::Embedding.create", model: "model engine")),
        new("azure-openai", "azure-openai", "openai Azure.AI.OpenAI com.azure.ai.openai github.com/Azure/azure-sdk-for-go/sdk/ai/azopenai @azure/openai",
            Make(Client, "azure-openai", "openai::AzureOpenAI openai::AsyncAzureOpenAI Azure.AI.OpenAI::AzureOpenAIClient Azure.AI.OpenAI::OpenAIClient com.azure.ai.openai::OpenAIClientBuilder github.com/Azure/azure-sdk-for-go/sdk/ai/azopenai::NewClientWithKeyCredential github.com/Azure/azure-sdk-for-go/sdk/ai/azopenai::NewClient @azure/openai::OpenAIClient @azure/openai::AzureOpenAI", key: "api_key apiKey credential azure_ad_token_provider azureADTokenProvider keyCredential 1", url: "azure_endpoint base_url endpoint 0"),
            On("azure-openai", Chat, "GetChatCompletions GetChatCompletionsAsync GetChatCompletionsStreamingAsync getChatCompletions", model: "DeploymentName deploymentName 0", messages: "Messages 1", loose: true)),
        new("azure-inference", "azure-ai", "azure.ai.inference Azure.AI.Inference @azure-rest/ai-inference",
            Make(Client, "azure-inference", "azure.ai.inference::ChatCompletionsClient azure.ai.inference::EmbeddingsClient Azure.AI.Inference::ChatCompletionsClient Azure.AI.Inference::EmbeddingsClient", model: "model", key: "credential 1", url: "endpoint 0"),
            On("azure-inference", Chat, "complete Complete CompleteAsync CompleteStreamingAsync", model: "model Model", messages: "messages Messages", tools: "tools Tools"),
            On("azure-inference", Embedding, "embed Embed EmbedAsync", model: "model Model")),
    ];
}
