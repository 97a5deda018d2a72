using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;

namespace Plumbline.Posture.Evidence;

/// <summary>What a gate does where a control does not hold.</summary>
public enum GateMode
{
    /// <summary>It is written down.</summary>
    Audit,

    /// <summary>It is shown to whoever releases.</summary>
    Warn,

    /// <summary>The release is refused.</summary>
    Enforce,
}

/// <summary>How strict gates are, as a registry says; null means any.</summary>
/// <param name="Control">The control.</param>
/// <param name="System">The AI system.</param>
/// <param name="Environment">The environment.</param>
/// <param name="Mode">What a gate does there.</param>
/// <param name="EvalKeys">Fingerprints of the keys that may sign eval bindings; empty where any binding counts.</param>
public sealed record GateSetting(string? Control, string? System, string? Environment, GateMode Mode, ImmutableArray<string> EvalKeys)
{
    /// <summary>Days that the evidence of what runs may be old; null where nothing is said.</summary>
    public int? EvidenceWithin { get; init; }

    private static readonly AssetId Estate = new(AssetKind.AiSystem, "*");

    /// <summary>The setting as a claim.</summary>
    public Claim ToClaim(Origin origin) => new(
        Estate, Claim.Reserved.Gate, Plane.Approved,
        Value.Map(
            ("control", Value.Of(Control)), ("system", Value.Of(System)), ("environment", Value.Of(Environment)),
            ("mode", Value.Of(Mode.Name())), ("evalKeys", Value.List(EvalKeys)),
            ("evidenceWithin", EvidenceWithin is { } days ? Value.Of((long)days) : Value.Null)),
        origin, DateTimeOffset.MinValue);

    /// <summary>Reads a setting's claim back.</summary>
    public static GateSetting Read(Claim claim)
    {
        var map = claim.Value.AsMap!;
        _ = KebabCase.TryParse<GateMode>(map["mode"].AsString!, out var mode);
        return new GateSetting(map["control"].AsString, map["system"].AsString, map["environment"].AsString, mode, [.. map["evalKeys"].AsList!.Items.Select(i => i.AsString!)])
        {
            EvidenceWithin = map["evidenceWithin"] is { Kind: ValueKind.Int } days ? (int)days.AsInt : null,
        };
    }
}
