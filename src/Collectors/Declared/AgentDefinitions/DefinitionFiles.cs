using System.Text;
using System.Text.Unicode;
using Plumbline.Collectors.Declared.AgentDefinitions.Formats;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.AgentDefinitions;

/// <summary>Finds and reads files that declare prompts and agents. What they are is told by their content; only what may be one is parsed.</summary>
internal static class DefinitionFiles
{
    private const int Largest = 2 << 20;
    private const string Text = "skprompt.txt";

    // A document of one of the formats holds all the words of one line.
    private static readonly string[][] Needles =
    [
        ["template_format"], ["execution_settings", "template"], ["_agent", "type:"], ["azure_assistant", "type:"], ["openai_assistant", "type:"], ["azure_responses", "type:"], ["openai_responses", "type:"],
        ["kind", "Prompt"], ["kind", "Workflow"], ["kind: prompt"], ["kind: workflow"], ["agent_class:"], ["name:", "instruction:"], ["backstory:", "goal:"], ["autogen_", "provider"], ["messages:", "model:", "role:"],
    ];

    // What only these formats say: where such a file does not parse, something is missed.
    private static readonly string[] Telling = ["template_format:", "agent_class:", "\nbackstory:", "  backstory:", "provider: autogen_"];

    /// <summary>The files that may declare something, in the order of the scope.</summary>
    public static IEnumerable<EstateFile> Of(Scope scope)
    {
        var registries = RegistryReferences.Of(scope);
        return scope.Files.Where(f => f.Length > 0 && IsCandidate(f) && !registries.IsOnlyApproved(f.Path));
    }

    private static bool IsCandidate(EstateFile file) => Path.GetExtension(file.Name).ToLowerInvariant() switch
    {
        ".prompty" or ".prompt" => true,
        ".yaml" or ".yml" => file.Name is not ("pnpm-lock.yaml" or "plumbline.yaml" or "plumbline.yml"),
        ".json" => file.Name == "config.json" || Content.Head(file) is var head && (head.IndexOf("autogen_"u8) >= 0 || head.IndexOf("component_type"u8) >= 0),
        _ => false,
    };

    /// <summary>What a file declares; a sentence where it cannot be read and is, or may be, one of these.</summary>
    /// <param name="file">The file.</param>
    /// <param name="beside">The file that goes by a path; null where there is none.</param>
    /// <param name="settings">What configuration files say.</param>
    /// <param name="problem">Why it cannot be read.</param>
    public static IReadOnlyList<Definition> Read(EstateFile file, Func<string, EstateFile?> beside, SettingFiles settings, out string? problem)
    {
        var isPrompt = Path.GetExtension(file.Name).StartsWith(".prompt", StringComparison.OrdinalIgnoreCase);
        var text = beside(Join(file.Folder, Text));
        if (file.Name == "config.json" && text is null && Content.Head(file).IndexOf("autogen_"u8) < 0) return Nothing(out problem);
        var bytes = Content.ReadAll(file, out problem, Largest);
        if (problem is not null)
        {
            if (!isPrompt) problem = null;
            return [];
        }

        if (bytes.AsSpan().IndexOf((byte)0) >= 0)
        {
            problem = isPrompt ? $"`{file.Path}` is named as text and holds binary data" : null;
            return [];
        }

        var content = (Utf8.IsValid(bytes) ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes);
        var fields = new Fields(file, settings);
        return isPrompt ? FrontMatters.Of(content, fields, out problem) is { } one ? [one] : [] : Documents(file, content, text, fields, out problem);
    }

    private static IReadOnlyList<Definition> Nothing(out string? problem)
    {
        problem = null;
        return [];
    }

    private static IReadOnlyList<Definition> Documents(EstateFile file, string content, EstateFile? text, Fields fields, out string? problem)
    {
        problem = null;
        var isFolder = file.Name == "config.json" && text is not null;
        if (!isFolder && !Array.Exists(Needles, n => Array.TrueForAll(n, w => content.Contains(w, StringComparison.Ordinal)))) return [];
        var documents = YamlText.Read(content, out var wrong);
        if (wrong is not null)
        {
            if (isFolder || Array.Exists(Telling, t => content.Contains(t, StringComparison.Ordinal))) problem = $"`{file.Path}` cannot be read: {wrong}";
            return [];
        }

        if (isFolder) return documents is [YamlMap config] && SemanticKernel.Folder(config, Prompt(text!), fields) is { } prompt ? [prompt] : [];
        return [.. documents.SelectMany(d => In(d, content, fields))];
    }

    private static IEnumerable<Definition> In(YamlNode document, string content, Fields fields)
    {
        if (document is YamlMap map && map["apiVersion"] is null && fields.File.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) is false)
        {
            foreach (var format in (Func<YamlMap, Fields, IEnumerable<Definition>>[])[SemanticKernel.In, AgentFramework.In, Adk.In, Crew.In, GitHubModels.In])
            {
                List<Definition> found = [.. format(map, fields)];
                if (found.Count > 0) return found;
            }
        }

        return content.Contains("autogen_", StringComparison.Ordinal) ? AutoGen.In(document, fields) : [];
    }

    private static string? Prompt(EstateFile file)
    {
        var bytes = Content.ReadAll(file, out var reason, Largest);
        return reason is null && bytes.AsSpan().IndexOf((byte)0) < 0 ? Encoding.UTF8.GetString(bytes) : null;
    }

    private static string Join(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";
}
