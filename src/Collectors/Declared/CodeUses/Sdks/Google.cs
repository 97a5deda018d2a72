using static Plumbline.Collectors.Declared.CodeUses.Sdk;
using static Plumbline.Collectors.Declared.CodeUses.Use;

namespace Plumbline.Collectors.Declared.CodeUses.Sdks;

/// <summary>Gemini, Vertex AI and the Agent Development Kit.</summary>
internal static class Google
{
    public static Sdk[] All { get; } =
    [
        new("google-genai", "google", "google.genai google.generativeai google @google/genai @google/generative-ai Google.GenAI com.google.genai google.golang.org/genai github.com/google/generative-ai-go",
            Make(Client, "genai", "google.genai::Client @google/genai::GoogleGenAI @google/generative-ai::GoogleGenerativeAI Google.GenAI::Client com.google.genai::Client com.google.genai::Client.builder google.golang.org/genai::NewClient github.com/google/generative-ai-go::NewClient", key: "api_key apiKey 0", url: "http_options"),
            On("genai", Chat, "models.generate_content models.generate_content_stream aio.models.generate_content aio.models.generate_content_stream models.generateContent models.generateContentStream Models.GenerateContentAsync Models.GenerateContentStreamAsync interactions.create", model: "model Model 0", messages: "contents", tools: "tools"),
            On("genai", Chat, "chats.create aio.chats.create live.connect aio.live.connect", model: "model"),
            On("genai", Embedding, "models.embed_content aio.models.embed_content models.embedContent Models.EmbedContentAsync", model: "model 0"),
            On("genai", Chat, "Models.GenerateContent Models.GenerateContentStream Chats.Create Live.Connect", model: "model Model 1", messages: "contents 2"),
            On("genai", Embedding, "Models.EmbedContent", model: "model 1"),
            On("genai", Image, "models.generate_images models.generateImages models.generate_videos models.edit_image models.generateVideos", model: "model"),
            On("genai", Training, "tunings.tune", model: "base_model"),
            On("genai", None, "caches.create", model: "model"),
            Make(Model, "gemini", "google.generativeai::GenerativeModel vertexai::GenerativeModel", model: "model_name 0", system: "system_instruction", tools: "tools"),
            On("genai", Model, "getGenerativeModel GenerativeModel", "gemini", model: "model 0", system: "systemInstruction", tools: "tools"),
            On("genai", Model, "AsIChatClient", "chat-client", model: "defaultModelId 0"),
            On("gemini", Chat, "generate_content generate_content_async generateContent generateContentStream GenerateContent start_chat startChat", messages: "contents 0", tools: "tools"),
            Make(Embedding, "", "google.generativeai::embed_content", model: "model 0")),
        new("vertex-ai", "google", "vertexai google.cloud.aiplatform @google-cloud/vertexai @google-cloud/aiplatform Google.Cloud.AIPlatform cloud.google.com/go/vertexai cloud.google.com/go/aiplatform",
            Make(Model, "gemini", "vertexai::GenerativeModel vertexai::TextGenerationModel.from_pretrained vertexai::ChatModel.from_pretrained vertexai::ImageGenerationModel.from_pretrained", model: "model_name 0", system: "system_instruction", tools: "tools"),
            Make(Model, "vertex-embedding", "vertexai::TextEmbeddingModel.from_pretrained vertexai::MultiModalEmbeddingModel.from_pretrained", model: "model_name 0"),
            On("vertex-embedding", Embedding, "get_embeddings"),
            On("gemini", Chat, "predict send_message"),
            On("gemini", Image, "generate_images"),
            Make(Client, "vertex", "@google-cloud/vertexai::VertexAI cloud.google.com/go/vertexai::NewClient"),
            On("vertex", Model, "getGenerativeModel preview.getGenerativeModel GenerativeModel", "gemini", model: "model 0", system: "systemInstruction"),
            Make(Client, "vertex-endpoint", "google.cloud.aiplatform::Endpoint google.cloud.aiplatform::PredictionServiceClient @google-cloud/aiplatform::PredictionServiceClient Google.Cloud.AIPlatform::PredictionServiceClient google.cloud.aiplatform::gapic.PredictionServiceClient"),
            On("vertex-endpoint", Chat, "predict raw_predict generate_content Predict PredictAsync", model: "endpoint model"),
            Make(Retrieval, "", "vertexai::rag.create_corpus vertexai::rag.import_files vertexai::rag.retrieval_query vertexai::rag.upload_file vertexai::rag.Retrieval", name: "display_name"),
            Make(Training, "", "google.cloud.aiplatform::CustomTrainingJob google.cloud.aiplatform::CustomJob vertexai::sft.train", name: "display_name", model: "source_model")),
        new("google-adk", "google", "google.adk com.google.adk google.golang.org/adk @google/adk",
            Make(Agent, "adk-agent", "google.adk::Agent google.adk::LlmAgent google.adk::BaseAgent google.golang.org/adk::llmagent.New @google/adk::LlmAgent google.golang.org/adk/agent/llmagent::New", model: "model Model", system: "instruction instructions global_instruction Instruction", tools: "tools Tools", name: "name Name", agents: "sub_agents subAgents SubAgents"),
            Make(Agent, "adk-agent", "google.adk::SequentialAgent google.adk::ParallelAgent google.adk::LoopAgent google.adk::RemoteA2aAgent @google/adk::SequentialAgent", name: "name", agents: "sub_agents subAgents"),
            Make(Model, "adk-model", "google.adk::LiteLlm google.adk::Gemini google.adk::Claude", model: "model 0", key: "api_key", url: "api_base"),
            Make(Tool, "adk-tool", "google.adk::FunctionTool google.adk::LongRunningFunctionTool google.adk::FunctionTool.create", name: "func name 0"),
            Make(Tool, "adk-tool", "google.adk::AgentTool google.adk::OpenAPIToolset google.adk::BigQueryToolset google.adk::VertexAiSearchTool google.adk::APIHubToolset", agents: "agent 0"),
            Make(None, "adk-builder", "com.google.adk::LlmAgent.builder com.google.adk::SequentialAgent.builder com.google.adk::ParallelAgent.builder com.google.adk::LoopAgent.builder"),
            On("adk-builder", Agent, "build", "adk-agent", model: "model", system: "instruction", tools: "tools", name: "name", agents: "subAgents"),
            Make(Retrieval, "", "google.adk::VertexAiRagRetrieval", name: "name"),
            Make(Use.Mcp, "adk-tool", "google.adk::MCPToolset google.adk::McpToolset com.google.adk::McpToolset com.google.adk::SseServerParameters.builder")),
    ];
}
