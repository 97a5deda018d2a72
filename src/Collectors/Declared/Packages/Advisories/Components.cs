using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Declared.Packages.Advisories;

/// <summary>Advisories of components that no package registry lists: models, MCP servers, skills.</summary>
internal static class Components
{
    /// <summary>The kind of asset that an ecosystem of an advisory names.</summary>
    public static IReadOnlyDictionary<string, AssetKind> Kinds { get; } = new Dictionary<string, AssetKind>(StringComparer.Ordinal)
    {
        ["model"] = AssetKind.Model, ["mcp-server"] = AssetKind.McpServer, ["skill"] = AssetKind.Skill,
    };

    /// <summary>Claims about the component by its name where every version is affected, and by `name@version` for each that is listed.</summary>
    /// <remarks>The words are imported: where no other source knows the component, they make no asset.</remarks>
    public static IEnumerable<Claim> Of(Advisory advisory, ImmutableArray<EcosystemState> states)
    {
        if (!Kinds.TryGetValue(advisory.Ecosystem, out var kind)) yield break;
        var origin = Matching.Origin(advisory.Ecosystem, states.FirstOrDefault(s => s.Name == advisory.Ecosystem)) with { Event = advisory.Id };
        var fixedIn = advisory.Ranges.SelectMany(r => r.Events).FirstOrDefault(e => e.Kind == RangeEventKind.Fixed).Version ?? "";
        var isOfAll = advisory.Ranges.Any(r => r.Events.All(e => e is { Kind: RangeEventKind.Introduced, Version: "0" })) || (advisory.Ranges.IsEmpty && advisory.Versions.IsEmpty);
        IEnumerable<string> names = isOfAll ? [advisory.Package] : advisory.Versions.Select(v => $"{advisory.Package}@{v}");
        foreach (var name in names) yield return new Claim(new AssetId(kind, name), "advisories", Plane.Declared, Matching.Value(advisory, fixedIn), origin, DateTimeOffset.MinValue);
    }
}
