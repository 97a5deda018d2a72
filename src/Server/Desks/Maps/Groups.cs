using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Scans;

namespace Plumbline.Server.Desks.Maps;

/// <summary>The assets of a map put together one way: each in exactly one group.</summary>
internal sealed class Groups
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

    public Groups(MapWay way, EstateMap map, Report report)
    {
        var of = Reader(way, report);
        var (found, counted) = (new List<string>(), new List<MapState>());
        Numbers = new int[map.Ids.Length];
        for (var i = 0; i < Numbers.Length; i++)
        {
            var name = (map.Rows[i] is { } row ? of(row) : null) ?? Nothing(way);
            if (!numbers.TryGetValue(name, out var number))
            {
                numbers[name] = number = found.Count;
                found.Add(name);
                counted.Add(default);
            }

            Numbers[i] = number;
            counted[number] = counted[number].With(map.States[i]);
        }

        (Names, States) = ([.. found], [.. counted]);
        Order = [.. Enumerable.Range(0, Names.Length).OrderBy(g => Names[g] == Nothing(way)).ThenByDescending(g => States[g].Worst).ThenByDescending(g => States[g].Assets).ThenBy(g => Names[g], StringComparer.Ordinal)];
    }

    /// <summary>The group of each asset.</summary>
    public int[] Numbers { get; }

    /// <summary>The groups' names.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>How many assets each has, and what is open on them.</summary>
    public ImmutableArray<MapState> States { get; }

    /// <summary>The groups, worst and largest first; what belongs to none last.</summary>
    public ImmutableArray<int> Order { get; }

    /// <summary>The number of a group; -1 where there is none.</summary>
    public int Find(string name) => numbers.GetValueOrDefault(name, -1);

    /// <summary>What assets are called that belong to no group.</summary>
    public static string Nothing(MapWay way) => way switch
    {
        MapWay.Account => "none",
        MapWay.Owner => "nobody",
        MapWay.System => "belongs to no system",
        _ => "not stated",
    };

    private static Func<AssetRow, string?> Reader(MapWay way, Report report)
    {
        if (way == MapWay.Account) return row => row.Fact("account") is { Length: > 0 } said ? said : row.Id.Kind == AssetKind.Account ? row.Id.Key.Split('/')[0] : null;
        if (way != MapWay.System) return row => row.Fact(way.Name()) is { Length: > 0 } said ? said : null;
        var estate = Books.Of(report).Estate;
        return row => estate.SystemOf(row)?.Name;
    }
}
