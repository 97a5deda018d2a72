using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;

namespace Plumbline.Posture.Evidence;

/// <summary>A source looked: what it does not mention within this reach is not there. The opposite of a <see cref="Gap"/>.</summary>
/// <param name="Source">The collector that looked.</param>
/// <param name="Plane">The plane it speaks for.</param>
/// <param name="Reach">The assets it would have spoken about.</param>
/// <param name="Speaks">The words it would have used, as `kind.property`: `workload.calls`.</param>
/// <param name="From">Start of the window looked at, where the source has one.</param>
/// <param name="Until">End of that window.</param>
public sealed record Coverage(
    string Source, Plane Plane, Reach Reach, ImmutableArray<string> Speaks, DateTimeOffset? From = null, DateTimeOffset? Until = null)
{
    private static readonly AssetId Estate = new(AssetKind.AiSystem, "*");

    /// <summary>The coverage as a claim.</summary>
    public Claim ToClaim(Origin origin) => new(
        Estate, Claim.Reserved.Coverage, Plane,
        Value.Map(
            ("reach", Reach.ToValue()), ("speaks", Value.List(Speaks)),
            ("from", From is { } f ? Value.Of(f) : Value.Null), ("until", Until is { } u ? Value.Of(u) : Value.Null)),
        origin with { Source = Source }, Until ?? DateTimeOffset.MinValue);

    /// <summary>Reads a coverage claim back.</summary>
    public static Coverage Read(Claim claim)
    {
        var map = claim.Value.AsMap!;
        return new Coverage(
            claim.Origin.Source, claim.Plane, Reach.From(map["reach"]),
            [.. map["speaks"].AsList!.Items.Select(i => i.AsString!)],
            (map["from"].AsBoxed as Timestamp)?.AsInstant, (map["until"].AsBoxed as Timestamp)?.AsInstant);
    }
}
