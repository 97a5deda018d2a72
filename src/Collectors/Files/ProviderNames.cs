using System.Text.RegularExpressions;

namespace Plumbline.Collectors.Files;

/// <summary>Who answers: from the name of a class, the prefix of a model's name, the host of an address.</summary>
public static partial class ProviderNames
{
    private static readonly (string Part, string Provider)[] Parts =
    [
        ("AzureOpenAI", "azure-openai"), ("AzureChatOpenAI", "azure-openai"), ("AzureChatCompletion", "azure-openai"), ("AzureAIInference", "azure-ai"), ("Foundry", "azure-ai"), ("AzureAI", "azure-ai"), ("OpenRouter", "openrouter"),
        ("OpenAI", "openai"), ("OpenAi", "openai"), ("openai", "openai"), ("Anthropic", "anthropic"), ("anthropic", "anthropic"), ("Claude", "anthropic"), ("Bedrock", "bedrock"), ("bedrock", "bedrock"), ("AmazonKnowledge", "bedrock"), ("Sagemaker", "sagemaker"),
        ("GoogleGenerative", "google"), ("GoogleAI", "google"), ("GoogleGenAI", "google"), ("googleAI", "google"), ("Gemini", "google"), ("Vertex", "google"), ("vertex", "google"), ("google", "google"), ("Ollama", "ollama"), ("ollama", "ollama"),
        ("Mistral", "mistral"), ("mistral", "mistral"), ("Cohere", "cohere"), ("cohere", "cohere"), ("Groq", "groq"), ("groq", "groq"), ("HuggingFace", "huggingface"), ("Hf", "huggingface"), ("Together", "together"), ("Fireworks", "fireworks"),
        ("DeepSeek", "deepseek"), ("deepseek", "deepseek"), ("XAI", "xai"), ("xai", "xai"), ("NVIDIA", "nvidia"), ("Watsonx", "watsonx"), ("Voyage", "voyage"), ("Perplexity", "perplexity"), ("LlamaCpp", "local"), ("LlamaCPP", "local"), ("VLLM", "local"), ("azure", "azure-openai"),
    ];

    private static readonly (string Prefix, string Provider)[] Routes =
    [
        ("openai", "openai"), ("azure", "azure-openai"), ("azure_ai", "azure-ai"), ("anthropic", "anthropic"), ("bedrock", "bedrock"), ("bedrock_converse", "bedrock"), ("vertex_ai", "google"), ("google", "google"), ("google-gla", "google"),
        ("google-vertex", "google"), ("google_genai", "google"), ("google_vertexai", "google"), ("gemini", "google"), ("googleai", "google"), ("vertexai", "google"), ("mistral", "mistral"), ("mistralai", "mistral"), ("cohere", "cohere"), ("groq", "groq"), ("ollama", "ollama"), ("ollama_chat", "ollama"),
        ("huggingface", "huggingface"), ("together", "together"), ("together_ai", "together"), ("fireworks_ai", "fireworks"), ("deepseek", "deepseek"), ("xai", "xai"), ("openrouter", "openrouter"), ("perplexity", "perplexity"), ("sagemaker", "sagemaker"), ("watsonx", "watsonx"), ("nvidia_nim", "nvidia"), ("replicate", "replicate"),
    ];

    private static readonly (string Ending, string Provider)[] Hosts =
    [
        ("api.openai.com", "openai"), ("openai.azure.com", "azure-openai"), ("cognitiveservices.azure.com", "azure-openai"), ("services.ai.azure.com", "azure-ai"), ("models.inference.ai.azure.com", "github-models"), ("models.github.ai", "github-models"),
        ("api.anthropic.com", "anthropic"), ("generativelanguage.googleapis.com", "google"), ("aiplatform.googleapis.com", "google"), ("api.mistral.ai", "mistral"), ("api.groq.com", "groq"), ("api.deepseek.com", "deepseek"), ("openrouter.ai", "openrouter"),
        ("api.together.xyz", "together"), ("api.fireworks.ai", "fireworks"), ("api.x.ai", "xai"), ("api.perplexity.ai", "perplexity"), ("integrate.api.nvidia.com", "nvidia"), ("api.cohere.ai", "cohere"), ("api.cerebras.ai", "cerebras"), ("dashscope.aliyuncs.com", "alibaba"),
    ];

    /// <summary>The provider that a class or function is named after; empty where it is named after none.</summary>
    public static string OfName(string name) => Parts.FirstOrDefault(p => name.Contains(p.Part, StringComparison.Ordinal)).Provider ?? "";

    /// <summary>The provider that stands before a model's name: `bedrock/…`, `openai:…`; or that the form of a Bedrock id tells.</summary>
    public static string OfModel(string model)
    {
        var end = model.IndexOfAny([':', '/']);
        if (end > 0 && Routes.FirstOrDefault(r => model.AsSpan(0, end).Equals(r.Prefix, StringComparison.OrdinalIgnoreCase)).Provider is { } provider) return provider;
        return Bedrock().IsMatch(model) ? "bedrock" : "";
    }

    /// <summary>The provider behind a host; `local` for one that is on the machine; empty where it is not known.</summary>
    public static string OfHost(string host)
    {
        var name = host.Split(':')[0];
        if (name is "localhost" or "127.0.0.1" or "0.0.0.0" or "host.docker.internal") return host.EndsWith(":11434", StringComparison.Ordinal) ? "ollama" : "local";
        if (name.Contains("bedrock", StringComparison.Ordinal) && name.Contains("amazonaws.com", StringComparison.Ordinal)) return "bedrock";
        return Hosts.FirstOrDefault(h => name == h.Ending || name.EndsWith("." + h.Ending, StringComparison.Ordinal)).Provider ?? "";
    }

    [GeneratedRegex(@"^(?:(?:us|eu|apac|global|us-gov|jp|au)\.)?(?:anthropic|amazon|meta|cohere|ai21|mistral|stability|deepseek|writer|openai|qwen|twelvelabs|luma|google|nvidia|moonshot|minimax)\.[a-z0-9.-]+(?::\d+)?(?::\d+k)?$|^arn:aws[a-z-]*:bedrock:", RegexOptions.CultureInvariant)]
    private static partial Regex Bedrock();
}
