using Plumbline.Code.Names;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Declared.AgentDefinitions.Formats;

/// <summary>Semantic Kernel: prompts in YAML, prompts in folders of `config.json` and `skprompt.txt`, agents in YAML.</summary>
internal static class SemanticKernel
{
    private const string Library = "semantic-kernel";
    private static readonly HashSet<string> Templates = ["semantic-kernel", "handlebars", "liquid", "jinja2", "prompty"];
    private static readonly HashSet<string> Agents =
        ["chat_completion_agent", "foundry_agent", "azureai_agent", "azure_assistant", "openai_assistant", "azure_responses", "openai_responses", "bedrock_agent"];

    /// <summary>What a document declares; nothing where it is none of these.</summary>
    public static IEnumerable<Definition> In(YamlMap map, Fields fields)
    {
        if (Agents.Contains(map["type"]?.Text ?? "") && (map["instructions"] ?? map["model"] ?? map["name"]) is not null) return [Agent(map, fields)];
        var isTemplate = Templates.Contains(map["template_format"]?.Text ?? "") && (map["template"] is YamlScalar || map["execution_settings"] is YamlMap);
        return isTemplate || (map["template"] is YamlScalar && map["execution_settings"] is YamlMap) ? [Prompt(map, fields)] : [];
    }

    /// <summary>The prompt in a folder: its settings and its text.</summary>
    public static Definition? Folder(YamlMap config, string? text, Fields fields)
    {
        if (config["execution_settings"] is not (YamlMap or YamlList) && config["input_variables"] is not YamlList && config["completion"] is not YamlMap && config["schema"] is not YamlScalar) return null;
        var folder = fields.File.Folder;
        return Settings(config, fields) with { Name = folder[(folder.LastIndexOf('/') + 1)..], Prompt = text is null ? null : TemplateRoles.Message(text, 1) };
    }

    private static Definition Prompt(YamlMap map, Fields fields)
    {
        var template = map["template"] as YamlScalar;
        // A block text begins on the line below its mark.
        var first = template is { IsQuoted: true, Raw: var raw } && raw.Contains('\n', StringComparison.Ordinal) ? template.Line + 1 : template?.Line ?? map.Line;
        return Settings(map, fields) with { Name = Fields.Named(map["name"]), Prompt = template?.Text is { } text ? TemplateRoles.Message(text, first) : null };
    }

    private static Definition Settings(YamlMap map, Fields fields)
    {
        var services = map["execution_settings"] is YamlMap { Entries: var all } ? [.. all.Select(e => e.Node)] : map["execution_settings"] is YamlList list ? list.Nodes : [];
        var models = Said.Nothing;
        var tools = new List<string>();
        foreach (var service in services.OfType<YamlMap>())
        {
            var said = fields.First(service["model_id"], service["ai_model_id"], service["deployment_name"]);
            models = new([.. models.All.Concat(said.All).DistinctBy(w => w.Value)], [.. models.Open.Concat(said.Open).Distinct()], [.. models.Settings.Concat(said.Settings).Distinct()]);
            tools.AddRange(Fields.Names(service["function_choice_behavior"]?["functions"]).Names);
        }

        return new Definition("chat", Library, "prompt template", map.Line) { Models = models, Tools = [.. tools.Distinct()] };
    }

    private static Definition Agent(YamlMap map, Fields fields)
    {
        var (model, connection) = (map["model"], map["model"]?["connection"]);
        var tools = Fields.Names(map["tools"], "id", "name", "type");
        return new Definition("agent", Library, map["type"]!.Text!, map.Line)
        {
            Name = Fields.Named(map["name"]), Provider = Providers.Named(map["type"]!.Text!), Models = fields.First(model as YamlScalar, model?["id"]), Prompt = Fields.Prompt(map["instructions"]),
            Tools = tools.Names, HasAllTools = tools.IsWhole, Key = Fields.Key(connection?["api_key"]), Host = fields.Host(connection?["endpoint"] ?? connection?["connection"]?["endpoint"]),
        };
    }
}
