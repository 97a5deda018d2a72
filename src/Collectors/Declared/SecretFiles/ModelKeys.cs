using System.Collections.Frozen;
using Plumbline.Guardrails.Secrets;

namespace Plumbline.Collectors.Declared.SecretFiles;

/// <summary>Kinds of secret that open models, or what stands around them: with them others run models at the owner's cost.</summary>
internal static class ModelKeys
{
    // Issuers of nothing else; of those who issue much more, only the kinds that are for models.
    private static readonly FrozenSet<string> Issuers = ((string[])
    [
        "OpenAI", "Anthropic", "Hugging Face", "Groq", "Replicate", "Perplexity", "xAI", "OpenRouter", "DeepSeek", "Together AI", "Fireworks AI", "Cerebras", "NVIDIA", "Voyage AI", "Jina AI",
        "ElevenLabs", "LangSmith", "Langfuse", "Pinecone", "Tavily", "Firecrawl", "E2B", "Weights & Biases", "Comet", "LlamaIndex", "Cursor", "Baseten", "Modal", "Mistral", "Cohere",
    ]).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Kinds = SecretScanner.Kinds
        .Where(k => Issuers.Contains(k.Provider) || k.Name.Contains("openai", StringComparison.Ordinal) || k.Name.Contains("bedrock", StringComparison.Ordinal))
        .Select(k => k.Name).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True for such a kind.</summary>
    public static bool Has(string kind) => Kinds.Contains(kind);
}
