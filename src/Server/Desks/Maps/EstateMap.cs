using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Server.Desks.Maps;

/// <summary>Every asset of a standing with the arrows at it, numbered and ordered once: maps are cut from this.</summary>
public sealed class EstateMap
{
    private static readonly ConditionalWeakTable<Report, EstateMap> Maps = [];
    private const int MostKept = 100;
    private readonly ConcurrentDictionary<MapQuestion, MapView> drawn = new();
    private readonly Report report;
    private readonly AssetId[] ids;
    private readonly Dictionary<AssetId, int> places;
    private readonly MapLink[] links;
    private readonly Dictionary<Relation, Origin> said;
    private readonly int[] starts;
    private readonly int[] ends;
    private readonly Lazy<Groups>[] groups;

    private EstateMap(Report report)
    {
        this.report = report;
        var graph = report.Graph;
        said = [];
        foreach (var (arrow, origin) in SaidArrows.Of(graph)) if (!said.TryGetValue(arrow, out var first) || origin.CompareTo(first) < 0) said[arrow] = origin;
        ImmutableArray<Relation> relations = [.. All(graph, said.Keys)];
        ids = Everyone(graph, relations);
        places = new Dictionary<AssetId, int>(ids.Length);
        for (var i = 0; i < ids.Length; i++) places[ids[i]] = i;
        Rows = [.. ids.Select(graph.Find)];
        Relations = relations;
        links = [.. relations.Select(r => new MapLink(places[r.From], places[r.To], r.Verb, FlowOf(r)))];
        (starts, ends) = Index(ids.Length, links);
        States = Judged();
        Ranks = Ranked();
        groups = [.. Enum.GetValues<MapWay>().Select(w => new Lazy<Groups>(() => new Groups(w, this, report)))];
    }

    /// <summary>The map of a report; made once, as reports never change.</summary>
    public static EstateMap Of(Report report) => Maps.GetValue(report, r => new EstateMap(r));

    /// <summary>Every relation: those that sources drew, those that lie in a place, those that planes say of models and prompts; sorted.</summary>
    public ImmutableArray<Relation> Relations { get; }

    /// <summary>The assets, by kind and key.</summary>
    internal ReadOnlySpan<AssetId> Ids => ids;

    /// <summary>The relations as numbers of assets, in the order of <see cref="Relations"/>.</summary>
    internal ReadOnlySpan<MapLink> Links => links;

    /// <summary>The rows of the assets; null where nobody says more than that others have to do with it.</summary>
    internal AssetRow?[] Rows { get; }

    /// <summary>What is open on each asset.</summary>
    internal MapState[] States { get; }

    /// <summary>Each asset's place when the worst come first, then those with most relations, then by name.</summary>
    internal int[] Ranks { get; }

    /// <summary>Where a relation can be read again; null where it follows from ids alone.</summary>
    public Origin? OriginOf(Relation relation) => said.GetValueOrDefault(relation) ?? report.Graph.OriginOf(relation);

    /// <summary>The relations that begin or end at an asset; null where there is none of that id.</summary>
    public IReadOnlyList<Relation>? RelationsOf(AssetId id)
    {
        if (Find(id) is not (>= 0 and var at)) return null;
        var own = new List<Relation>();
        foreach (var link in At(at)) own.Add(Relations[link]);
        return own;
    }

    /// <summary>The number of an asset by any of its ids; -1 where there is none.</summary>
    internal int Find(AssetId id) => places.TryGetValue(id, out var at) || (report.Graph.Find(id) is { } row && places.TryGetValue(row.Id, out at)) ? at : -1;

    /// <summary>The numbers of the relations that begin or end at an asset.</summary>
    internal ReadOnlySpan<int> At(int asset) => ends.AsSpan(starts[asset], starts[asset + 1] - starts[asset]);

    /// <summary>The assets put together.</summary>
    internal Groups By(MapWay way) => groups[(int)way].Value;

    /// <summary>True where the asset or the group of a question is there.</summary>
    public bool Has(MapQuestion question) => question switch
    {
        { Of: { } of } => Find(of) >= 0,
        { Group: { } group } => By(question.By).Find(group) >= 0,
        _ => true,
    };

    /// <summary>The map that a question asks for; null where its asset or group is not there.</summary>
    public MapView? Draw(MapQuestion question)
    {
        if (drawn.TryGetValue(question, out var known)) return known;
        if (View(question) is not { } view) return null;
        if (drawn.Count >= MostKept) drawn.Clear();
        return drawn[question] = view;
    }

    private MapView? View(MapQuestion question) => question switch
    {
        { Of: { } of } => Find(of) is >= 0 and var at ? new Neighbourhood(this, question, at).View() : null,
        { Group: null, Kind: null } => new Overview(this, question).View(),
        _ => new Part(this, question).View(),
    };

    private static Relation[] All(AssetGraph graph, IEnumerable<Relation> said)
    {
        var drawn = graph.Relations.ToHashSet();
        Relation[] all = [.. graph.Relations, .. graph.DataArrows.Where(a => a.Verb is "lies-in" or "read-from").Select(a => new Relation(a.From, a.Verb, a.To)).Concat(said).Distinct().Where(r => !drawn.Contains(r))];
        if (all.Length > drawn.Count) Array.Sort(all, (a, b) => a.From.CompareTo(b.From) is not 0 and var from ? from : string.CompareOrdinal(a.Verb, b.Verb) is not 0 and var verb ? verb : a.To.CompareTo(b.To));
        return all;
    }

    // Rows stand in order already; ends of arrows that have none are put among them.
    private static AssetId[] Everyone(AssetGraph graph, ImmutableArray<Relation> relations)
    {
        AssetId[] rows = [.. graph.Rows.Where(r => r.Id.Kind != AssetKind.RegistryEntry).Select(r => r.Id)];
        var known = rows.ToHashSet();
        foreach (var relation in relations)
        {
            known.Add(relation.From);
            known.Add(relation.To);
        }

        if (known.Count == rows.Length) return rows;
        AssetId[] all = [.. known];
        Array.Sort(all);
        return all;
    }

    private static MapFlow FlowOf(Relation relation) =>
        relation.To.Kind is AssetKind.Model or AssetKind.Prompt ? MapFlow.None
        : relation.Verb is "lies-in" or "read-from" ? MapFlow.Forward
        : DataFlow.Of(relation) is not var (from, _) ? MapFlow.None : from == relation.From ? MapFlow.Forward : MapFlow.Back;

    private static (int[] Starts, int[] Ends) Index(int assets, MapLink[] links)
    {
        var starts = new int[assets + 1];
        foreach (var link in links)
        {
            starts[link.From + 1]++;
            if (link.To != link.From) starts[link.To + 1]++;
        }

        for (var i = 0; i < assets; i++) starts[i + 1] += starts[i];
        var (next, ends) = ((int[])starts.Clone(), new int[starts[assets]]);
        for (var i = 0; i < links.Length; i++)
        {
            ends[next[links[i].From]++] = i;
            if (links[i].To != links[i].From) ends[next[links[i].To]++] = i;
        }

        return (starts, ends);
    }

    private MapState[] Judged()
    {
        var states = new MapState[ids.Length];
        Array.Fill(states, new MapState(1, 0, 0, null));
        foreach (var finding in report.Assessment.Findings.Where(f => f.Verdict == Verdict.Fail))
        {
            if (!places.TryGetValue(finding.Asset.Id, out var at)) continue;
            states[at] = states[at].With(finding.IsWaived ? new MapState(0, 0, 1, null) : new MapState(0, 1, 0, finding.Weight.Severity));
        }

        return states;
    }

    private int[] Ranked()
    {
        var order = Enumerable.Range(0, ids.Length).ToArray();
        string[] names = [.. order.Select(i => Rows[i]?.Name ?? ids[i].Key)];
        int[] weights = [.. order.Select(i => (((States[i].Worst is { } worst ? (int)worst : -1) + 1) << 24) + Math.Min(At(i).Length, (1 << 24) - 1))];
        Array.Sort(order, (a, b) => weights[b].CompareTo(weights[a]) is not 0 and var weight ? weight : string.CompareOrdinal(names[a], names[b]) is not 0 and var name ? name : a.CompareTo(b));
        var ranks = new int[ids.Length];
        for (var i = 0; i < order.Length; i++) ranks[order[i]] = i;
        return ranks;
    }
}

/// <summary>A relation between two numbered assets.</summary>
/// <param name="From">Who it begins at.</param>
/// <param name="To">Who it leads to.</param>
/// <param name="Verb">What it says.</param>
/// <param name="Flow">Which way data moves along it.</param>
internal readonly record struct MapLink(int From, int To, string Verb, MapFlow Flow);
