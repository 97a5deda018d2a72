using System.Globalization;

namespace Plumbline.Collectors.Declared.Infrastructure;

/// <summary>Resources of one root that come out as one: the same one declared twice, or different ones whose names are not known.</summary>
internal static class Twins
{
    /// <summary>The resources, each with an address of its own, those that are the same made one.</summary>
    /// <param name="made">Resources in file order, whether their names are known, and the group they go to.</param>
    public static List<Resource> Settled(IEnumerable<(Resource Resource, bool IsKnown, string Group)> made)
    {
        var (all, taken) = (new List<Resource>(), new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        var same = new Dictionary<(string, string, string), int>();
        foreach (var (resource, isKnown, group) in made)
        {
            var type = resource.Type.ToLowerInvariant();
            var keys = (isKnown ? resource.Handles.Append(resource.Name.ToLowerInvariant()) : resource.Handles).Select(h => (type, h, group)).ToList();
            var known = keys.Where(same.ContainsKey).Select(k => same[k]).DefaultIfEmpty(-1).First();
            if (known >= 0) all[known] = Merged(all[known], resource);
            else
            {
                var own = resource with { Address = Free(resource, taken) };
                taken.Add(own.Address);
                all.Add(own);
            }

            foreach (var key in keys) same.TryAdd(key, known >= 0 ? known : all.Count - 1);
        }

        return all;
    }

    // A symbol tells apart what a name that is not known does not; where there is none, the line does.
    private static string Free(Resource resource, HashSet<string> taken)
    {
        var symbol = resource.Handles.FirstOrDefault(h => h.StartsWith("symbol:", StringComparison.Ordinal));
        var address = resource.Address;
        if (taken.Contains(address)) address += symbol is null ? $"@{resource.Line.ToString(CultureInfo.InvariantCulture)}" : "@" + symbol[(Math.Max(symbol.LastIndexOf('/'), "symbol:".Length - 1) + 1)..];
        var first = address;
        for (var n = 2; taken.Contains(address); n++) address = $"{first}#{n.ToString(CultureInfo.InvariantCulture)}";
        return address;
    }

    // Of two that are made for certain, one says what both do and more; where both say something of their own, or it is not certain which is made, what differs is not known.
    private static Resource Merged(Resource one, Resource other)
    {
        var isEither = one.Unsure is not null || other.Unsure is not null;
        var why = $"which of the declarations of `{one.Name}`, line {one.Line} of `{one.File}` and line {other.Line} of `{other.File}`, holds";
        return one with
        {
            // Lines of another file would show the wrong place.
            Properties = Merged(one.Properties, one.File == other.File ? other.Properties : (MapTerm)Jsons.Unlined(other.Properties), why, isEither),
            Handles = [.. one.Handles.Concat(other.Handles).Distinct()], Parents = [.. one.Parents.Concat(other.Parents).Distinct()],
            Unsure = one.Unsure is null || other.Unsure is null ? null : one.Unsure,
        };
    }

    private static MapTerm Merged(MapTerm one, MapTerm other, string why, bool isEither)
    {
        var (a, b) = (Table(one), Table(other));
        var isTold = !isEither && (a.Keys.All(b.ContainsKey) || b.Keys.All(a.ContainsKey));
        return one with { Entries = [.. a.Keys.Concat(b.Keys).Distinct(StringComparer.Ordinal).Select(key => new KeyValuePair<string, Term>(key, Merged(a.GetValueOrDefault(key), b.GetValueOrDefault(key), why, isEither, isTold)))] };
    }

    private static Term Merged(Term? one, Term? other, string why, bool isEither, bool isTold) => (one, other) switch
    {
        (MapTerm a, MapTerm b) => Merged(a, b, why, isEither),
        (_, null) or (null, _) => isTold ? one ?? other ?? Term.Null : Term.Open(why),
        ({ } a, { } b) when Term.Same(a, b) || (a is OpenTerm x && b is OpenTerm y && x.Why == y.Why && x.Refs.SequenceEqual(y.Refs)) => a,
        _ => Term.Open(why),
    };

    private static Dictionary<string, Term> Table(MapTerm map) => map.Entries.DistinctBy(e => e.Key).ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal);
}
