using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;

namespace Plumbline.Reports;

/// <summary>Where data comes from, what it goes through, and who gets it: one flow for everything that hangs together.</summary>
/// <param name="Nodes">The assets, by column and name.</param>
/// <param name="Arrows">What moves data from one to another.</param>
internal sealed record Flow(ImmutableArray<FlowNode> Nodes, ImmutableArray<FlowArrow> Arrows)
{
    private const int MostNodes = 60;
    private const int MostSteps = 2000;

    /// <summary>The flows that start at a system of record, or at data that was looked into or registered.</summary>
    public static ImmutableArray<Flow> Of(AssetGraph graph)
    {
        var origins = graph.Relations.ToLookup(r => DataFlow.Of(r), r => r);
        var arrows = graph.DataArrows.Where(a => Drawn(graph, a.From) && Drawn(graph, a.To)).ToList();
        var reached = Reach(graph.Rows.Where(IsSource).Select(r => r.Id), arrows.ToLookup(a => a.From, a => a.To));
        var moving = arrows.Where(a => reached.Contains(a.From) && reached.Contains(a.To)).ToList();
        return
        [
            .. Together(moving).Select(part => One(graph, part, origins)).Where(f => f.Nodes.Length > 1)
                .OrderByDescending(f => f.Nodes.Length).ThenBy(f => f.Nodes[0].Id),
        ];
    }

    /// <summary>The part of each flow that an asset takes part in: what reaches it, and what it reaches.</summary>
    public static ImmutableArray<Flow> Through(AssetGraph graph, string name) =>
        [.. Of(graph).Select(f => f.Through(graph.Rows.Where(r => r.Name == name || r.Id.Key == name).Select(r => r.Id).Concat(f.Nodes.Where(n => n.Id.Key == name || n.Name == name).Select(n => n.Id)).ToHashSet())).OfType<Flow>()];

    /// <summary>Every way from where data comes from to who gets it, as far as there are few enough.</summary>
    public IEnumerable<IReadOnlyList<FlowNode>> Ways()
    {
        var onward = Arrows.ToLookup(a => a.From, a => a.To);
        var heads = Arrows.Select(a => a.To).ToHashSet();
        var nodes = Nodes.ToDictionary(n => n.Id);
        var pending = new Stack<List<AssetId>>(Nodes.Where(n => !heads.Contains(n.Id)).Reverse().Select(n => new List<AssetId> { n.Id }));
        for (var steps = 0; steps < MostSteps && pending.TryPop(out var way); steps++)
        {
            var next = onward[way[^1]].Where(n => !way.Contains(n)).Distinct().OrderDescending().ToList();
            foreach (var id in next) pending.Push([.. way, id]);
            if (next.Count == 0 && way.Count > 1) yield return way.ConvertAll(id => nodes[id]);
        }
    }

    private Flow? Through(HashSet<AssetId> those)
    {
        var kept = Reach(those, Arrows.ToLookup(a => a.From, a => a.To));
        kept.UnionWith(Reach(those, Arrows.ToLookup(a => a.To, a => a.From)));
        var arrows = Arrows.RemoveAll(a => !kept.Contains(a.From) || !kept.Contains(a.To));
        return arrows.IsEmpty ? null : new Flow(Nodes.RemoveAll(n => !kept.Contains(n.Id)), arrows);
    }

    private static HashSet<AssetId> Reach(IEnumerable<AssetId> from, ILookup<AssetId, AssetId> onward)
    {
        var seen = new HashSet<AssetId>(from);
        var pending = new Stack<AssetId>(seen);
        while (pending.TryPop(out var id)) foreach (var to in onward[id]) if (seen.Add(to)) pending.Push(to);
        return seen;
    }

    // A system of record, and data that somebody looked into or that a registry knows.
    private static bool IsSource(AssetRow row) =>
        (row.Id.Kind == AssetKind.DataStore && row.Said("platform").Any()) || (row.Id.Kind == AssetKind.Dataset && (row.Said(Plane.Declared, "samples").Any() || row.Is("registered")));

    // A workload that is no part of the estate has no row.
    private static bool Drawn(AssetGraph graph, AssetId id) => id.Kind != AssetKind.Workload || graph.Find(id) is not null;

    private static IEnumerable<List<(AssetId From, AssetId To, string Verb)>> Together(List<(AssetId From, AssetId To, string Verb)> arrows)
    {
        var beside = arrows.SelectMany(a => ((AssetId, AssetId)[])[(a.From, a.To), (a.To, a.From)]).ToLookup(p => p.Item1, p => p.Item2);
        var seen = new HashSet<AssetId>();
        foreach (var start in arrows.Select(a => a.From).Distinct().Order())
        {
            if (!seen.Add(start)) continue;
            var part = new HashSet<AssetId> { start };
            var pending = new Stack<AssetId>([start]);
            while (pending.TryPop(out var id)) foreach (var other in beside[id]) if (part.Add(other)) pending.Push(other);
            seen.UnionWith(part);
            yield return arrows.FindAll(a => part.Contains(a.From));
        }
    }

    private static Flow One(AssetGraph graph, List<(AssetId From, AssetId To, string Verb)> arrows, ILookup<(AssetId From, AssetId To)?, Relation> origins)
    {
        var columns = Columns(arrows);
        var kept = columns.OrderBy(c => c.Value).ThenBy(c => c.Key).Take(MostNodes).Select(c => c.Key).ToHashSet();
        return new Flow(
            [.. kept.Select(id => Node(graph, id, columns[id])).OrderBy(n => n.Column).ThenBy(n => n.Name, StringComparer.Ordinal).ThenBy(n => n.Id)],
            [.. arrows.Where(a => kept.Contains(a.From) && kept.Contains(a.To)).Select(a => new FlowArrow(a.From, a.To, a.Verb, origins[(a.From, a.To)].Where(r => r.Verb == a.Verb).Select(graph.OriginOf).OfType<Origin>().Order().FirstOrDefault()))]);
    }

    // As far right as the longest way to it; who is in a circle stays where it was met.
    private static Dictionary<AssetId, int> Columns(List<(AssetId From, AssetId To, string Verb)> arrows)
    {
        var columns = arrows.SelectMany(a => (AssetId[])[a.From, a.To]).Distinct().ToDictionary(id => id, _ => 0);
        for (var round = 0; round < Math.Min(columns.Count, 24); round++)
        {
            var moved = false;
            foreach (var (from, to, _) in arrows)
            {
                if (columns[to] > columns[from] || columns[from] >= 23) continue;
                columns[to] = columns[from] + 1;
                moved = true;
            }

            if (!moved) break;
        }

        return columns;
    }

    private static FlowNode Node(AssetGraph graph, AssetId id, int column)
    {
        var row = graph.Find(id);
        IEnumerable<string> classes = row is null ? [] : row.Said("classes").Select(c => c.Value.Field("class")).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return new FlowNode(id, row?.Name ?? Short(id.Key), id.Kind.Name(), [.. classes], column);
    }

    private static string Short(string key) => key.StartsWith("arn:aws:s3:::", StringComparison.Ordinal) ? key[13..] : key.StartsWith("path:", StringComparison.Ordinal) ? key[5..] : key;
}

/// <summary>An asset in a flow.</summary>
/// <param name="Id">The asset.</param>
/// <param name="Name">The name people use.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Classes">Classes of data that it holds.</param>
/// <param name="Column">How far from the source.</param>
internal sealed record FlowNode(AssetId Id, string Name, string Kind, ImmutableArray<string> Classes, int Column);

/// <summary>Data that moves.</summary>
/// <param name="From">Out of this.</param>
/// <param name="To">Into this.</param>
/// <param name="Verb">The relation that says so.</param>
/// <param name="Origin">Where it can be read; null where it follows from the names.</param>
internal sealed record FlowArrow(AssetId From, AssetId To, string Verb, Origin? Origin);
