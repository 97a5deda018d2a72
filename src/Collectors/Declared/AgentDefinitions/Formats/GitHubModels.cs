using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Declared.AgentDefinitions.Formats;

/// <summary>Prompts of GitHub Models: a model and messages with their roles. Every key must be one that the format has.</summary>
internal static class GitHubModels
{
    private static readonly HashSet<string> Keys = ["name", "description", "model", "modelParameters", "responseFormat", "jsonSchema", "messages", "testData", "evaluators"];

    /// <summary>What a document declares; nothing where it is no such prompt.</summary>
    public static IEnumerable<Definition> In(YamlMap map, Fields fields)
    {
        if (map["messages"] is not YamlList { Nodes: { Length: > 0 } messages } || map["model"] is not YamlScalar || !map.Entries.All(e => Keys.Contains(e.Key))) return [];
        if (!messages.All(m => m["role"] is YamlScalar && m["content"] is YamlScalar)) return [];
        return
        [
            new Definition("chat", "github-models", "prompt.yml", map["model"]!.Line)
            {
                Name = Fields.Named(map["name"]), Provider = "github-models", Models = fields.Text(map["model"]), Prompt = Fields.Prompt(messages.FirstOrDefault(m => m["role"]!.Text is "system" or "developer")?["content"]),
            },
        ];
    }
}
