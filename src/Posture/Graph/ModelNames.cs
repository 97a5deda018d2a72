using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Graph;

/// <summary>Resolves routes to models (application profiles, provisioned throughput) in every claim that names one.</summary>
/// <remarks>What was called is resolved by what answered then: by the answers of that time, else by the target that held all the time.</remarks>
internal sealed class ModelNames
{
    private readonly Identities identities;
    private readonly Dictionary<string, SortedDictionary<DateTimeOffset, string>> targets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> answers = new(StringComparer.Ordinal);
    private readonly SortedSet<string> known = new(StringComparer.Ordinal);

    /// <summary>Learns from <paramref name="claims"/> when a route led to which model, and which model answered which request.</summary>
    public ModelNames(SortedClaims claims, Identities identities)
    {
        this.identities = identities;
        foreach (var claim in claims.Of(Claim.Reserved.Binding).Where(c => c.Subject.Kind == AssetKind.Model)) Learn(claim);
        foreach (var claim in claims.AboutAssets)
        {
            if (claim.Value.AsMap is not { } map) continue;
            else if (claim.Property == "invocations" && Route(map) is not null) Hear(map);
            else if (map["base"].AsString is { } name && IsOfBedrock(name)) known.Add(name);
        }
    }

    /// <summary>True where the claim counts calls over a route, day by day.</summary>
    public static bool IsDay(Claim claim) =>
        claim.Property is "calls" or "invocations" && claim.Value.AsMap is { } map && Route(map) is { } route && ModelId.Parse(route).IsRoute && !map["first"].IsNull;

    /// <summary>The claim with its model's own name; a route of which nothing says where it led is unknown, never "another model".</summary>
    public Claim Resolve(Claim claim)
    {
        if (claim.Value.AsMap is not { } map || Route(map) is not { } route) return claim;
        var isCall = !map["first"].IsNull;
        if (isCall && Answered(map, route) is { } answered) return Named(claim, map, answered);
        if (isCall && targets.TryGetValue(route, out var dated) && dated.Keys.First() > DateTimeOffset.MinValue)
        {
            return Held(dated, Time(map, "first"), Time(map, "last")) is { } held ? Named(claim, map, held)
                : Unknown(claim, map, $"where `{route}` led then is not known: it was last changed at {dated.Keys.Last():yyyy-MM-dd HH:mm} UTC");
        }

        var own = identities.ResolveOne(new AssetId(AssetKind.Model, route));
        if (own.Key != route) return Named(claim, map, own.Key);
        return ModelId.Parse(route).IsRoute ? Unknown(claim, map, $"no answer of the control plane resolves `{route}`") : claim;
    }

    /// <summary>The claim, one for each model that answered where its route was set anew between its calls and every call has its answer.</summary>
    public IEnumerable<Claim> Split(Claim claim)
    {
        var map = claim.Value.AsMap!;
        if (map["requests"].AsList is not { IsPartial: false, Items: var requests } || map["count"].AsInt != requests.Length) return [Resolve(claim)];
        var route = Route(map)!;
        var parts = requests.GroupBy(r => answers.GetValueOrDefault(r.AsString ?? "") ?? "").OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        if (parts.Count < 2 || parts.Exists(p => p.Key.Length == 0 || ModelOf(p.Key, route) is null)) return [Resolve(claim)];
        return parts.ConvertAll(p => Named(claim, Part(map, route, [.. p], ModelOf(p.Key, route)!), ModelOf(p.Key, route)!));
    }

    // The calls of one target lie between its being set and the next one's.
    private MapValue Part(MapValue map, string route, ImmutableArray<Value> requests, string model)
    {
        var dated = targets.GetValueOrDefault(route) ?? [];
        var (from, until) = (dated.FirstOrDefault(t => t.Value == model).Key, dated.FirstOrDefault(t => t.Value != model && t.Key > dated.FirstOrDefault(o => o.Value == model).Key).Key);
        var (first, last) = (Time(map, "first"), Time(map, "last"));
        return MapValue.From(map.Keys, [.. map.Keys.Select((k, i) => k.AsString switch
        {
            "count" => Value.Of((long)requests.Length),
            "requests" => Value.List(requests),
            "first" when from > first && from < last => Value.Of(from),
            "last" when until > first && until < last => Value.Of(until),
            _ => map.Values[i],
        })]);
    }

    private void Learn(Claim claim)
    {
        var binding = Binding.From(claim);
        if (!binding.Alias.StartsWith("arn:", StringComparison.Ordinal) || binding.How is not (Binding.ResolvesTo or Binding.ResolvedTo)) return;
        if (!targets.TryGetValue(binding.Alias, out var dated)) targets[binding.Alias] = dated = [];
        var model = binding.Asset.Key;
        if (!dated.TryGetValue(claim.Time, out var known) || string.CompareOrdinal(model, known) < 0) dated[claim.Time] = model;
    }

    private void Hear(MapValue map)
    {
        if (map["resolved"].AsString is not { Length: > 0 } name || map["requests"].AsList is not { } requests) return;
        foreach (var request in requests.Items) if (request.AsString is { } id) answers[id] = name;
    }

    // An answer names its model as its provider does, without Bedrock's prefix and revision.
    private string? Answered(MapValue map, string route)
    {
        var names = map["resolved"].AsString is { Length: > 0 } said ? [said]
            : (map["requests"].AsList?.Items ?? []).Select(r => r.AsString is { } id ? answers.GetValueOrDefault(id) : null).OfType<string>().Distinct().Take(2).ToList();
        return names is [var name] ? ModelOf(name, route) : null;
    }

    private string? ModelOf(string name, string route)
    {
        var model = ModelId.Parse(name).Base;
        if (IsOfBedrock(model)) return model;
        IEnumerable<string> own = targets.TryGetValue(route, out var dated) ? dated.Values : [];
        return own.Concat(known).Distinct().Where(t => t.Contains(name, StringComparison.OrdinalIgnoreCase)).Take(2).ToList() is [var one] ? one : null;
    }

    private static bool IsOfBedrock(string model) => model.Contains('.', StringComparison.Ordinal) && model.Contains(':', StringComparison.Ordinal)
        && !model.StartsWith("arn:", StringComparison.Ordinal);

    private static string? Held(SortedDictionary<DateTimeOffset, string> dated, DateTimeOffset first, DateTimeOffset last)
    {
        var before = dated.LastOrDefault(t => t.Key <= first).Value;
        return before is not null && dated.Where(t => t.Key > first && t.Key <= last).All(t => t.Value == before) ? before : null;
    }

    // An endpoint of Vertex AI is known by its own name; what it serves is better.
    private static string? Route(MapValue map) =>
        map["base"].AsString is { } name && (name.StartsWith("arn:", StringComparison.Ordinal) || name.StartsWith("projects/", StringComparison.Ordinal)) ? name : null;

    private static DateTimeOffset Time(MapValue map, string key) => (map[key].AsBoxed as Timestamp)?.AsInstant ?? DateTimeOffset.MinValue;

    private static Claim Named(Claim claim, MapValue map, string model) => claim with { Value = With(map, Value.Of(model), ModelId.Parse(model).IsPinned) };

    private static Claim Unknown(Claim claim, MapValue map, string why) => claim with { Value = With(map, Value.Unknown(why), false) };

    private static Value With(MapValue map, Value name, bool pinned)
    {
        var values = map.Values.ToBuilder();
        for (var i = 0; i < map.Count; i++)
        {
            values[i] = map.Keys[i].AsString switch
            {
                "base" => name,
                "pinned" => name.IsError ? name : Value.Of(pinned),
                _ => values[i],
            };
        }

        return Value.Of(MapValue.From(map.Keys, values.DrainToImmutable()));
    }
}
