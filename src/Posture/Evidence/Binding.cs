using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;

namespace Plumbline.Posture.Evidence;

/// <summary>Two ids of one asset: this workload runs as that role, is built from that path, deploys as that function.</summary>
/// <param name="Asset">The asset by one id.</param>
/// <param name="Alias">The same asset by another id, of the same kind.</param>
/// <param name="How">`runs-as`, `built-from`, `deployed-as`, `reports-as`, `is`, <see cref="ResolvesTo"/>, <see cref="ResolvedTo"/>.</param>
public sealed record Binding(AssetId Asset, string Alias, string How)
{
    /// <summary>A route leads to this model, since the claim's time.</summary>
    public const string ResolvesTo = "resolves-to";

    /// <summary>A route led to this model from the claim's time on, and leads elsewhere now: the two ids are not one asset.</summary>
    public const string ResolvedTo = "resolved-to";

    /// <summary>The binding as a claim.</summary>
    public Claim ToClaim(Plane plane, Origin origin, DateTimeOffset time) => new(
        Asset, Claim.Reserved.Binding, plane, Value.Map(("alias", Value.Of(Alias)), ("how", Value.Of(How))), origin, time);

    /// <summary>Reads a binding claim back.</summary>
    public static Binding From(Claim claim)
    {
        var map = claim.Value.AsMap!;
        return new Binding(claim.Subject, map["alias"].AsString!, map["how"].AsString!);
    }
}
