using static Plumbline.Collectors.Declared.CodeUses.Sdk;
using static Plumbline.Collectors.Declared.CodeUses.Use;

namespace Plumbline.Collectors.Declared.CodeUses.Sdks;

/// <summary>Vercel's AI SDK.</summary>
internal static class VercelAi
{
    private const string Providers = "openai anthropic google vertex azure mistral cohere groq xai deepseek bedrock perplexity togetherai fireworks cerebras gateway";

    public static Sdk[] All { get; } =
    [
        new("vercel-ai", "", "ai @ai-sdk ollama-ai-provider",
            Make(Chat, "", "ai::generateText ai::streamText ai::generateObject ai::streamObject", model: "model", system: "system", messages: "messages prompt", tools: "tools"),
            Make(Embedding, "", "ai::embed ai::embedMany", model: "model"),
            Make(Image, "", "ai::generateImage ai::experimental_generateImage", model: "model"),
            Make(Speech, "", "ai::experimental_transcribe ai::experimental_generateSpeech", model: "model"),
            Make(Tool, "", "ai::tool ai::dynamicTool"),
            Make(Agent, "", "ai::Agent ai::Experimental_Agent ai::ToolLoopAgent", model: "model", system: "system instructions", tools: "tools"),
            Make(Use.Mcp, "", "ai::experimental_createMCPClient ai::createMCPClient @ai-sdk/mcp::createMCPClient"),
            Make(Model, "vercel-model", string.Join(' ', Providers.Split(' ').Select(p => $"@ai-sdk::{p}")) + " ollama-ai-provider::ollama ai::gateway", model: "0"),
            Make(Model, "vercel-model", "@ai-sdk::openai.chat @ai-sdk::openai.responses @ai-sdk::openai.completion @ai-sdk::openai.embedding @ai-sdk::openai.textEmbeddingModel @ai-sdk::openai.image @ai-sdk::google.textEmbeddingModel @ai-sdk::mistral.embedding @ai-sdk::azure.chat @ai-sdk::bedrock.embedding", model: "0"),
            Make(Client, "vercel-provider", "@ai-sdk::createOpenAI @ai-sdk::createAnthropic @ai-sdk::createGoogleGenerativeAI @ai-sdk::createVertex @ai-sdk::createAzure @ai-sdk::createAmazonBedrock @ai-sdk::createMistral @ai-sdk::createGroq @ai-sdk::createOpenAICompatible @ai-sdk::createXai ollama-ai-provider::createOllama ai::createGateway", key: "apiKey", url: "baseURL"),
            On("vercel-provider", Model, "() chat responses languageModel embedding chatModel", "vercel-model", model: "0")),
    ];
}
