using Plumbline.Posture.Assets;

namespace Plumbline.Server.Desks.Maps;

/// <summary>An asset with what it has to do with: those that rest on it to the left, those that it rests on to the right, each a step further out.</summary>
/// <param name="map">What it is cut from.</param>
/// <param name="question">What was asked.</param>
/// <param name="centre">The asset.</param>
internal sealed class Neighbourhood(EstateMap map, MapQuestion question, int centre)
{
    // How many of each layer are shown one, two and three steps away; fewer where that is too many.
    private static readonly int[] Shown = [30, 20, 12];
    private const int MostOfLayer = 60;
    private const int MostAtOnce = 90;
    private readonly List<int> reached = [];
    private readonly (sbyte Column, bool IsMet, int Parent)[] steps = new (sbyte, bool, int)[map.Ids.Length];

    public MapView View()
    {
        Walk();
        var sketch = new Sketch(map, question);
        sketch.PutAlone(centre, MapBoxSort.Asset, 0, 0);
        var pages = question.Layer is { } layer ? Only(sketch, layer) : All(sketch);
        foreach (var asset in reached.Append(centre)) foreach (var link in map.At(asset)) if (map.Links[link].From == asset) sketch.Add(link);
        return sketch.View(Asked().Append(centre).Aggregate(default(MapState), (s, a) => s.With(map.States[a])), pages) with { Near = [.. reached.Select(LayerOf).Distinct().Order()] };
    }

    private IEnumerable<int> Asked() => question.Layer is { } layer ? reached.Where(a => LayerOf(a) == layer) : reached;

    // Breadth first; who is met the same number of steps away is met in the order of the relations.
    private void Walk()
    {
        steps[centre] = (0, true, -1);
        var ring = new List<int> { centre };
        for (var depth = 1; depth <= question.Depth; depth++)
        {
            var next = new List<int>();
            foreach (var asset in ring)
            {
                foreach (var link in map.At(asset))
                {
                    var (from, to) = (map.Links[link].From, map.Links[link].To);
                    var other = from == asset ? to : from;
                    var side = asset == centre ? (from == centre ? 1 : -1) : Math.Sign(steps[asset].Column);
                    if (steps[other].IsMet)
                    {
                        // Who stands on both sides of the asset stands where it points to.
                        if (depth == 1 && other != centre && side > 0) steps[other] = (1, true, asset);
                        continue;
                    }

                    steps[other] = ((sbyte)(side * depth), true, asset);
                    next.Add(other);
                }
            }

            reached.AddRange(next);
            ring = next;
        }
    }

    private int All(Sketch sketch)
    {
        var bands = reached.GroupBy(a => (Column: (int)steps[a].Column, Layer: LayerOf(a))).Select(g => (g.Key.Column, g.Key.Layer, Assets: g.OrderBy(a => map.Ranks[a]).ToList())).ToList();
        var share = 1.0;
        while (bands.Sum(b => Room(b.Column, b.Assets.Count, share) + 1) + 1 > MostAtOnce && share > 0.01) share *= 0.85;
        foreach (var (column, layer, assets) in bands)
        {
            var room = Room(column, assets.Count, share);
            for (var i = 0; i < assets.Count; i++)
            {
                if (i < room) sketch.PutAlone(assets[i], MapBoxSort.Asset, column, 0);
                else sketch.Put(assets[i], (2, column, (int)layer), () => Fold(column, layer, question with { Layer = layer, Page = 1 }));
            }
        }

        return 1;
    }

    // One layer at a time, page by page, with those in between that lead there.
    private int Only(Sketch sketch, Layer layer)
    {
        var asked = Asked().OrderBy(a => map.Ranks[a]).ToList();
        var most = Math.Min((MapView.MostBoxes - 10) / question.Depth, MostOfLayer);
        var pages = Math.Max((asked.Count + most - 1) / most, 1);
        var page = Math.Min(question.Page, pages);
        for (var i = 0; i < asked.Count; i++)
        {
            var asset = asked[i];
            if (i / most == page - 1)
            {
                sketch.PutAlone(asset, MapBoxSort.Asset, steps[asset].Column, 0);
                continue;
            }

            var column = Math.Sign(steps[asset].Column);
            sketch.Put(asset, (2, column, (int)layer), () => Fold(column, layer, question with { Page = page < pages ? page + 1 : 1 }));
        }

        foreach (var asset in asked.Skip((page - 1) * most).Take(most))
        {
            for (var on = steps[asset].Parent; on >= 0 && sketch.HomeOf(on) < 0; on = steps[on].Parent) sketch.PutAlone(on, MapBoxSort.Beside, steps[on].Column, 0);
        }

        return pages;
    }

    // One that is left over takes no more room than the box that would say so.
    private static int Room(int column, int assets, double share) => Math.Max(1, (int)(Shown[Math.Abs(column) - 1] * share)) is var room && assets <= room + 1 ? assets : room;

    private static MapBox Fold(int column, Layer layer, MapQuestion opens) => new(MapBoxSort.Fold, $"more {layer.Name()} {column}", layer, null, "", column, 0, default, Opens: opens);

    private Layer LayerOf(int asset) => Layers.Of(map.Ids[asset].Kind);
}
