using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>Where the section readers put what they have to say.</summary>
internal sealed class Statements
{
    private const string Contradicts = "let one entry stand, or give both the same value";
    private readonly List<Claim> claims = [];

    public IReadOnlyList<Claim> Claims => claims;

    public void Word(AssetId subject, string word, Value value, Said at) =>
        claims.Add(new Claim(subject, word, Plane.Approved, value, at.Origin, DateTimeOffset.MinValue));

    /// <summary>A fact, where the registry states it.</summary>
    public void Fact(AssetId subject, string fact, string? text, Said at)
    {
        if (!string.IsNullOrEmpty(text)) Word(subject, fact, Value.Of(text), at);
    }

    public void Fact(AssetId subject, string fact, bool? flag, Said at)
    {
        if (flag is { } known) Word(subject, fact, Value.Of(known), at);
    }

    /// <summary>Name, and that a registry knows it.</summary>
    public void Register(AssetId subject, string name, Said at)
    {
        Fact(subject, "name", name, at);
        Word(subject, "registered", Value.True, at);
    }

    public void Bind(AssetId subject, string? alias, string how, Said at)
    {
        if (!string.IsNullOrEmpty(alias) && alias != subject.Key)
            claims.Add(new Binding(subject, alias, how).ToClaim(Plane.Approved, at.Origin, DateTimeOffset.MinValue));
    }

    public void Relate(AssetId from, string verb, AssetId to, Said at) =>
        claims.Add(new Relation(from, verb, to).ToClaim(Plane.Approved, at.Origin, DateTimeOffset.MinValue));

    public void Cover(Reach reach, Said at, params ImmutableArray<string> words) => Cover(reach, at.Origin, words);

    public void Cover(Reach reach, Origin origin, params ImmutableArray<string> words) =>
        claims.Add(new Coverage(RegistryCollector.Source, Plane.Approved, reach, words).ToClaim(origin));

    public void Gate(GateSetting setting, Said at) => claims.Add(setting.ToClaim(at.Origin));

    public void Threshold(RiskThreshold threshold, Said at) => claims.Add(threshold.ToClaim(at.Origin));

    public void Waive(Waiver waiver, Said at) => claims.Add(waiver.ToClaim(at.Origin));

    public void Promote(Promotion promotion, Said at) => claims.Add(promotion.ToClaim(at.Origin));

    /// <summary>Something that a registry names and no registry says.</summary>
    public void Missing(Reach reach, string reason, string fix, Said at, params ImmutableArray<string> words) =>
        claims.Add(new Gap(RegistryCollector.Source, Plane.Approved, GapKind.Missing, $"{reason} ({at.Where})", fix, reach, words).ToClaim(at.Origin));

    public void Unreadable(Reach reach, string reason, string fix, Origin origin, ImmutableArray<string> words) =>
        claims.Add(new Gap(RegistryCollector.Source, Plane.Approved, GapKind.Unreadable, reason, fix, reach, words).ToClaim(origin));

    /// <summary>Two entries that say different things: said of the workloads they are about, or as a gap where they are about none.</summary>
    public void Contradict(Impact impact, string sentence, Said at)
    {
        foreach (var workload in impact.Workloads) Word(workload.Id, "contradictions", Value.Of(sentence), at);
        foreach (var reach in impact.Reaches)
        {
            if (impact.Workloads.IsEmpty || !impact.Speaks.IsEmpty)
                claims.Add(new Gap(RegistryCollector.Source, Plane.Approved, GapKind.Missing, sentence, Contradicts, reach, impact.Speaks).ToClaim(at.Origin));
        }
    }
}
