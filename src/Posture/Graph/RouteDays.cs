using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Graph;

/// <summary>Joins what was said day by day about a route, where all those days turn out to be one model.</summary>
internal static class RouteDays
{
    private static readonly HashSet<string> Counted = new(StringComparer.Ordinal) { "count", "first", "last", "days", "requests" };

    /// <summary>The claims with those that differ in count, time and requests alone made one.</summary>
    public static IEnumerable<Claim> Join(IEnumerable<Claim> claims) =>
        claims.GroupBy(c => (c.Subject, c.Property, c.Plane, c.Origin.Source, What(c.Value.AsMap!))).Select(g => g.Skip(1).Any() ? One([.. g]) : g.First());

    private static string What(MapValue map) =>
        string.Join('\n', map.Keys.Select((k, i) => Counted.Contains(k.AsString!) ? "" : map.Values[i].IsUnknown ? $"{k}?" : $"{k}={map.Values[i]}"));

    private static Claim One(List<Claim> days)
    {
        days.Sort(Merge.Order);
        var maps = days.ConvertAll(d => d.Value.AsMap!);
        var values = maps[0].Values.ToBuilder();
        for (var i = 0; i < values.Count; i++)
        {
            var key = maps[0].Keys[i].AsString!;
            values[i] = key switch
            {
                "count" => Value.Of(maps.Sum(m => m[key].AsInt)),
                "last" => maps[^1][key],
                "days" or "requests" => List(maps.ConvertAll(m => m[key].AsList!)),
                _ => values[i],
            };
        }

        return days[0] with { Value = Value.Of(MapValue.From(maps[0].Keys, values.DrainToImmutable())), Time = days[^1].Time };
    }

    private static Value List(List<ListValue> lists)
    {
        ImmutableArray<Value> all = [.. lists.SelectMany(l => l.Items).Distinct()];
        return lists.Exists(l => l.IsPartial) ? Value.PartialList(all) : Value.List(all);
    }
}
