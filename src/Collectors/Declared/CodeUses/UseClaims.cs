using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Code.Names;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Declared.CodeUses;

/// <summary>What a use says of the workload it belongs to, and of the agents it makes.</summary>
internal sealed class UseClaims(UseReader reader, Sources sources)
{
    /// <summary>The claims of the uses of one file.</summary>
    public IEnumerable<Claim> Of(IReadOnlyList<FoundUse> uses)
    {
        var agents = new AgentNames(uses);
        var said = new HashSet<(string, int, string)>();
        foreach (var use in uses)
        {
            yield return Say(Workload(use), use.File.Part == Part.App ? "uses" : "mentions", Shape(use), At(use));
            if (use.File.Part != Part.App) continue;
            foreach (var claim in Models(use, said)) yield return claim;
            if (agents.Of(use) is { } agent) foreach (var claim in Agent(use, agent, agents)) yield return claim;
        }
    }

    private static AssetId Workload(FoundUse use) => new(AssetKind.Workload, $"path:{use.File.File.Path}");

    private static Origin At(FoundUse use) => new(CodeUsesCollector.Source, use.File.File.Path, use.Line);

    private static Claim Say(AssetId subject, string word, Value value, Origin origin) => new(subject, word, Plane.Declared, value, origin, DateTimeOffset.MinValue);

    private Value Shape(FoundUse use)
    {
        var thing = use.Thing;
        var prompt = use.Prompt;
        return Value.Map(
            ("use", Value.Of(use.Use.ToString().ToLowerInvariant())), ("provider", Value.Of(use.Provider)), ("library", Value.Of(thing.Entry.Sdk.Name)),
            ("callee", Value.Of(thing.Name)), ("name", Value.Of(Masked(Named(use)))),
            ("models", Value.List(use.Models.All.Select(w => Masked(w.Value)))), ("known", Value.Of(Known(use.Models))), ("open", Value.List(use.Models.Open.Concat(use.Models.Settings).Distinct())),
            ("prompt", Value.Of(prompt is { IsWhole: true } whole ? Fingerprints.OfText(whole.Text.Value) : "")),
            ("promptAt", Value.Of(prompt is { } p ? $"{p.Text.File}:{sources.LineOf(p.Text.File, p.Text.Line)}" : "")),
            ("tools", Value.List(use.Tools.Names)), ("key", Value.Of(reader.Facts.Key(thing))), ("host", Value.Of(reader.Facts.Host(thing))),
            ("caching", Value.Of(reader.Facts.IsCaching(thing))), ("guardrail", Value.Of(reader.Facts.HasGuardrail(thing))), ("part", Value.Of(use.File.Part.ToString().ToLowerInvariant())));
    }

    private static string Named(FoundUse use) => use.Name.Length > 0 ? use.Name : use.Use is Use.Agent or Use.Tool or Use.Retrieval or Use.Mcp ? use.Bound : "";

    private static string Known(Said models) => models.All.IsEmpty ? models.Open.IsEmpty ? "" : "open" : models.All.Min(w => w.How).ToString().ToLowerInvariant();

    // A wrong guess at an argument's place must not print what may be a key.
    private static string Masked(string text) => SettingSecrets.Known(text) is null ? text : Fingerprints.OfText(text)[..19];

    private IEnumerable<Claim> Models(FoundUse use, HashSet<(string, int, string)> said)
    {
        if (use.Provider is "azure-openai" or "azure-ai" or "sagemaker" || use.Use is Use.Retrieval or Use.Tool or Use.Guardrail or Use.Training) yield break;
        foreach (var wording in use.Models.All)
        {
            var line = sources.LineOf(wording.File, wording.Line);
            if (wording.Value.Length is 0 or > 200 || IsFile(use, wording.Value) || ModelTexts.Find(wording.Value).Count > 0 || !said.Add((wording.File, line, wording.Value))) continue;
            yield return Say(Workload(use), "models", Model(wording.Value), new Origin(CodeUsesCollector.Source, wording.File, line));
        }
    }

    // Weights in a file of the project are told of where model files are read.
    private static bool IsFile(FoundUse use, string model) => use.Use == Use.Inference && Path.GetExtension(model) is { Length: >= 3 and <= 12 } ending && ending.Skip(1).All(char.IsAsciiLetter);

    private static Value Model(string text)
    {
        var id = ModelId.Parse(Masked(text));
        return Value.Map(("id", Value.Of(id.Text)), ("base", Value.Of(id.Base)), ("pinned", Value.Of(id.IsPinned)));
    }

    private IEnumerable<Claim> Agent(FoundUse use, AssetId agent, AgentNames agents)
    {
        var at = At(use);
        yield return Say(agent, "name", Value.Of(AgentNames.NameOf(use)), at);
        yield return new Relation(Workload(use), "runs", agent).ToClaim(Plane.Declared, at, DateTimeOffset.MinValue);
        foreach (var model in use.Models.All) yield return Say(agent, "models", Model(model.Value), at with { Line = use.Line });
        foreach (var tool in use.Tools.Names) yield return Say(agent, "tools", Tool(tool), at);
        if (use.Prompt is { IsWhole: true } prompt)
            yield return Say(agent, "instruction", Value.Of(Fingerprints.OfText(prompt.Text.Value)), new Origin(CodeUsesCollector.Source, prompt.Text.File, sources.LineOf(prompt.Text.File, prompt.Text.Line)));
        foreach (var (value, place) in use.Members)
        {
            if (reader.Things.Of(value, place) is { } member && agents.Of(member) is { } other && other != agent)
                yield return new Relation(agent, "delegates-to", other).ToClaim(Plane.Declared, at, DateTimeOffset.MinValue);
        }

        ImmutableArray<string> words = [.. use.Models is { All.IsEmpty: false, Open.IsEmpty: true } ? (string[])["agent.models"] : [], .. use.Tools.IsWhole ? (string[])["agent.tools"] : []];
        if (!words.IsEmpty) yield return new Coverage(CodeUsesCollector.Source, Plane.Declared, new Reach(Asset: agent), words).ToClaim(at);
    }

    private static Value Tool(string name) => Value.Map(
        ("name", Value.Of(name)), ("group", Value.Of("")), ("effect", Value.Of("unknown")), ("confirmation", Value.False), ("runs", Value.Of("")));
}
