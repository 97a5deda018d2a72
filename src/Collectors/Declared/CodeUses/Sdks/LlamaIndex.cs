using static Plumbline.Collectors.Declared.CodeUses.Sdk;
using static Plumbline.Collectors.Declared.CodeUses.Use;

namespace Plumbline.Collectors.Declared.CodeUses.Sdks;

/// <summary>LlamaIndex, in Python and JavaScript.</summary>
internal static class LlamaIndex
{
    public static Sdk[] All { get; } =
    [
        new("llama-index", "", "llama_index llamaindex @llamaindex llama_parse llama_cloud_services",
            Make(Model, "li-model", "llama_index.llms::OpenAI llama_index.llms::AzureOpenAI llama_index.llms::Anthropic llama_index.llms::Bedrock llama_index.llms::BedrockConverse llama_index.llms::Gemini llama_index.llms::GoogleGenAI llama_index.llms::Vertex llama_index.llms::Ollama llama_index.llms::MistralAI llama_index.llms::Groq llama_index.llms::Cohere llama_index.llms::HuggingFaceLLM llama_index.llms::LlamaCPP llama_index.llms::LiteLLM llama_index.llms::OpenAILike llama_index.llms::OpenRouter llama_index.llms::DeepSeek llamaindex::OpenAI @llamaindex/openai::OpenAI @llamaindex/openai::openai @llamaindex/anthropic::Anthropic llamaindex::Anthropic llamaindex::Ollama @llamaindex/ollama::Ollama @llamaindex/google::Gemini", model: "model model_name engine model_id 0", key: "api_key apiKey", url: "api_base base_url azure_endpoint"),
            Make(Model, "li-embedding", "llama_index.embeddings::OpenAIEmbedding llama_index.embeddings::AzureOpenAIEmbedding llama_index.embeddings::HuggingFaceEmbedding llama_index.embeddings::BedrockEmbedding llama_index.embeddings::GeminiEmbedding llama_index.embeddings::OllamaEmbedding llama_index.embeddings::CohereEmbedding llamaindex::OpenAIEmbedding @llamaindex/openai::OpenAIEmbedding", model: "model model_name 0"),
            On("li-model", Chat, "complete acomplete chat achat stream_complete stream_chat astream_chat astream_complete predict structured_predict", messages: "messages prompt 0"),
            On("li-model", None, "as_structured_llm", "="),
            On("li-embedding", Embedding, "get_text_embedding get_query_embedding get_text_embedding_batch"),
            Make(Agent, "li-agent", "llama_index.core::ReActAgent llama_index.core::FunctionAgent llama_index.core::CodeActAgent llama_index.core::ReActAgent.from_tools llama_index.core::FunctionCallingAgent.from_tools llama_index.agent::OpenAIAgent.from_tools llama_index.core::FunctionCallingAgentWorker.from_tools llamaindex::ReActAgent llamaindex::OpenAIAgent @llamaindex/workflow::agent llamaindex::agent", model: "llm", system: "system_prompt systemPrompt", tools: "tools 0", name: "name"),
            Make(Agent, "li-team", "llama_index.core::AgentWorkflow @llamaindex/workflow::multiAgent", agents: "agents 0"),
            Make(Agent, "li-agent", "llama_index.core::AgentWorkflow.from_tools_or_functions", model: "llm", system: "system_prompt", tools: "tools_or_functions 0"),
            Make(Tool, "", "llama_index.core::FunctionTool.from_defaults llama_index.core::FunctionTool llama_index.core::QueryEngineTool llama_index.core::QueryEngineTool.from_defaults llamaindex::FunctionTool.from llamaindex::tool llamaindex::QueryEngineTool", name: "name fn 0"),
            Make(Retrieval, "li-index", "llama_index.core::VectorStoreIndex llama_index.core::VectorStoreIndex.from_documents llama_index.core::VectorStoreIndex.from_vector_store llama_index.core::SummaryIndex llama_index.core::load_index_from_storage llama_index.core::PropertyGraphIndex.from_documents llamaindex::VectorStoreIndex.fromDocuments llama_index.indices::LlamaCloudIndex llama_index.retrievers::AmazonKnowledgeBasesRetriever"),
            Make(Retrieval, "li-store", "llama_index.vector_stores::ChromaVectorStore llama_index.vector_stores::PineconeVectorStore llama_index.vector_stores::QdrantVectorStore llama_index.vector_stores::WeaviateVectorStore llama_index.vector_stores::PGVectorStore.from_params llama_index.vector_stores::MilvusVectorStore llama_index.vector_stores::FaissVectorStore"),
            Make(Use.Mcp, "", "llama_index.tools::BasicMCPClient llama_index.tools::McpToolSpec")),
    ];
}
