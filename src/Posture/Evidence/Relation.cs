using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;

namespace Plumbline.Posture.Evidence;

/// <summary>An arrow between two assets: workload `uses` guardrail, agent `calls` tool, system `owns` workload.</summary>
public sealed record Relation(AssetId From, string Verb, AssetId To)
{
    /// <summary>The relation as a claim.</summary>
    public Claim ToClaim(Plane plane, Origin origin, DateTimeOffset time) => new(
        From, Claim.Reserved.Relation, plane,
        Value.Map(("verb", Value.Of(Verb)), ("kind", Value.Of(To.Kind.Name())), ("key", Value.Of(To.Key))), origin, time);

    /// <summary>Reads a relation claim back.</summary>
    public static Relation Read(Claim claim)
    {
        var map = claim.Value.AsMap!;
        _ = KebabCase.TryParse<AssetKind>(map["kind"].AsString!, out var kind);
        return new Relation(claim.Subject, map["verb"].AsString!, new AssetId(kind, map["key"].AsString!));
    }
}
