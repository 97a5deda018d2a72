using Plumbline.Cel.Syntax;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>
/// Agent posture policies as they were first published: one mapping under `agent_posture_policy`, in a document of its own or in a registry. In the
/// section `agent-posture-policies` the same mapping is an entry, whose name is the agent's id.
/// </summary>
public static class PostureDocument
{
    /// <summary>The key of a document that is one policy, or a list of them.</summary>
    public const string Mark = "agent_posture_policy";

    /// <summary>The section.</summary>
    public const string Section = "agent-posture-policies";

    /// <summary>What a policy consists of.</summary>
    internal static readonly string[] Parts = ["identity", "permissions", "execution", "monitoring"];

    /// <summary>True where somebody misspelled the key above a policy.</summary>
    internal static bool IsMisnamed(string key, YamlNode node) => key != Section && node is YamlMap && node["identity"]?["agent_id"]?.Text is not null && Nearest.Find(key, [Mark]) is not null;

    /// <summary>An entry under its agent's id; the entry itself where it has no id, or says one that is not its agent's.</summary>
    internal static YamlNode Named(YamlNode entry)
    {
        if (entry is not YamlMap map || map["name"] is not null || map["identity"]?["agent_id"] is not YamlScalar { Raw: { } id } said || id.Trim().Length == 0) return entry;
        return new YamlMap(map.Line, [("name", new YamlScalar(said.Line, id.Trim(), IsQuoted: true)), .. map.Entries]);
    }

    /// <summary>Why an entry's name is none; null where it is its agent's id.</summary>
    internal static string? Problem(YamlNode entry) =>
        entry["name"]?.Text?.Trim() is { } name && entry["identity"]?["agent_id"]?.Text?.Trim() is { } id && name != id ? $"`name` is `{name}` and `agent_id` is `{id}`; a policy is named after its agent" : null;
}
