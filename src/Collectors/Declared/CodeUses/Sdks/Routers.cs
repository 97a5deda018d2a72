using static Plumbline.Collectors.Declared.CodeUses.Sdk;
using static Plumbline.Collectors.Declared.CodeUses.Use;

namespace Plumbline.Collectors.Declared.CodeUses.Sdks;

/// <summary>Libraries that lead to many providers: the model's name says which.</summary>
internal static class Routers
{
    public static Sdk[] All { get; } =
    [
        new("litellm", "", "litellm",
            Make(Chat, "", "litellm::completion litellm::acompletion litellm::text_completion litellm::responses litellm::aresponses litellm::batch_completion", model: "model 0", messages: "messages 1", tools: "tools"),
            Make(Embedding, "", "litellm::embedding litellm::aembedding", model: "model 0"),
            Make(Image, "", "litellm::image_generation", model: "model"),
            Make(Speech, "", "litellm::transcription litellm::speech", model: "model"),
            Make(Rerank, "", "litellm::rerank", model: "model"),
            Make(Client, "litellm-router", "litellm::Router"),
            On("litellm-router", Chat, "completion acompletion", model: "model", messages: "messages")),
        new("aisuite", "", "aisuite",
            Make(Client, "openai", "aisuite::Client")),
        new("portkey", "", "portkey_ai portkey-ai",
            Make(Client, "openai", "portkey_ai::Portkey portkey-ai::default", key: "api_key apiKey")),
        new("openrouter", "openrouter", "openrouter @openrouter",
            Make(Model, "vercel-model", "@openrouter/ai-sdk-provider::openrouter", model: "0"),
            Make(Client, "openai", "openrouter::OpenRouter @openrouter/sdk::OpenRouter")),
    ];
}
