using System.Text.RegularExpressions;

namespace Plumbline.Collectors.Files.Containers;

/// <summary>Variables by whose name a secret is known; only names are ever shown.</summary>
public static partial class SecretNames
{
    private static readonly KnownAnswers<bool> Known = new(n => Providers().IsMatch(n) || Addresses().IsMatch(n));

    /// <summary>`provider` for the key of a model provider or hub, `secret` for another secret, null for neither.</summary>
    public static string? KindOf(string name) =>
        name.Length > 100 ? null : Providers().IsMatch(name) ? "provider" : Secrets().IsMatch(name) && !Apart().IsMatch(name) ? "secret" : null;

    /// <summary>True where a variable's name says that models are called: a provider's key, base address or deployment.</summary>
    public static bool IsOfModels(string name) => name.Length <= 100 && Known.Of(name);

    /// <summary>The kind of a secret that is written beside its name; null where the value is none.</summary>
    public static string? Written(string name, string? value) => value is not null && KindOf(name) is { } kind && Placeholders.IsSecret(value) ? kind : null;

    [GeneratedRegex(
        @"^(?:[A-Z0-9]+_)*(?:OPENAI|ANTHROPIC|CLAUDE|GEMINI|GENAI|GOOGLE_AI|VERTEX|MISTRAL|COHERE|CO|GROQ|TOGETHER|TOGETHERAI|FIREWORKS|REPLICATE|DEEPSEEK|OPENROUTER|XAI|PERPLEXITY|PPLX|NGC|NVIDIA|NIM|CEREBRAS|AI21|VOYAGE|JINA|DASHSCOPE|ZHIPUAI|MOONSHOT|DATABRICKS|WATSONX|HUGGINGFACE|HUGGINGFACEHUB|HF|HUGGING_FACE_HUB|HUGGING_FACE|LITELLM|LITELLM_MASTER|VLLM|LANGSMITH|LANGCHAIN|LANGFUSE|PINECONE|QDRANT|WEAVIATE|WANDB|ELEVENLABS|STABILITY|ASSEMBLYAI|DEEPGRAM|LLM)(?:_+[A-Z0-9]+)*?_+(?:API_?KEY|API_?TOKEN|KEY|TOKEN|SECRET(?:_KEY)?)$|^AWS_BEARER_TOKEN_BEDROCK$|^QDRANT__SERVICE__API_KEY$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Providers();

    [GeneratedRegex(@"(?:^|_)(?:API_?KEY|TOKEN|SECRET|SECRET_KEY|PASSWORD|PASSWD|PRIVATE_KEY|ACCESS_KEY|SECRET_ACCESS_KEY|CREDENTIALS?)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Secrets();

    // Sizes, names and places of secrets, and public halves of keys.
    [GeneratedRegex(@"MAX_|NUM_|_TOKENS$|PUBLIC_KEY|ACCESS_KEY_ID|SECRET_NAME|(?:PAD|EOS|BOS|STOP)_TOKEN$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Apart();

    [GeneratedRegex(
        @"^(?:[A-Z0-9]+_)*(?:OPENAI|ANTHROPIC|AZURE_OPENAI|LITELLM|OLLAMA|VLLM|LLM|GEMINI|BEDROCK)_(?:API_BASE|BASE_URL|ENDPOINT|API_URL|URL|HOST|MODEL|MODEL_ID|MODEL_NAME|DEPLOYMENT|DEPLOYMENT_NAME|API_VERSION|PROXY_URL)$|^(?:AZURE_AI_PROJECT_ENDPOINT|AZURE_AI_MODEL_DEPLOYMENT_NAME|FOUNDRY_PROJECT_ENDPOINT)$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Addresses();
}
