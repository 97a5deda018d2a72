using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;

namespace Plumbline.Posture.Evidence;

/// <summary>Somebody answers for a version being on its way from one environment to another: until its end the two may differ in it.</summary>
/// <param name="Section">The registry's section: `prompts`, `models`, `guardrails`, `agents`, `systems`.</param>
/// <param name="Name">The entry.</param>
/// <param name="Version">Its version; empty where any version is meant.</param>
/// <param name="Digest">The digest of the entry; empty where it is not said.</param>
/// <param name="From">The environment it comes from.</param>
/// <param name="To">The environment it goes to.</param>
/// <param name="By">Who answers for it; nobody answers for a promotion without a name, and it covers nothing.</param>
/// <param name="Start">When it begins.</param>
/// <param name="Until">When it ends: at this moment it holds no longer.</param>
public sealed record Promotion(
    string Section, string Name, string Version, string Digest, string From, string To, ImmutableArray<string> By, DateTimeOffset Start, DateTimeOffset Until)
{
    /// <summary>How long a promotion holds that says no end.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromDays(14);

    private static readonly AssetId Estate = new(AssetKind.AiSystem, "*");

    /// <summary>The promotion as a claim.</summary>
    public Claim ToClaim(Origin origin) => new(
        Estate, Claim.Reserved.Promotion, Plane.Approved,
        Value.Map(
            ("section", Value.Of(Section)), ("name", Value.Of(Name)), ("version", Value.Of(Version)), ("digest", Value.Of(Digest)),
            ("from", Value.Of(From)), ("to", Value.Of(To)), ("by", Value.List(By)), ("start", Value.Of(Start)), ("until", Value.Of(Until))),
        origin, Start);

    /// <summary>Reads a promotion claim back; null where it is none.</summary>
    public static Promotion? Read(Claim claim) => claim.Value.AsMap is not { } map || Moment(map["start"]) is not { } start || Moment(map["until"]) is not { } until
        ? null
        : new Promotion(
            Text(map["section"]), Text(map["name"]), Text(map["version"]), Text(map["digest"]), Text(map["from"]), Text(map["to"]),
            [.. (map["by"].AsList?.Items ?? []).Select(Text).Where(t => t.Length > 0)], start, until);

    /// <summary>Every promotion among claims, in order of time.</summary>
    public static ImmutableArray<Promotion> All(IEnumerable<Claim> claims) =>
        [.. claims.Where(c => c.Property == Claim.Reserved.Promotion).Select(Read).OfType<Promotion>().Distinct().OrderBy(p => p.Start).ThenBy(p => p.Until).ThenBy(p => p.Name, StringComparer.Ordinal)];

    /// <summary>True where it stands at a moment and somebody answers for it.</summary>
    public bool HoldsAt(DateTimeOffset moment) => !By.IsEmpty && Start <= moment && moment < Until;

    private static string Text(Value value) => value.AsString ?? "";

    private static DateTimeOffset? Moment(Value value) => (value.AsBoxed as Timestamp)?.AsInstant;
}
