using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Graph;

/// <summary>Names data as the registry does, in every claim whose value has a `dataset`.</summary>
internal static class DataNames
{
    /// <summary>The claim with its dataset's own name; a location that no registered dataset holds stays as it is.</summary>
    public static Claim Resolve(Claim claim, Identities identities)
    {
        if (claim.Value.AsMap is not { } map || map["dataset"].AsString is not { Length: > 0 } name) return claim;
        var own = identities.ResolveOne(new AssetId(AssetKind.Dataset, name)).Key;
        if (own == name) return claim;
        var values = map.Values.ToBuilder();
        for (var i = 0; i < map.Count; i++) if (map.Keys[i].AsString == "dataset") values[i] = Value.Of(own);
        return claim with { Value = Value.Of(MapValue.From(map.Keys, values.DrainToImmutable())) };
    }
}
