using Plumbline.Posture.Assets;

namespace Plumbline.Server.Desks.Maps;

/// <summary>What lies behind a box of the overview: one group, one kind, or one kind in one group, and what it has to do with.</summary>
/// <param name="map">What it is cut from.</param>
/// <param name="question">What was asked.</param>
internal sealed class Part(EstateMap map, MapQuestion question)
{
    private const int MostAlone = 60;
    private readonly Groups groups = map.By(question.By);

    public MapView? View()
    {
        var group = question.Group is { } name ? groups.Find(name) : -1;
        if (question.Group is not null && group < 0) return null;
        var members = new List<int>();
        for (var i = 0; i < map.Ids.Length; i++) if ((group < 0 || groups.Numbers[i] == group) && (question.Kind is null || map.Ids[i].Kind == question.Kind)) members.Add(i);
        members.Sort((a, b) => map.Ranks[a].CompareTo(map.Ranks[b]));
        var sketch = new Sketch(map, question);
        var pages = (question.Group, question.Kind) switch
        {
            (not null, null) when members.Count > MostAlone => ByKind(sketch, members),
            (null, not null) => ByGroup(sketch, members),
            _ => Alone(sketch, members),
        };
        Relate(sketch, members, group);
        List<(string, MapState, MapQuestion?)> lanes = group < 0 ? [] : [(groups.Names[group], groups.States[group], null), ("", default, null)];
        return sketch.View(members.Aggregate(default(MapState), (s, m) => s.With(map.States[m])), pages, lanes);
    }

    private int Alone(Sketch sketch, List<int> members)
    {
        var (start, pages) = Cut(members.Count);
        for (var i = 0; i < members.Count; i++)
        {
            if (i >= start && i < start + MostAlone) sketch.PutAlone(members[i], MapBoxSort.Asset, Column(members[i]), 0);
            else Fold(sketch, members[i], pages);
        }

        return pages;
    }

    private int ByKind(Sketch sketch, List<int> members)
    {
        foreach (var member in members)
        {
            var kind = map.Ids[member].Kind;
            sketch.Put(member, (1, (int)kind, 0), () => new MapBox(MapBoxSort.Group, kind.Name(), Layers.Of(kind), kind, "", (int)Layers.Of(kind), 0, default, Opens: question with { Kind = kind, Page = 1 }));
        }

        return 1;
    }

    private int ByGroup(Sketch sketch, List<int> members)
    {
        var present = members.Select(m => groups.Numbers[m]).ToHashSet();
        var order = groups.Order.Where(present.Contains).ToList();
        var (start, pages) = Cut(order.Count);
        var shown = order.Skip(start).Take(MostAlone).ToHashSet();
        foreach (var member in members)
        {
            var group = groups.Numbers[member];
            if (shown.Contains(group)) sketch.Put(member, (1, group, 0), () => new MapBox(MapBoxSort.Group, groups.Names[group], Layers.Of(question.Kind!.Value), question.Kind, groups.Names[group], Column(member), 0, default, Opens: question with { Group = groups.Names[group], Page = 1 }));
            else Fold(sketch, member, pages);
        }

        return pages;
    }

    private void Fold(Sketch sketch, int member, int pages) => sketch.Put(member, (2, 0, 0), () => new MapBox(
        MapBoxSort.Fold, "more", Layers.Of(map.Ids[member].Kind), question.Kind, "", Column(member), 0, default, Opens: question with { Page = Math.Min(question.Page, pages) < pages ? Math.Min(question.Page, pages) + 1 : 1 }));

    // Who has to do with a member is shown by kind: in the same group, or anywhere else.
    private void Relate(Sketch sketch, List<int> members, int group)
    {
        var isMember = new bool[map.Ids.Length];
        foreach (var member in members) isMember[member] = true;
        foreach (var member in members)
        {
            foreach (var link in map.At(member))
            {
                var (from, to) = (map.Links[link].From, map.Links[link].To);
                if (from != member && isMember[from]) continue;
                var other = from == member ? to : from;
                if (sketch.HomeOf(other) < 0) Beside(sketch, other, group);
                sketch.Add(link);
            }
        }
    }

    private void Beside(Sketch sketch, int asset, int group)
    {
        var (kind, isNear) = (map.Ids[asset].Kind, group >= 0 && groups.Numbers[asset] == group);
        sketch.Put(asset, (3, (int)kind, isNear ? 1 : 0), () => new MapBox(
            MapBoxSort.Beside, $"{kind.Name()} {(isNear ? "here" : "elsewhere")}", Layers.Of(kind), kind, isNear ? groups.Names[group] : "", Column(asset), isNear || group < 0 ? 0 : 1, default,
            Opens: new MapQuestion(question.By, isNear ? groups.Names[group] : null, kind)));
    }

    private int Column(int asset) => (int)Layers.Of(map.Ids[asset].Kind);

    private (int Start, int Pages) Cut(int count)
    {
        var pages = Math.Max((count + MostAlone - 1) / MostAlone, 1);
        return ((Math.Min(question.Page, pages) - 1) * MostAlone, pages);
    }
}
