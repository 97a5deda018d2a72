using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;

namespace Plumbline.Posture.Tests;

/// <summary>Small estates in few words.</summary>
internal static class Estate
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);
    public static readonly Vocabulary Words = Vocabulary.Of([]);
    public static readonly AssetId Loans = Workload("loans@production/111122223333");

    public static AssetId Workload(string key) => new(AssetKind.Workload, key);

    public static Claim Say(AssetId id, string word, Plane plane, Value value, string source = "test", int line = 1, int day = 1) =>
        new(id, word, plane, value, new Origin(source, "estate.json", line), new DateTimeOffset(2026, 10, day, 0, 0, 0, TimeSpan.Zero));

    public static Claim Looked(Plane plane, string word, Reach? reach = null, string source = "test") =>
        new Coverage(source, plane, reach ?? Reach.Everything, [word]).ToClaim(new Origin(source, "estate.json"));

    public static Claim Blind(Plane plane, string word, Reach? reach = null, string source = "test") =>
        new Gap(source, plane, GapKind.Unreadable, "`logs.gz` breaks off", "export it again", reach ?? Reach.Everything, [word]).ToClaim(new Origin(source, "logs.gz"));

    public static Claim Bound(AssetId id, string alias, Plane plane = Plane.Approved, string how = "runs-as") =>
        new Binding(id, alias, how).ToClaim(plane, new Origin("registry", "registry.yaml", 3), default);

    public static Value Call(string model, int count = 1) => Value.Map(
        ("model", Value.Of(model)), ("base", Value.Of(ModelId.Parse(model).Base)), ("pinned", Value.Of(ModelId.Parse(model).IsPinned)), ("count", Value.Of((long)count)));

    public static Value Model(string id) => Value.Map(("id", Value.Of(id)), ("base", Value.Of(ModelId.Parse(id).Base)), ("pinned", Value.True));

    public static AssetGraph Frozen(params Claim[] claims) => AssetGraph.From(claims, Words);

    public static Condition Rule(string expect, string? where = null, AssetKind kind = AssetKind.Workload, Severity severity = Severity.High, string id = "a-rule", string fix = "fix")
    {
        var rule = new Rule(
            id, "a-control", "A rule", severity, Maturity.Stable, kind, [], where, expect, "{asset.name} is out of line", "why", fix, "misuse",
            ["artifact"], [], ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty, ImmutableSortedDictionary<string, Value>.Empty, "rules/a-rule");
        return Condition.Compile(rule, new KindLayout(kind, Words), Now, out var problems) ?? throw new ArgumentException(string.Join("; ", problems));
    }

    public static Verdict VerdictOf(string expect, params Claim[] claims) => Rule(expect).Of(Frozen(claims).Find(Loans)!);
}
