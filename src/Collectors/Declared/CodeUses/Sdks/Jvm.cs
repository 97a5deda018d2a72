using static Plumbline.Collectors.Declared.CodeUses.Sdk;
using static Plumbline.Collectors.Declared.CodeUses.Use;

namespace Plumbline.Collectors.Declared.CodeUses.Sdks;

/// <summary>LangChain4j, Spring AI and others of the Java world.</summary>
internal static class Jvm
{
    private const string Models = "OpenAiChatModel OpenAiStreamingChatModel AzureOpenAiChatModel AnthropicChatModel AnthropicStreamingChatModel BedrockChatModel BedrockAnthropicMessageChatModel VertexAiGeminiChatModel GoogleAiGeminiChatModel OllamaChatModel MistralAiChatModel HuggingFaceChatModel OpenAiEmbeddingModel OllamaEmbeddingModel AzureOpenAiEmbeddingModel";

    public static Sdk[] All { get; } =
    [
        new("langchain4j", "", "dev.langchain4j io.quarkiverse.langchain4j",
            Make(None, "l4j-builder", string.Join(' ', Models.Split(' ').Select(m => $"dev.langchain4j::{m}.builder"))),
            On("l4j-builder", Model, "build", "l4j-model", model: "modelName modelId deploymentName", key: "apiKey", url: "baseUrl endpoint"),
            Make(None, "l4j-model", "dev.langchain4j::ChatModel dev.langchain4j::ChatLanguageModel dev.langchain4j::StreamingChatModel"),
            On("l4j-model", Chat, "chat generate doChat", messages: "0"),
            Make(None, "l4j-services", "dev.langchain4j::AiServices.builder"),
            On("l4j-services", Agent, "build", "l4j-agent", model: "chatModel chatLanguageModel", tools: "tools"),
            Make(Agent, "l4j-agent", "dev.langchain4j::AiServices.create", model: "1"),
            Make(Agent, "l4j-agent", "io.quarkiverse.langchain4j::RegisterAiService", tools: "tools"),
            Make(Tool, "", "dev.langchain4j::Tool", name: "name"),
            Make(None, "", "dev.langchain4j::SystemMessage")),
        new("spring-ai", "", "org.springframework.ai",
            Make(None, "spring-chat", "org.springframework.ai::ChatClient.create org.springframework.ai::ChatClient org.springframework.ai::ChatModel"),
            Make(None, "spring-builder", "org.springframework.ai::ChatClient.builder org.springframework.ai::ChatClient.Builder"),
            On("spring-builder", Client, "build", "spring-chat", system: "defaultSystem", tools: "defaultTools"),
            On("spring-chat", Chat, "prompt", "spring-prompt"),
            Make(Model, "spring-chat", "org.springframework.ai::OpenAiChatModel org.springframework.ai::AnthropicChatModel org.springframework.ai::AzureOpenAiChatModel org.springframework.ai::OllamaChatModel org.springframework.ai::VertexAiGeminiChatModel org.springframework.ai::BedrockProxyChatModel"),
            Make(Tool, "", "org.springframework.ai::Tool", name: "name"),
            Make(Retrieval, "", "org.springframework.ai::VectorStore org.springframework.ai::SimpleVectorStore.builder")),
    ];
}
