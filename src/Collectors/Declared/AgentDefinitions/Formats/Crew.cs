using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Declared.AgentDefinitions.Formats;

/// <summary>Agents of CrewAI in YAML: a mapping whose every entry has a role, a goal and a backstory.</summary>
internal static class Crew
{
    /// <summary>What a document declares; nothing where an entry is no agent.</summary>
    public static IEnumerable<Definition> In(YamlMap map, Fields fields) =>
        map.Entries.Length > 0 && map.Entries.All(e => e.Node["role"] is YamlScalar && e.Node["goal"] is YamlScalar && e.Node["backstory"] is YamlScalar)
            ? map.Entries.Select(e => Agent(e.Key, e.Node, fields)) : [];

    private static Definition Agent(string key, YamlNode agent, Fields fields)
    {
        var llm = agent["llm"];
        var tools = Fields.Names(agent["tools"], "name");
        return new Definition("agent", "crewai", "agents.yaml", agent.Line)
        {
            Name = key.Length < 200 ? key : "", Models = fields.First(llm as YamlScalar, llm?["model"]), Prompt = Fields.Prompt(agent["backstory"]), Key = Fields.Key(llm?["api_key"]), Host = fields.Host(llm?["base_url"]),
            // Code may give it more.
            Tools = tools.Names, HasAllTools = false, Purpose = Fields.Prose(agent["goal"]),
        };
    }
}
