using static Plumbline.Collectors.Declared.CodeUses.Sdk;
using static Plumbline.Collectors.Declared.CodeUses.Use;

namespace Plumbline.Collectors.Declared.CodeUses.Sdks;

/// <summary>LangChain and LangGraph, in Python and JavaScript.</summary>
internal static class LangChain
{
    private const string Models = """
        langchain_openai::ChatOpenAI langchain_openai::AzureChatOpenAI langchain_openai::OpenAI langchain_openai::AzureOpenAI langchain_anthropic::ChatAnthropic langchain_aws::ChatBedrock langchain_aws::ChatBedrockConverse langchain_aws::BedrockLLM
        langchain_google_genai::ChatGoogleGenerativeAI langchain_google_genai::GoogleGenerativeAI langchain_google_vertexai::ChatVertexAI langchain_google_vertexai::VertexAI langchain_mistralai::ChatMistralAI langchain_cohere::ChatCohere langchain_groq::ChatGroq
        langchain_ollama::ChatOllama langchain_ollama::OllamaLLM langchain_huggingface::ChatHuggingFace langchain_huggingface::HuggingFaceEndpoint langchain_huggingface::HuggingFacePipeline langchain_together::ChatTogether langchain_fireworks::ChatFireworks
        langchain_deepseek::ChatDeepSeek langchain_xai::ChatXAI langchain_nvidia_ai_endpoints::ChatNVIDIA langchain_ibm::ChatWatsonx langchain_litellm::ChatLiteLLM langchain_perplexity::ChatPerplexity langchain_azure_ai::AzureAIChatCompletionsModel
        langchain_community::ChatOpenAI langchain_community::AzureChatOpenAI langchain_community::BedrockChat langchain_community::Bedrock langchain_community::ChatOllama langchain_community::Ollama langchain_community::ChatAnthropic langchain_community::ChatLiteLLM langchain_community::OpenAI langchain_community::LlamaCpp langchain_community::VLLM langchain_community::HuggingFaceHub langchain_community::HuggingFacePipeline langchain_community::ChatVertexAI langchain_community::SagemakerEndpoint
        langchain::ChatOpenAI langchain::AzureChatOpenAI langchain::OpenAI langchain::Bedrock langchain::BedrockChat langchain::ChatAnthropic langchain::init_chat_model langchain::SagemakerEndpoint langchain::HuggingFacePipeline
        @langchain/openai::ChatOpenAI @langchain/openai::AzureChatOpenAI @langchain/openai::OpenAI @langchain/anthropic::ChatAnthropic @langchain/aws::ChatBedrockConverse @langchain/google-genai::ChatGoogleGenerativeAI @langchain/google-vertexai::ChatVertexAI @langchain/mistralai::ChatMistralAI @langchain/groq::ChatGroq @langchain/ollama::ChatOllama @langchain/community::BedrockChat @langchain/cohere::ChatCohere langchain::initChatModel @langchain/community::ChatOllama @langchain/community::Bedrock @langchain/deepseek::ChatDeepSeek
        """;

    private const string Embeddings = """
        langchain_openai::OpenAIEmbeddings langchain_openai::AzureOpenAIEmbeddings langchain_aws::BedrockEmbeddings langchain_google_genai::GoogleGenerativeAIEmbeddings langchain_google_vertexai::VertexAIEmbeddings langchain_cohere::CohereEmbeddings langchain_ollama::OllamaEmbeddings langchain_huggingface::HuggingFaceEmbeddings langchain_mistralai::MistralAIEmbeddings langchain_voyageai::VoyageAIEmbeddings
        langchain_community::OpenAIEmbeddings langchain_community::BedrockEmbeddings langchain_community::HuggingFaceEmbeddings langchain_community::OllamaEmbeddings langchain_community::SentenceTransformerEmbeddings langchain_community::HuggingFaceBgeEmbeddings langchain::OpenAIEmbeddings langchain::HuggingFaceEmbeddings langchain::BedrockEmbeddings langchain::init_embeddings
        @langchain/openai::OpenAIEmbeddings @langchain/aws::BedrockEmbeddings @langchain/ollama::OllamaEmbeddings @langchain/google-genai::GoogleGenerativeAIEmbeddings @langchain/openai::AzureOpenAIEmbeddings @langchain/cohere::CohereEmbeddings
        """;

    private const string Stores = """
        langchain_chroma::Chroma langchain_pinecone::PineconeVectorStore langchain_qdrant::QdrantVectorStore langchain_weaviate::WeaviateVectorStore langchain_milvus::Milvus langchain_postgres::PGVector langchain_mongodb::MongoDBAtlasVectorSearch langchain_elasticsearch::ElasticsearchStore langchain_redis::RedisVectorStore langchain_aws::AmazonKnowledgeBasesRetriever
        langchain_community::FAISS langchain_community::Chroma langchain_community::OpenSearchVectorSearch langchain_community::Pinecone langchain_community::Qdrant langchain_community::Weaviate langchain_community::PGVector langchain_community::Milvus langchain_community::AzureSearch langchain_community::AmazonKnowledgeBasesRetriever langchain_community::InMemoryVectorStore langchain_core::InMemoryVectorStore langchain_community::BM25Retriever langchain::FAISS langchain::Chroma langchain_community::AmazonKendraRetriever
        @langchain/community::FaissStore @langchain/community::Chroma @langchain/pinecone::PineconeStore @langchain/qdrant::QdrantVectorStore langchain::MemoryVectorStore @langchain/community::PGVectorStore
        """;

    public static Sdk[] All { get; } =
    [
        new("langchain", "", "langchain langchain_core langchain_community langchain_openai langchain_anthropic langchain_aws langchain_google_genai langchain_google_vertexai langchain_mistralai langchain_cohere langchain_groq langchain_ollama langchain_huggingface langchain_together langchain_fireworks langchain_deepseek langchain_xai langchain_nvidia_ai_endpoints langchain_ibm langchain_litellm langchain_perplexity langchain_azure_ai langchain_chroma langchain_pinecone langchain_qdrant langchain_weaviate langchain_milvus langchain_postgres langchain_mongodb langchain_elasticsearch langchain_redis langchain_voyageai langchain_mcp_adapters langchain_experimental @langchain",
            Make(Model, "lc-model", Models, model: "model model_name modelName model_id modelId azure_deployment azureOpenAIApiDeploymentName deployment_name engine repo_id endpoint_name 0", key: "api_key apiKey openai_api_key openAIApiKey anthropic_api_key anthropicApiKey google_api_key azureOpenAIApiKey", url: "base_url baseUrl openai_api_base azure_endpoint endpoint_url"),
            Make(Model, "lc-embedding", Embeddings, model: "model model_name modelName model_id azure_deployment deployment", key: "api_key openai_api_key"),
            Make(Retrieval, "lc-store", Stores, name: "index_name collection_name indexName collectionName knowledge_base_id"),
            Make(Retrieval, "lc-store", string.Join(' ', Stores.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).SelectMany(s => (string[])[s + ".from_documents", s + ".from_texts", s + ".fromDocuments", s + ".fromTexts", s + ".from_existing_index", s + ".fromExistingIndex", s + ".load_local"])), name: "index_name collection_name"),
            On("lc-store", Retrieval, "similarity_search similarity_search_with_score similaritySearch asimilarity_search max_marginal_relevance_search"),
            On("lc-store", None, "as_retriever asRetriever", "lc-retriever"),
            Make(Retrieval, "lc-retriever", "langchain::ParentDocumentRetriever langchain::MultiQueryRetriever.from_llm langchain::ContextualCompressionRetriever langchain::EnsembleRetriever langchain_community::FAISS.deserialize_from_bytes"),
            On("lc-retriever|lc-store", Retrieval, "invoke ainvoke get_relevant_documents getRelevantDocuments"),
            Make(None, "lc-chain", "langchain::RetrievalQA.from_chain_type langchain::RetrievalQA.from_llm langchain::LLMChain langchain::ConversationalRetrievalChain.from_llm langchain::create_retrieval_chain langchain::load_qa_chain langchain::ConversationChain langchain::load_summarize_chain langchain::create_stuff_documents_chain", model: "llm 0"),
            On("lc-chain", Chat, "invoke ainvoke run arun call predict stream apply batch"),
            Make(Tool, "", "langchain::create_retriever_tool langchain_core::create_retriever_tool", name: "name 1"),
            On("lc-model", Chat, "invoke ainvoke stream astream batch abatch generate agenerate predict apredict call", messages: "input 0"),
            On("lc-model", None, "bind_tools bindTools with_structured_output withStructuredOutput bind with_config with_retry with_fallbacks", "="),
            On("lc-embedding", Embedding, "embed_query embed_documents embedQuery embedDocuments aembed_query aembed_documents"),
            Make(Tool, "lc-tool", "langchain::tool langchain_core::tool langchain::Tool langchain_core::Tool langchain::StructuredTool.from_function langchain_core::StructuredTool.from_function langchain::tools.tool @langchain/core::tool @langchain/core::DynamicTool @langchain/core::DynamicStructuredTool langchain::DynamicStructuredTool langchain::DynamicTool langchain::Tool.from_function langchain_experimental::PythonREPLTool langchain_community::PythonREPLTool langchain_community::ShellTool", name: "name func 0"),
            Make(Agent, "lc-agent", "langchain::create_agent langchain::initialize_agent langchain::AgentExecutor langchain::create_tool_calling_agent langchain::create_react_agent langchain::create_openai_functions_agent langchain::create_openai_tools_agent langchain::createAgent langchain::AgentExecutor.from_agent_and_tools langchain_experimental::create_pandas_dataframe_agent langchain_community::create_sql_agent langchain::createToolCallingAgent langchain::createReactAgent", model: "model llm 0", system: "system_prompt prompt systemPrompt", tools: "tools 1", name: "name"),
            Make(Use.Mcp, "", "langchain_mcp_adapters::MultiServerMCPClient @langchain/mcp-adapters::MultiServerMCPClient")),
        new("langgraph", "", "langgraph langgraph_supervisor langgraph_swarm @langchain/langgraph",
            Make(Agent, "lc-agent", "langgraph::create_react_agent langgraph::create_agent @langchain/langgraph::createReactAgent langgraph_supervisor::create_supervisor langgraph_swarm::create_swarm", model: "model llm 0", system: "prompt state_modifier messageModifier", tools: "tools 1", name: "name", agents: "agents"),
            Make(Tool, "", "langgraph::ToolNode @langchain/langgraph::ToolNode", tools: "tools 0")),
    ];
}
