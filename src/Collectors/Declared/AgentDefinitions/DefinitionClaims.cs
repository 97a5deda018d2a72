using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Collectors.Files.Mcp;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.AgentDefinitions;

/// <summary>What definitions say of the workload they belong to, and of the agents they declare.</summary>
internal sealed class DefinitionClaims
{
    private const string Source = AgentDefinitionsCollector.Source;
    private readonly List<(EstateFile File, Definition Definition, AssetId? Agent)> all = [];
    private readonly Dictionary<(string File, string Name), AssetId> agents = [];

    /// <summary>Takes the definitions of all files, so that agents of one can name those of another.</summary>
    public DefinitionClaims(IEnumerable<(EstateFile File, IReadOnlyList<Definition> Definitions)> files)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (file, definitions) in files)
        {
            foreach (var definition in definitions)
            {
                AssetId? agent = null;
                if (definition.Use == "agent")
                {
                    var key = $"path:{file.Path}#{NameOf(definition)}";
                    if (!taken.Add(key)) taken.Add(key = $"{key}@{definition.Line}");
                    agent = new AssetId(AssetKind.Agent, key);
                    agents.TryAdd((file.Path, definition.Name), agent.Value);
                    agents.TryAdd((file.Path, ""), agent.Value);
                }

                all.Add((file, definition, agent));
            }
        }
    }

    /// <summary>The claims, in the order of the files.</summary>
    public IEnumerable<Claim> All()
    {
        foreach (var (file, definition, agent) in all)
        {
            var part = FileParts.Of(file);
            var workload = new AssetId(AssetKind.Workload, $"path:{file.Path}");
            var at = new Origin(Source, file.Path, definition.Line);
            yield return Say(workload, part == FilePart.App ? "uses" : "mentions", Shape(file, definition, part), at);
            if (part != FilePart.App) continue;
            foreach (var claim in Models(workload, file, definition)) yield return claim;
            if (agent is { } id) foreach (var claim in Agent(workload, id, definition, at)) yield return claim;
        }
    }

    private static string NameOf(Definition definition) => definition.Name.Length > 0 ? definition.Name : $"line {definition.Line}";

    private static Claim Say(AssetId subject, string word, Value value, Origin origin) => new(subject, word, Plane.Declared, value, origin, DateTimeOffset.MinValue);

    private static Value Shape(EstateFile file, Definition definition, FilePart part) => new UseStatement(definition.Use, Provider(definition), definition.Library, definition.Callee)
    {
        Name = definition.Name, Models = [.. definition.Models.All.Select(w => w.Value)], Known = UseWords.Known(definition.Models), Open = [.. definition.Models.Open.Concat(definition.Models.Settings).Distinct()],
        Prompt = definition.Prompt is { } said ? Fingerprints.OfText(said.Text) : "", PromptAt = definition.Prompt is { } text ? $"{PromptFile(file, definition)}:{text.Line}" : "",
        Tools = definition.Tools, Key = definition.Key, Host = definition.Host, Part = part, At = $"{file.Path}:{definition.Line}",
    }.ToValue();

    private static string PromptFile(EstateFile file, Definition definition) =>
        file.Name == "config.json" && definition.Callee == "prompt template" ? file.Path[..^"config.json".Length] + "skprompt.txt" : file.Path;

    private static string Provider(Definition definition)
    {
        if (definition.Host.Length > 0 && ProviderNames.OfHost(definition.Host) is { Length: > 0 } behind) return behind;
        if (definition.Library != "github-models" && definition.Models.All.Select(w => ProviderNames.OfModel(w.Value)).FirstOrDefault(p => p.Length > 0) is { } named) return named;
        return definition.Provider;
    }

    // A deployment's name is no model; ids that text alone tells are told of where text is read, but for files that nobody else reads.
    private static IEnumerable<Claim> Models(AssetId workload, EstateFile file, Definition definition)
    {
        if (Provider(definition) is "azure-openai" or "azure-ai") yield break;
        var isOnlyHere = Path.GetExtension(file.Name).StartsWith(".prompt", StringComparison.OrdinalIgnoreCase);
        foreach (var wording in definition.Models.All.Where(w => w.Value.Length <= 200 && (isOnlyHere || ModelTexts.Find(w.Value).Count == 0)))
            yield return Say(workload, "models", UseWords.Model(wording.Value), new Origin(Source, wording.File, wording.Line));
    }

    private IEnumerable<Claim> Agent(AssetId workload, AssetId agent, Definition definition, Origin at)
    {
        yield return Say(agent, "name", Value.Of(NameOf(definition)), at);
        yield return new Relation(workload, "runs", agent).ToClaim(Plane.Declared, at, DateTimeOffset.MinValue);
        foreach (var model in definition.Models.All) yield return Say(agent, "models", UseWords.Model(model.Value), new Origin(Source, model.File, model.Line));
        foreach (var tool in definition.Tools) yield return Say(agent, "tools", UseWords.Tool(tool), at);
        if (definition.Purpose.Length > 0) yield return Say(agent, "purpose", ToolStatements.Purpose(definition.Purpose), at);
        foreach (var capability in definition.Tools.SelectMany(t => ToolStatements.OfName(t, at.ToString()))) yield return Say(agent, ToolStatements.Capabilities, capability, at);
        if (definition.Prompt is { } prompt) yield return Say(agent, "instruction", Value.Of(Fingerprints.OfText(prompt.Text)), at with { Line = prompt.Line });
        foreach (var member in definition.Members)
        {
            if (agents.TryGetValue(member, out var other) && other != agent) yield return new Relation(agent, "delegates-to", other).ToClaim(Plane.Declared, at, DateTimeOffset.MinValue);
        }

        ImmutableArray<string> words = [.. definition.Models is { All.IsEmpty: false, Open.IsEmpty: true } ? (string[])["agent.models"] : [], .. definition.HasAllTools ? (string[])["agent.tools"] : [], .. definition.HasAllTools && definition.Tools.All(ToolStatements.Tells) ? (string[])["agent.capabilities"] : []];
        if (!words.IsEmpty) yield return new Coverage(Source, Plane.Declared, new Reach(Asset: agent), words).ToClaim(at);
    }
}
