using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;

namespace Plumbline.Posture.Evidence;

/// <summary>Whether something was there and could not be read, or was never there.</summary>
public enum GapKind
{
    /// <summary>It exists and could not be read: the answer is incomplete (exit code 3).</summary>
    Unreadable,

    /// <summary>The estate does not supply it: logging switched off, an answer not exported.</summary>
    Missing,
}

/// <summary>What a collector could not see, and why. Coverage of the same source, words and reach is void where a gap lies.</summary>
/// <param name="Source">The collector that could not see.</param>
/// <param name="Plane">The plane that lacks it.</param>
/// <param name="Kind">Unreadable or missing.</param>
/// <param name="Reason">One sentence, lower case, the input in backticks.</param>
/// <param name="Fix">What to do so that it can be seen.</param>
/// <param name="Reach">The assets that are not seen whole.</param>
/// <param name="Speaks">The words that may be missing, as `kind.property`; empty where every word of the source may be.</param>
public sealed record Gap(
    string Source, Plane Plane, GapKind Kind, string Reason, string Fix, Reach Reach, ImmutableArray<string> Speaks)
{
    /// <summary>The source of gaps in the walk itself: what lies in a folder that does not open is hidden from every collector.</summary>
    public const string Walk = "walk";

    private static readonly AssetId Estate = new(AssetKind.AiSystem, "*");

    /// <summary>The gap as a claim.</summary>
    public Claim ToClaim(Origin origin) => new(
        Estate, Claim.Reserved.Gap, Plane,
        Value.Map(
            ("gap", Value.Of(Kind.Name())), ("reason", Value.Of(Reason)), ("fix", Value.Of(Fix)),
            ("reach", Reach.ToValue()), ("speaks", Value.List(Speaks))),
        origin with { Source = Source }, DateTimeOffset.MinValue);

    /// <summary>Reads a gap claim back.</summary>
    public static Gap Read(Claim claim)
    {
        var map = claim.Value.AsMap!;
        _ = KebabCase.TryParse<GapKind>(map["gap"].AsString!, out var kind);
        return new Gap(
            claim.Origin.Source, claim.Plane, kind, map["reason"].AsString!, map["fix"].AsString!,
            Reach.From(map["reach"]), [.. map["speaks"].AsList!.Items.Select(i => i.AsString!)]);
    }
}
