using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Plumbline.Posture.Assets;

namespace Plumbline.Collectors.Approved.ModelLifecycles;

/// <summary>Who may answer behind a model's name: a model has another end at each host.</summary>
internal static partial class Hosts
{
    /// <summary>Stands among hosts for one that nobody can tell.</summary>
    public const string Unknown = "?";

    private static readonly ImmutableArray<string> None = [];
    private static readonly ImmutableArray<string> Google = ["gemini-api", "vertex"];

    // Azure serves deployments, Bedrock and Vertex have ids of their own for what others make, so that a bare name is none of theirs.
    private static readonly ImmutableArray<string> Bare = ["openai", "anthropic", "mistral", "cohere"];

    /// <summary>The hosts that the code's library and provider leave; null where the code does not say.</summary>
    public static ImmutableArray<string>? OfUse(string provider, string library) => provider switch
    {
        "" => null,
        "google" => library == "vertex-ai" ? ["vertex"] : Google,
        "azure-openai" or "azure-ai" or "github-models" or "sagemaker" or "local" => None,
        _ => [provider],
    };

    /// <summary>The hosts that a source speaks of; null where it speaks of any.</summary>
    public static ImmutableArray<string>? OfSource(string source) => source switch
    {
        "azure-snapshot" or "azure-logs" => ["azure"],
        "google-snapshot" or "google-logs" => ["vertex"],
        "cloudtrail" or "bedrock-invocations" => ["bedrock"],
        "anthropic-activity" => ["anthropic"],
        "openai-audit" => ["openai"],
        _ => null,
    };

    /// <summary>The hosts that the text of an id leaves.</summary>
    /// <param name="id">The id, read.</param>
    /// <param name="others">What is known otherwise; null where nothing is.</param>
    public static ImmutableArray<string> Of(ModelId id, ImmutableArray<string>? others)
    {
        if (id.IsOpaque) return None;
        if (id.Geography.Length > 0 || BedrockId().IsMatch(id.Base) || id.Text.StartsWith("arn:", StringComparison.Ordinal)) return ["bedrock"];
        if (id.Text.Contains("publishers/", StringComparison.Ordinal)) return ["vertex"];
        if (OfPrefix(id) is { } named) return named;
        if (id.Base.Contains('@', StringComparison.Ordinal) && others is not { IsEmpty: true }) return ["vertex"];
        if (others is { } known) return known;
        return GoogleId().IsMatch(id.Base) ? Google : id.Base.Any(char.IsAsciiDigit) ? Bare : None;
    }

    // What a client writes before the id: `bedrock/`, `openai:`, `litellm/azure/`.
    private static ImmutableArray<string>? OfPrefix(ModelId id)
    {
        if (id.Text.Length <= id.Base.Length || id.Text.IndexOf(id.Base, StringComparison.Ordinal) is not (> 0 and var end)) return null;
        foreach (var part in id.Text[..end].Split([':', '/'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "litellm") continue;
            return part switch
            {
                "openai" or "anthropic" or "openrouter" => [part],
                "azure" or "azureopenai" or "azure_openai" or "azureai" => None,
                "google" or "google_genai" or "google-gla" or "googleai" or "gemini" or "models" => part == "google" ? Google : ["gemini-api"],
                _ when part.StartsWith("vertex", StringComparison.Ordinal) || part is "google_vertexai" or "google-vertex" => ["vertex"],
                _ when part.Contains("bedrock", StringComparison.Ordinal) => ["bedrock"],
                _ => null,
            };
        }

        return null;
    }

    /// <summary>What people call a host.</summary>
    public static string NameOf(string host) => host switch
    {
        "openai" => "OpenAI",
        "azure" => "Azure",
        "anthropic" => "Anthropic",
        "bedrock" => "Amazon Bedrock",
        "gemini-api" => "the Gemini API",
        "vertex" => "Vertex AI",
        "mistral" => "Mistral",
        "cohere" => "Cohere",
        _ => host,
    };

    [GeneratedRegex(@"^[a-z0-9]+\.[a-z][a-z0-9.-]*", RegexOptions.CultureInvariant)]
    private static partial Regex BedrockId();

    [GeneratedRegex(@"^(?:gemini|imagen|veo|lyria|(?:text|chat|code)-(?:bison|gecko)|textembedding|text-embedding-0|text-multilingual-|multimodalembedding|embedding-(?:0|gecko))", RegexOptions.CultureInvariant)]
    private static partial Regex GoogleId();
}
