using static Plumbline.Collectors.Declared.CodeUses.Sdk;
using static Plumbline.Collectors.Declared.CodeUses.Use;

namespace Plumbline.Collectors.Declared.CodeUses.Sdks;

/// <summary>.NET Aspire's client integrations. Their methods stand in namespaces that every host opens, so their names alone tell.</summary>
internal static class Aspire
{
    public static Sdk[] All { get; } =
    [
        Of("azure-openai", "AddAzureOpenAIClient AddKeyedAzureOpenAIClient"),
        Of("openai", "AddOpenAIClientFromConfiguration AddKeyedOpenAIClientFromConfiguration AddKeyedOpenAIClient"),
        Of("azure-ai", "AddAzureChatCompletionsClient AddKeyedAzureChatCompletionsClient"),
        Of("ollama", "AddOllamaApiClient AddKeyedOllamaApiClient"),
    ];

    private static Sdk Of(string provider, string names) => new("aspire", provider, "",
        On("", Client, names, "aspire-client", loose: true),
        On("aspire-client", Model, "AddChatClient AddEmbeddingGenerator", "chat-client", model: "deploymentName 0"),
        On("aspire-client", Model, "AddKeyedChatClient AddKeyedEmbeddingGenerator", "chat-client", model: "deploymentName 1"));
}
