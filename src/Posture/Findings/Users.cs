using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;

namespace Plumbline.Posture.Findings;

/// <summary>Which workloads stand behind an asset: itself, or those that use, run or live in it, one step or two away.</summary>
public sealed class Users
{
    private static readonly HashSet<string> Verbs = new(StringComparer.Ordinal) { "uses", "runs", "lives-in", "tested-by" };
    private static readonly ConditionalWeakTable<AssetGraph, Users> Known = [];
    private readonly Dictionary<AssetId, AssetRow[]> users = [];

    /// <summary>Those of a graph; followed once, as graphs never change.</summary>
    public static Users Of(AssetGraph graph) => Known.GetValue(graph, g => new Users(g));

    private Users(AssetGraph graph)
    {
        var found = new Dictionary<AssetId, SortedDictionary<AssetId, AssetRow>>();
        var arrows = graph.Relations.Where(r => Verbs.Contains(r.Verb)).ToLookup(r => r.From);
        var places = graph.Pages(AssetKind.Account).SelectMany(p => p).ToLookup(p => p.Fact("account"));
        foreach (var row in graph.Pages(AssetKind.Workload).SelectMany(p => p))
        {
            foreach (var near in arrows[row.Id])
            {
                Add(found, near.To, row);
                if (near.Verb == "runs") foreach (var far in arrows[near.To]) Add(found, far.To, row);
            }

            if (row.Fact("account") is not { } account) continue;
            foreach (var place in places[account])
            {
                if (row.Fact("region") is not { } region || place.Fact("region") is not { } there || there == region) Add(found, place.Id, row);
            }
        }

        AddDependents(graph, found);
        foreach (var (asset, by) in found) users[asset] = [.. by.Values];
        foreach (var row in graph.Pages(AssetKind.Workload).SelectMany(p => p)) users[row.Id] = [row];
    }

    // What depends on an asset through data and models is behind it as well, however far away.
    private static void AddDependents(AssetGraph graph, Dictionary<AssetId, SortedDictionary<AssetId, AssetRow>> found)
    {
        foreach (var row in graph.Rows)
        {
            foreach (var one in Items(row, Plane.Deployed, "affects").Concat(Items(row, Plane.Declared, "dependents")))
            {
                if (one.AsMap is { } map && map["kind"].AsString == AssetKind.Workload.Name()
                    && graph.Find(new AssetId(AssetKind.Workload, map["id"].AsString!)) is { } user) Add(found, row.Id, user);
            }
        }
    }

    private static ImmutableArray<Value> Items(AssetRow row, Plane plane, string word) =>
        row.Layout.Slot(plane, word) is >= 0 and var slot && row[slot].AsList is { } list ? list.Items : [];

    /// <summary>The workloads behind an asset; itself where it is one.</summary>
    public IReadOnlyList<AssetRow> Of(AssetRow row) => users.TryGetValue(row.Id, out var by) ? by : row.Id.Kind == AssetKind.Workload ? [row] : [];

    private static void Add(Dictionary<AssetId, SortedDictionary<AssetId, AssetRow>> found, AssetId asset, AssetRow user)
    {
        if (!found.TryGetValue(asset, out var by)) found[asset] = by = [];
        by[user.Id] = user;
    }
}
