using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;

namespace Plumbline.Posture.Evidence;

/// <summary>From which severity on findings of a risk class are a breach, as a registry says.</summary>
/// <param name="RiskClass">minimal, limited, high.</param>
/// <param name="Least">critical, high, medium, low; none where nothing is.</param>
public sealed record RiskThreshold(string RiskClass, string Least)
{
    private static readonly AssetId Estate = new(AssetKind.AiSystem, "*");

    /// <summary>The threshold as a claim.</summary>
    public Claim ToClaim(Origin origin) => new(
        Estate, Claim.Reserved.Threshold, Plane.Approved, Value.Map(("risk", Value.Of(RiskClass)), ("least", Value.Of(Least))), origin, DateTimeOffset.MinValue);

    /// <summary>Reads a threshold's claim back.</summary>
    public static RiskThreshold Read(Claim claim) => new(claim.Value.AsMap!["risk"].AsString!, claim.Value.AsMap!["least"].AsString!);
}
