using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;

namespace Plumbline.Server.Desks.Maps;

/// <summary>Arrows that no source draws and every plane says: which model a workload, an agent or an endpoint may use, names, is set to, calls.</summary>
internal static class SaidArrows
{
    private static readonly string[] Words = ["models", "configured", "calls", "invocations"];
    private static readonly string[] Prompts = ["prompts", "storedPrompts"];

    /// <summary>The arrows with the first claim that says each; in no order.</summary>
    public static IEnumerable<(Relation Arrow, Origin Origin)> Of(AssetGraph graph)
    {
        foreach (var kind in (AssetKind[])[AssetKind.Workload, AssetKind.Agent, AssetKind.Endpoint])
        {
            foreach (var row in graph.Pages(kind).SelectMany(p => p))
            {
                foreach (var arrow in Of(row, Words, "base", AssetKind.Model, graph).Concat(Of(row, Prompts, "name", AssetKind.Prompt, graph))) yield return arrow;
            }
        }
    }

    private static IEnumerable<(Relation, Origin)> Of(AssetRow row, string[] words, string field, AssetKind kind, AssetGraph graph)
    {
        foreach (var plane in Enum.GetValues<Plane>())
        {
            Dictionary<string, Origin>? said = null;
            foreach (var word in words)
            {
                if (row.Layout.Slot(plane, word) is not (>= 0 and var slot)) continue;
                foreach (var claim in row.ClaimsOf(slot))
                {
                    if (claim.Value.AsMap?[field].AsString is not { Length: > 0 } name) continue;
                    said ??= new(StringComparer.Ordinal);
                    if (!said.TryGetValue(name, out var first) || claim.Origin.CompareTo(first) < 0) said[name] = claim.Origin;
                }
            }

            foreach (var (name, origin) in said ?? []) if (graph.Find(new AssetId(kind, name)) is { } to && to.Id != row.Id) yield return (new Relation(row.Id, Verb(plane, kind), to.Id), origin);
        }
    }

    private static string Verb(Plane plane, AssetKind kind) => plane switch
    {
        Plane.Approved => "may-use",
        Plane.Declared => "names",
        Plane.Deployed => kind == AssetKind.Model ? "is-set-to" : "is-given",
        _ => "calls",
    };
}
