using System.Collections.Immutable;
using Plumbline.Posture.Assets;

namespace Plumbline.Server.Desks.Maps;

/// <summary>The whole estate: a box for each kind in each group, as many groups at once as there is room for.</summary>
/// <param name="map">What it is cut from.</param>
/// <param name="question">What was asked.</param>
internal sealed class Overview(EstateMap map, MapQuestion question)
{
    private const int MostLanes = 10;
    private readonly Groups groups = map.By(question.By);

    public MapView View()
    {
        var pages = Paged();
        var page = Math.Min(question.Page, pages.Count);
        var shown = pages[page - 1];
        var lanes = new Dictionary<int, int>();
        foreach (var group in shown) lanes[group] = lanes.Count;
        var sketch = new Sketch(map, question with { Page = page });
        var all = default(MapState);
        for (var i = 0; i < map.Ids.Length; i++)
        {
            all = all.With(map.States[i]);
            Put(sketch, i, lanes, page < pages.Count ? page + 1 : 1);
        }

        for (var i = 0; i < map.Links.Length; i++) sketch.Add(i);
        List<(string, MapState, MapQuestion?)> named = [.. shown.Select(g => (groups.Names[g], groups.States[g], (MapQuestion?)new MapQuestion(question.By, groups.Names[g])))];
        var rest = groups.Order.Except(shown).ToList();
        if (rest.Count > 0) named.Add(("", rest.Aggregate(default(MapState), (s, g) => s.With(groups.States[g])), question with { Page = page < pages.Count ? page + 1 : 1 }));
        return sketch.View(all, pages.Count, named);
    }

    private void Put(Sketch sketch, int asset, Dictionary<int, int> lanes, int next)
    {
        var (kind, group) = (map.Ids[asset].Kind, groups.Numbers[asset]);
        if (lanes.TryGetValue(group, out var lane))
            sketch.Put(asset, (1, (int)kind, group), () => new MapBox(MapBoxSort.Group, $"{kind.Name()} of {groups.Names[group]}", Layers.Of(kind), kind, groups.Names[group], (int)Layers.Of(kind), lane, default, Opens: new MapQuestion(question.By, groups.Names[group], kind)));
        else
            sketch.Put(asset, (2, (int)kind, 0), () => new MapBox(MapBoxSort.Fold, $"{kind.Name()} elsewhere", Layers.Of(kind), kind, "", (int)Layers.Of(kind), lanes.Count, default, Opens: new MapQuestion(question.By, Kind: kind)));
    }

    // As many groups a page as leave room for one box of each kind beside them.
    private List<ImmutableArray<int>> Paged()
    {
        var kinds = new HashSet<(int Group, AssetKind Kind)>();
        for (var i = 0; i < map.Ids.Length; i++) kinds.Add((groups.Numbers[i], map.Ids[i].Kind));
        var counts = kinds.CountBy(k => k.Group).ToDictionary();
        var room = MapView.MostBoxes - kinds.Select(k => k.Kind).Distinct().Count();
        var (pages, page, used) = (new List<ImmutableArray<int>>(), ImmutableArray.CreateBuilder<int>(), 0);
        foreach (var group in groups.Order)
        {
            if (page.Count == MostLanes || used + counts[group] > room)
            {
                pages.Add(page.DrainToImmutable());
                used = 0;
            }

            page.Add(group);
            used += counts[group];
        }

        if (page.Count > 0 || pages.Count == 0) pages.Add(page.DrainToImmutable());
        return pages;
    }
}
