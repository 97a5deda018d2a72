using System.Text.RegularExpressions;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Declared.AgentDefinitions.Formats;

/// <summary>Agents of Google's Agent Development Kit in YAML. Every key must be one that the format has.</summary>
internal static partial class Adk
{
    private const int Deepest = 12;
    private const string Library = "google-adk";

    private static readonly HashSet<string> Keys =
    [
        .. ("agent_class name description model instruction global_instruction static_instruction tools sub_agents include_contents input_schema output_schema output_key generate_content_config max_iterations code_executor planner "
        + "disallow_transfer_to_parent disallow_transfer_to_peers before_agent_callbacks after_agent_callbacks before_model_callbacks after_model_callbacks before_tool_callbacks after_tool_callbacks model_code nodes edges").Split(' '),
    ];

    /// <summary>What a document declares; nothing where it is no agent.</summary>
    public static IEnumerable<Definition> In(YamlMap map, Fields fields) => Is(map) ? Agents(map, fields, 0) : [];

    private static bool Is(YamlMap map)
    {
        if (map["name"] is not YamlScalar || !map.Entries.All(e => Keys.Contains(e.Key))) return false;
        if (map["agent_class"]?.Text is { } kind) return Class().IsMatch(kind);
        return map["instruction"] is YamlScalar && (map["model"] is not null || map["tools"] is YamlList || map["sub_agents"] is YamlList);
    }

    private static IEnumerable<Definition> Agents(YamlMap map, Fields fields, int depth)
    {
        if (depth > Deepest) yield break;
        var tools = Fields.Names(map["tools"], "name");
        var inner = (map["sub_agents"] is YamlList { Nodes: var below } ? below : []).OfType<YamlMap>().ToList();
        yield return new Definition("agent", Library, map["agent_class"]?.Text ?? "LlmAgent", map.Line)
        {
            Name = Fields.Named(map["name"]), Models = fields.Text(map["model"]), Prompt = Fields.Prompt(map["instruction"]), Tools = tools.Names, HasAllTools = tools.IsWhole, Provider = "google", Purpose = Fields.Prose(map["description"]),
            Members = [.. inner.Select(i => Member(i, fields)).Where(m => m.File.Length > 0)],
        };
        foreach (var agent in inner.Where(i => i["name"] is not null && Is(i))) foreach (var one in Agents(agent, fields, depth + 1)) yield return one;
    }

    private static (string File, string Name) Member(YamlMap member, Fields fields)
    {
        if (member["config_path"]?.Text is { Length: > 0 and < 300 } path) return (Resolved(fields.File.Folder, path), "");
        return Fields.Named(member["name"]) is { Length: > 0 } name && Is(member) ? (fields.File.Path, name) : ("", "");
    }

    // Where `..` leads out of the scanned folder nothing is named.
    private static string Resolved(string folder, string path)
    {
        var parts = folder.Length == 0 ? [] : folder.Split('/').ToList();
        foreach (var part in path.Replace('\\', '/').Split('/'))
        {
            if (part == ".." && parts.Count == 0) return "";
            if (part == "..") parts.RemoveAt(parts.Count - 1);
            else if (part is not ("" or ".")) parts.Add(part);
        }

        return string.Join('/', parts);
    }

    [GeneratedRegex(@"^[A-Za-z_][\w.]{0,150}Agent$", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Class();
}
