using System.Text.RegularExpressions;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Declared.AgentDefinitions.Formats;

/// <summary>Prompty (`.prompty`) and Dotprompt (`.prompt`): a head in YAML between lines of dashes, then the template.</summary>
internal static partial class FrontMatters
{
    /// <summary>The definition of a file; null where it has no such head, with a sentence where the head is broken.</summary>
    public static Definition? Of(string text, Fields fields, out string? problem)
    {
        problem = null;
        var head = Head().Match(text);
        if (!head.Success) return null;
        var documents = YamlText.Read("\n" + head.Groups[1].Value, out var wrong);
        if (wrong is not null || documents is not [YamlMap map])
        {
            problem = $"the head of `{fields.File.Path}` cannot be read: {wrong ?? "it is no mapping"}";
            return null;
        }

        var body = text[(head.Index + head.Length)..];
        var line = 1 + text.AsSpan(0, head.Index + head.Length).Count('\n');
        return fields.File.Name.EndsWith(".prompt", StringComparison.OrdinalIgnoreCase) ? Dotprompt(map, body, line, fields) : Prompty(map, body, line, fields);
    }

    private static Definition? Prompty(YamlMap map, string body, int line, Fields fields)
    {
        var model = map["model"];
        if (model is null && !TemplateRoles.Are(body)) return null;
        var (settings, connection, parameters) = (model?["configuration"], model?["connection"], model?["parameters"]);
        var type = (settings?["type"] ?? model?["provider"])?.Text ?? "";
        var api = (model?["api"] ?? model?["apiType"])?.Text ?? "chat";
        var tools = Fields.Names(map["tools"] ?? parameters?["tools"] ?? model?["options"]?["tools"], "name", "id", "type");
        return new Definition(api is "embedding" or "image" ? api : "chat", "prompty", "prompty", model?.Line ?? map.Line)
        {
            Name = Fields.Named(map["name"]), Provider = Providers.Named(type), Tools = tools.Names, HasAllTools = tools.IsWhole,
            Models = fields.First(model as YamlScalar, model?["id"], settings?["azure_deployment"], settings?["model"], settings?["name"], parameters?["model"]),
            Key = Fields.Key(settings?["api_key"] ?? connection?["apiKey"]), Host = fields.Host(settings?["azure_endpoint"] ?? settings?["base_url"] ?? settings?["endpoint"] ?? connection?["endpoint"]),
            Prompt = TemplateRoles.Heading(body, line),
        };
    }

    private static Definition? Dotprompt(YamlMap map, string body, int line, Fields fields)
    {
        if (map["model"] is not YamlScalar && !(map["input"] is YamlMap && map["output"] is YamlMap) && !TemplateRoles.Are(body)) return null;
        var tools = Fields.Names(map["tools"], "name");
        return new Definition("chat", "genkit", "dotprompt", map["model"]?.Line ?? map.Line)
        {
            Name = Fields.Named(map["name"]), Models = fields.Text(map["model"]), Tools = tools.Names, HasAllTools = tools.IsWhole, Prompt = TemplateRoles.Call(body, line),
        };
    }

    [GeneratedRegex(@"\A\s{0,20}---[ \t]*\r?\n(.{0,65536}?)\r?\n---[ \t]*(?:\r?\n|\z)", RegexOptions.CultureInvariant | RegexOptions.Singleline, 20_000)]
    private static partial Regex Head();
}
