using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Collectors.Files.Mcp;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Declared.CodeUses;

/// <summary>What a use says of the workload it belongs to, and of the agents it makes.</summary>
internal sealed class UseClaims(UseReader reader, Sources sources)
{
    private readonly UsePrompts prompts = new(sources);

    /// <summary>The claims of the uses of one file.</summary>
    public IEnumerable<Claim> Of(CodeFile file, IReadOnlyList<FoundUse> uses)
    {
        var agents = new AgentNames(uses);
        var said = new HashSet<(string, int, string)>();
        foreach (var use in uses)
        {
            yield return Say(Workload(use), use.File.Part == FilePart.App ? "uses" : "mentions", Shape(use), At(use));
            if (use.File.Part != FilePart.App) continue;
            foreach (var claim in Models(use, said).Concat(prompts.Of(use, Workload(use), said))) yield return claim;
            if (use.Use == Use.Prompt && reader.Fetches.Of(use.Thing, At(use).ToString()) is { } fetch) yield return Say(Workload(use), "fetches", fetch, At(use));
            if (agents.Of(use) is { } agent) foreach (var claim in Agent(use, agent, agents)) yield return claim;
        }

        if (file.Part != FilePart.App) yield break;
        foreach (var (name, id, line) in reader.Tools(file, uses))
            yield return Say(Workload(file), "tools", Value.Map(("id", Value.Of(UseWords.Masked(id))), ("name", Value.Of(UseWords.Masked(name)))), new Origin(CodeUsesCollector.Source, file.File.Path, line));
    }

    private static AssetId Workload(FoundUse use) => Workload(use.File);

    private static AssetId Workload(CodeFile file) => new(AssetKind.Workload, $"path:{file.File.Path}");

    private static Origin At(FoundUse use) => new(CodeUsesCollector.Source, use.File.File.Path, use.Line);

    private static Claim Say(AssetId subject, string word, Value value, Origin origin) => new(subject, word, Plane.Declared, value, origin, DateTimeOffset.MinValue);

    private Value Shape(FoundUse use)
    {
        var (thing, prompt) = (use.Thing, use.Prompt);
        return new UseStatement(use.Use.ToString().ToLowerInvariant(), use.Provider, thing.Entry.Sdk.Name, thing.Name)
        {
            Name = Named(use), Models = [.. use.Models.All.Select(w => w.Value)], Known = UseWords.Known(use.Models), Open = [.. use.Models.Open.Concat(use.Models.Settings).Distinct()],
            Prompt = prompt is { IsWhole: true } whole ? Fingerprints.OfText(whole.Text.Value) : "", PromptAt = prompt is { } p ? $"{p.Text.File}:{sources.LineOf(p.Text.File, p.Text.Line)}" : "",
            Tools = use.Tools.Names, Key = reader.Facts.Key(thing), Host = reader.Facts.Host(thing), IsCaching = reader.Facts.IsCaching(thing), HasGuardrail = reader.Facts.HasGuardrail(thing), Part = use.File.Part, At = At(use).ToString(),
        }.ToValue();
    }

    private static string Named(FoundUse use) => use.Name.Length > 0 ? use.Name : use.Use is Use.Agent or Use.Tool or Use.Retrieval or Use.Mcp ? use.Bound : "";

    private IEnumerable<Claim> Models(FoundUse use, HashSet<(string, int, string)> said)
    {
        if (use.Provider is "azure-openai" or "azure-ai" or "sagemaker" || use.Use is Use.Retrieval or Use.Tool or Use.Guardrail or Use.Training) yield break;
        foreach (var wording in use.Models.All)
        {
            var line = sources.LineOf(wording.File, wording.Line);
            if (wording.Value.Length is 0 or > 200 || IsFile(use, wording.Value) || (wording.IsWritten && ModelTexts.Find(wording.Value).Count > 0) || !said.Add((wording.File, line, wording.Value))) continue;
            yield return Say(Workload(use), "models", UseWords.Model(wording.Value), new Origin(CodeUsesCollector.Source, wording.File, line));
        }
    }

    // Weights in a file of the project are told of where model files are read.
    private static bool IsFile(FoundUse use, string model) => use.Use == Use.Inference && Path.GetExtension(model) is { Length: >= 3 and <= 12 } ending && ending.Skip(1).All(char.IsAsciiLetter);

    private IEnumerable<Claim> Agent(FoundUse use, AssetId agent, AgentNames agents)
    {
        var at = At(use);
        yield return Say(agent, "name", Value.Of(AgentNames.NameOf(use)), at);
        yield return new Relation(Workload(use), "runs", agent).ToClaim(Plane.Declared, at, DateTimeOffset.MinValue);
        // A team's models are its members', who say them themselves.
        var isTeam = use.Thing.Entry.Takes is { Model.Length: 0, Agents.Length: > 0 };
        foreach (var model in isTeam ? [] : use.Models.All) yield return Say(agent, "models", UseWords.Model(model.Value), at with { Line = use.Line });
        foreach (var tool in use.Tools.Names) yield return Say(agent, "tools", UseWords.Tool(tool), at);
        foreach (var capability in use.Tools.Names.SelectMany(t => ToolStatements.OfName(t, at.ToString()))) yield return Say(agent, ToolStatements.Capabilities, capability, at);
        if (use.Prompt is { IsWhole: true } prompt)
            yield return Say(agent, "instruction", Value.Of(Fingerprints.OfText(prompt.Text.Value)), new Origin(CodeUsesCollector.Source, prompt.Text.File, sources.LineOf(prompt.Text.File, prompt.Text.Line)));
        foreach (var (value, place) in use.Members)
        {
            if (reader.Things.Of(value, place) is { } member && agents.Of(member) is { } other && other != agent)
                yield return new Relation(agent, "delegates-to", other).ToClaim(Plane.Declared, at, DateTimeOffset.MinValue);
        }

        ImmutableArray<string> words = [.. !isTeam && use.Models is { All.IsEmpty: false, Open.IsEmpty: true } ? (string[])["agent.models"] : [], .. use.Tools.IsWhole ? (string[])["agent.tools"] : [], .. use.Tools.IsWhole && use.Tools.Names.All(ToolStatements.Tells) ? (string[])["agent.capabilities"] : []];
        if (!words.IsEmpty) yield return new Coverage(CodeUsesCollector.Source, Plane.Declared, new Reach(Asset: agent), words).ToClaim(at);
    }
}
