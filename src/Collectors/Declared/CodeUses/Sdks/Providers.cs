using static Plumbline.Collectors.Declared.CodeUses.Sdk;
using static Plumbline.Collectors.Declared.CodeUses.Use;

namespace Plumbline.Collectors.Declared.CodeUses.Sdks;

/// <summary>Providers with one library each.</summary>
internal static class Providers
{
    public static Sdk[] All { get; } =
    [
        new("cohere", "cohere", "cohere cohere-ai",
            Make(Client, "cohere", "cohere::Client cohere::ClientV2 cohere::AsyncClient cohere::AsyncClientV2 cohere-ai::CohereClient cohere-ai::CohereClientV2 cohere::BedrockClient cohere::SagemakerClient", key: "api_key token 0", url: "base_url"),
            On("cohere", Chat, "chat chat_stream chatStream generate v2.chat", model: "model", system: "preamble", messages: "messages message", tools: "tools"),
            On("cohere", Embedding, "embed v2.embed", model: "model"),
            On("cohere", Rerank, "rerank v2.rerank", model: "model")),
        new("mistral", "mistral", "mistralai @mistralai",
            Make(Client, "mistral", "mistralai::Mistral mistralai::MistralClient mistralai::client.MistralClient @mistralai/mistralai::Mistral", key: "api_key apiKey", url: "server_url endpoint"),
            On("mistral", Chat, "chat.complete chat.stream chat.complete_async chat.stream_async chat.parse agents.complete fim.complete chat", model: "model", messages: "messages", tools: "tools"),
            On("mistral", Embedding, "embeddings.create embeddings", model: "model"),
            On("mistral", Agent, "beta.agents.create", model: "model", system: "instructions", tools: "tools", name: "name")),
        new("groq", "groq", "groq groq-sdk",
            Make(Client, "openai", "groq::Groq groq::AsyncGroq groq-sdk::default groq-sdk::Groq", key: "api_key apiKey")),
        new("together", "together", "together together-ai",
            Make(Client, "openai", "together::Together together::AsyncTogether together-ai::default", key: "api_key apiKey")),
        new("fireworks", "fireworks", "fireworks",
            Make(Client, "openai", "fireworks::Fireworks fireworks.client::Fireworks", key: "api_key")),
        new("cerebras", "cerebras", "cerebras @cerebras",
            Make(Client, "openai", "cerebras.cloud.sdk::Cerebras @cerebras/cerebras_cloud_sdk::default", key: "api_key apiKey")),
        new("xai", "xai", "xai_sdk",
            Make(Client, "xai", "xai_sdk::Client xai_sdk::AsyncClient", key: "api_key"),
            On("xai", Chat, "chat.create", model: "model", messages: "messages", tools: "tools")),
        new("replicate", "replicate", "replicate",
            Make(Chat, "", "replicate::run replicate::stream replicate::async_run", model: "ref 0"),
            Make(Client, "replicate", "replicate::Client replicate::default", key: "api_token auth"),
            On("replicate", Chat, "run stream", model: "ref 0")),
        new("ollama", "ollama", "ollama OllamaSharp github.com/ollama/ollama/api",
            Make(Chat, "", "ollama::chat ollama::generate ollama::default.chat ollama::default.generate", model: "model 0", messages: "messages", tools: "tools"),
            Make(Embedding, "", "ollama::embed ollama::embeddings ollama::default.embed", model: "model 0"),
            Make(Client, "ollama", "ollama::Client ollama::AsyncClient ollama::Ollama OllamaSharp::OllamaApiClient github.com/ollama/ollama/api::ClientFromEnvironment", url: "host uri 0", model: "defaultModel modelId 1"),
            On("ollama", Chat, "chat generate Chat Generate ChatAsync GenerateAsync", model: "model Model", messages: "messages", tools: "tools"),
            On("ollama", Embedding, "embed embeddings EmbedAsync", model: "model Model")),
        new("huggingface", "huggingface", "huggingface_hub @huggingface/inference",
            Make(Client, "hf", "huggingface_hub::InferenceClient huggingface_hub::AsyncInferenceClient @huggingface/inference::InferenceClient @huggingface/inference::HfInference", model: "model 0", key: "token api_key"),
            On("hf", Chat, "chat_completion chat.completions.create text_generation chatCompletion chatCompletionStream textGeneration question_answering summarization", model: "model", messages: "messages"),
            On("hf", Embedding, "feature_extraction featureExtraction", model: "model"),
            On("hf", Image, "text_to_image textToImage", model: "model")),
        new("watsonx", "watsonx", "ibm_watsonx_ai ibm_watson_machine_learning",
            Make(Model, "watsonx", "ibm_watsonx_ai::ModelInference ibm_watsonx_ai::Model", model: "model_id 0"),
            On("watsonx", Chat, "chat generate generate_text chat_stream")),
        new("voyage", "voyage", "voyageai",
            Make(Client, "voyage", "voyageai::Client voyageai::AsyncClient"),
            On("voyage", Embedding, "embed contextualized_embed multimodal_embed", model: "model"),
            On("voyage", Rerank, "rerank", model: "model")),
        new("elevenlabs", "elevenlabs", "elevenlabs",
            Make(Client, "elevenlabs", "elevenlabs::ElevenLabs"),
            On("elevenlabs", Speech, "text_to_speech.convert generate", model: "model_id model")),
        new("deepgram", "deepgram", "deepgram @deepgram",
            Make(Client, "deepgram", "deepgram::DeepgramClient @deepgram/sdk::createClient")),
        new("perplexity", "perplexity", "perplexity",
            Make(Client, "openai", "perplexity::Perplexity")),
        new("ai21", "ai21", "ai21",
            Make(Client, "openai", "ai21::AI21Client")),
    ];
}
