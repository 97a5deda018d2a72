namespace Plumbline.Collectors.Declared.AgentDefinitions.Formats;

/// <summary>Who answers, from the words that formats have for it.</summary>
internal static class Providers
{
    /// <summary>The provider behind a type or provider's name; empty where it is not known.</summary>
    public static string Named(string name) => name.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant() switch
    {
        "azureopenai" or "azureassistant" or "azureresponses" => "azure-openai",
        "openai" or "openaiassistant" or "openairesponses" => "openai",
        "foundry" or "foundryagent" or "azureai" or "azureaiagent" or "azureaiinference" or "azureserverless" or "serverless" => "azure-ai",
        "anthropic" => "anthropic",
        "bedrock" or "bedrockagent" => "bedrock",
        "google" or "gemini" or "vertexai" => "google",
        "ollama" => "ollama",
        _ => "",
    };
}
