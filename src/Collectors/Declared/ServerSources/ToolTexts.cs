using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Plumbline.Code.Deeds;
using Plumbline.Collectors.Files;
using Plumbline.Collectors.Files.Mcp;
using Plumbline.Guardrails.Tools;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Value = Plumbline.Cel.Types.Value;

namespace Plumbline.Collectors.Declared.ServerSources;

/// <summary>What the tools of a server say of themselves: judged as texts, and held against what their code does.</summary>
internal static class ToolTexts
{
    private const int LongestSubject = 100;

    // A deed that the name or the description speaks of is what the tool is for.
    private static readonly ImmutableDictionary<DeedKind, string[]> Spoken = new Dictionary<DeedKind, string>
    {
        [DeedKind.ReadsCredentials] = "credential key secret token password auth login sign aws ssh cert vault config account",
        [DeedKind.Deletes] = "delet remov clean clear reset temp purge uninstall prune rotate move replace overwrite drop destroy cancel expire evict truncate wipe discard",
        [DeedKind.Persists] = "schedul startup cron instal register service boot autostart daemon hook profile shell rc",
        [DeedKind.WatchesUser] = "screen keyboard clipboard captur record camera microphone mouse window key",
        [DeedKind.StopsProcesses] = "kill stop terminat process restart shutdown cancel close",
        [DeedKind.OpensListener] = "server listen port serv host socket",
        [DeedKind.ChangesPermissions] = "permission chmod access mode executable role owner grant privileg",
        [DeedKind.InstallsPackage] = "instal package dependenc setup updat upgrad",
        [DeedKind.RunsCode] = "run execut eval code script calculat expression comput python javascript math formula",
    }.ToImmutableDictionary(p => p.Key, p => p.Value.Split(' '));

    /// <summary>The claims.</summary>
    public static IEnumerable<Claim> Of(CodeDeeds code)
    {
        var names = code.Tools.Select(t => t.Name.ToLowerInvariant()).ToImmutableHashSet();
        var byTool = code.Deeds.Where(d => d.Tool.Length > 0).ToLookup(d => d.Tool, StringComparer.Ordinal);
        foreach (var tool in code.Tools.OrderBy(t => t.File, StringComparer.Ordinal).ThenBy(t => t.Line).ThenBy(t => t.Name, StringComparer.Ordinal))
        {
            var at = new Origin(ServerSourcesCollector.Source, tool.File, tool.Line);
            var (capabilities, signs, _) = DefinitionJudge.Judge(new ToolDefinition(tool.Name) { Description = tool.Doc, Input = Schema(tool) }, new ToolNeighbours(names, []));
            if (tool.Kind == "tool") foreach (var capability in capabilities) yield return Say(tool, "toolCapabilities", ToolStatements.Of(capability, tool.Name, "", at.ToString()), at);
            foreach (var sign in signs) yield return Say(tool, "toolSigns", ToolStatements.Of(sign, tool.Kind, tool.Name, at.ToString()), at);
            foreach (var deed in byTool[tool.Name].Where(d => IsUnspoken(d, tool)).DistinctBy(d => (d.Kind, d.Line)))
                yield return Say(tool, "toolExcess", Value.Map(
                    ("tool", Value.Of(Masks.Of(tool.Name, [], LongestSubject))), ("does", Value.Of(deed.Kind.Name())), ("subject", Value.Of(Masks.Of(deed.Subject, [], LongestSubject))),
                    ("says", Value.List(capabilities.Select(c => c.Kind.Name()))), ("at", Value.Of($"{deed.File}:{deed.Line}"))), at with { File = deed.File, Line = deed.Line });
        }
    }

    private static bool IsUnspoken(Deed deed, ToolCode tool)
    {
        if (tool.Kind != "tool" || !Spoken.TryGetValue(deed.Kind, out var words) || tool.Doc.Length == 0) return false;
        var said = $"{tool.Name} {tool.Doc} {string.Join(' ', tool.Parameters)}";
        return !Array.Exists(words, w => said.Contains(w, StringComparison.OrdinalIgnoreCase));
    }

    private static JsonElement Schema(ToolCode tool) => JsonSerializer.SerializeToElement(new JsonObject
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(tool.Parameters.Distinct().Select(p => KeyValuePair.Create(p, (JsonNode?)new JsonObject()))),
    });

    private static Claim Say(ToolCode tool, string word, Value value, Origin at) => new(new AssetId(AssetKind.Workload, $"path:{tool.File}"), word, Plane.Declared, value, at, DateTimeOffset.MinValue);
}
