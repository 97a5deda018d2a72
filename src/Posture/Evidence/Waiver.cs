using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;

namespace Plumbline.Posture.Evidence;

/// <summary>Weaknesses that somebody answers for until a date. It covers what it names and nothing that comes later.</summary>
/// <param name="Rule">The rule whose findings are accepted.</param>
/// <param name="Scope">Where; all parts that are given must hold.</param>
/// <param name="Accepts">The weaknesses accepted, by their twelve digits.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="Reason">Why it is accepted.</param>
/// <param name="From">When it begins; null where it says nothing.</param>
/// <param name="Until">When it ends: at this moment it holds no longer.</param>
public sealed record Waiver(
    string Rule, WaiverScope Scope, ImmutableArray<string> Accepts, string Owner, string Reason, DateTimeOffset? From, DateTimeOffset Until)
{
    private static readonly AssetId Estate = new(AssetKind.AiSystem, "*");

    /// <summary>The waiver as a claim.</summary>
    public Claim ToClaim(Origin origin) => new(
        Estate, Claim.Reserved.Waiver, Plane.Approved,
        Value.Map(
            ("rule", Value.Of(Rule)), ("asset", Value.Of(Scope.Asset)), ("system", Value.Of(Scope.System)),
            ("account", Value.Of(Scope.Account)), ("environment", Value.Of(Scope.Environment)),
            ("accepts", Value.List(Accepts)), ("owner", Value.Of(Owner)), ("reason", Value.Of(Reason)),
            ("from", From is { } f ? Value.Of(f) : Value.Null), ("until", Value.Of(Until))),
        origin, DateTimeOffset.MinValue);

    /// <summary>Reads a waiver claim back.</summary>
    public static Waiver Read(Claim claim)
    {
        var map = claim.Value.AsMap!;
        return new Waiver(
            map["rule"].AsString!,
            new WaiverScope(map["asset"].AsString, map["system"].AsString, map["account"].AsString, map["environment"].AsString),
            [.. map["accepts"].AsList!.Items.Select(i => i.AsString!)], map["owner"].AsString!, map["reason"].AsString!,
            (map["from"].AsBoxed as Timestamp)?.AsInstant, ((Timestamp)map["until"].AsBoxed!).AsInstant);
    }
}

/// <summary>Where a waiver holds; null means any.</summary>
/// <param name="Asset">The asset's name or id.</param>
/// <param name="System">The AI system that owns it.</param>
/// <param name="Account">The account it lives in.</param>
/// <param name="Environment">Its environment.</param>
public sealed record WaiverScope(string? Asset = null, string? System = null, string? Account = null, string? Environment = null);
