using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Plumbline.Server.Desks.Maps;

/// <summary>A map being drawn: which asset is in which box, and what leads from box to box.</summary>
/// <param name="map">What it is cut from.</param>
/// <param name="question">What was asked.</param>
internal sealed class Sketch(EstateMap map, MapQuestion question)
{
    private readonly List<MapBox> boxes = [];
    private readonly Dictionary<(int Sort, int Of, int And), int> known = [];
    private readonly List<MapState> states = [];
    private readonly List<int> firsts = [];
    private readonly int[] homes = Nowhere(map.Ids.Length);
    private readonly Dictionary<long, Draft> drafts = [];
    private int relations;

    /// <summary>Puts an asset into the box of a place, and makes the box where there is none.</summary>
    public void Put(int asset, (int, int, int) place, Func<MapBox> make)
    {
        ref var at = ref CollectionsMarshal.GetValueRefOrAddDefault(known, place, out var isThere);
        if (!isThere)
        {
            at = boxes.Count;
            boxes.Add(make());
            states.Add(default);
            firsts.Add(asset);
        }

        states[at] = states[at].With(map.States[asset]);
        homes[asset] = at;
    }

    /// <summary>Puts an asset into a box of its own.</summary>
    public void PutAlone(int asset, MapBoxSort sort, int column, int lane) => Put(asset, (0, asset, 0), () => Alone(asset, sort, column, lane));

    /// <summary>The box of an asset; -1 where it is in none.</summary>
    public int HomeOf(int asset) => homes[asset];

    /// <summary>Adds a relation whose ends are both in boxes.</summary>
    public void Add(int link)
    {
        var one = map.Links[link];
        var (from, to) = (homes[one.From], homes[one.To]);
        if (from < 0 || to < 0) return;
        relations++;
        ref var draft = ref CollectionsMarshal.GetValueRefOrAddDefault(drafts, ((long)from << 32) | (uint)to, out _);
        (draft ??= new Draft(link)).Add(one);
    }

    /// <summary>The map.</summary>
    public MapView View(MapState all, int pages, IEnumerable<(string, MapState, MapQuestion?)>? lanes = null)
    {
        for (var i = 0; i < boxes.Count; i++) boxes[i] = Named(i) with { State = states[i] };
        var order = Enumerable.Range(0, boxes.Count).OrderBy(b => boxes[b].Lane).ThenBy(b => boxes[b].Column).ThenBy(b => boxes[b].Layer).ThenBy(b => boxes[b].Sort).ThenBy(RankOf).ThenBy(b => boxes[b].Kind)
            .ThenByDescending(b => boxes[b].State.Worst).ThenByDescending(b => boxes[b].State.Assets).ThenBy(b => boxes[b].Id, StringComparer.Ordinal).ToList();
        var places = new int[boxes.Count];
        for (var i = 0; i < order.Count; i++) places[order[i]] = i;
        var arrows = drafts.Select(d => Arrow(places[(int)(d.Key >> 32)], places[(int)d.Key], d.Value)).OrderByDescending(a => a.Relations).ThenBy(a => a.From).ThenBy(a => a.To).ToList();
        var kept = arrows.Take(MapView.MostArrows).ToImmutableArray();
        var rest = relations - kept.Sum(a => a.Relations);
        return new MapView(question with { Page = Math.Min(question.Page, pages) }, [.. order.Select(b => boxes[b])], kept, [.. lanes ?? []], all, relations, arrows.Count - kept.Length, rest, pages);
    }

    private static int[] Nowhere(int assets)
    {
        var homes = new int[assets];
        Array.Fill(homes, -1);
        return homes;
    }

    private int RankOf(int box) => boxes[box].Asset is { } asset ? map.Ranks[map.Find(asset)] : -1;

    private MapArrow Arrow(int from, int to, Draft draft) => new(
        from, to, [.. draft.Verbs.OrderByDescending(v => v.Count).ThenBy(v => v.Verb, StringComparer.Ordinal)], draft.Flow,
        draft.Verbs is [(_, 1)] ? map.OriginOf(map.Relations[draft.First]) : null);

    // Who stands alone beside the others has a name.
    private MapBox Named(int box) => boxes[box] is { Sort: MapBoxSort.Beside } beside && states[box].Assets == 1 ? Alone(firsts[box], beside.Sort, beside.Column, beside.Lane) : boxes[box];

    private MapBox Alone(int asset, MapBoxSort sort, int column, int lane)
    {
        var id = map.Ids[asset];
        return new MapBox(sort, id.ToString(), Layers.Of(id.Kind), id.Kind, "", column, lane, default, id, map.Rows[asset], new MapQuestion(Of: id));
    }

    private sealed class Draft(int first)
    {
        public int First { get; } = first;

        public List<(string Verb, int Count)> Verbs { get; } = [];

        public MapFlow Flow { get; private set; }

        public void Add(MapLink link)
        {
            Flow |= link.Flow;
            var at = Verbs.FindIndex(v => v.Verb == link.Verb);
            if (at < 0) Verbs.Add((link.Verb, 1));
            else Verbs[at] = (link.Verb, Verbs[at].Count + 1);
        }
    }
}
