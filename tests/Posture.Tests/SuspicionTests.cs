using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;
using Xunit;
using static Plumbline.Posture.Tests.Estate;

namespace Plumbline.Posture.Tests;

public sealed class SuspicionTests
{
    private static readonly AssetId Embeds = new(AssetKind.Model, "maker/embeds");
    private static readonly AssetId Weights = new(AssetKind.Model, "file:models/embeds/w.bin");
    private static readonly AssetId Folder = new(AssetKind.Model, "file:models/embeds");
    private static readonly AssetId Base = new(AssetKind.Pipeline, "kb");
    private static readonly AssetId Store = new(AssetKind.VectorStore, "vectors");
    private static readonly AssetId Set = new(AssetKind.Dataset, "set");
    private static readonly AssetId Tuned = new(AssetKind.FineTune, "tuned");
    private static readonly AssetId Served = new(AssetKind.Endpoint, "served");

    [Fact]
    public void A_recalled_embedding_model_is_told_to_every_index_and_agent_with_the_way_between()
    {
        var agents = Enumerable.Range(0, 24).Select(n => new AssetId(AssetKind.Agent, $"agent-{n:00}")).ToList();
        var graph = Frozen([Recall(Embeds), Arrow(Base, "embeds-with", Embeds), Arrow(Base, "stores-in", Store), .. agents.Select(a => Arrow(a, "queries", Base))]);
        var rests = Items(graph, Embeds, "dependents");
        Assert.Equal(26, rests.Count);
        Assert.All(agents, a => Assert.Contains(rests, r => r["id"].AsString == a.Key && r["via"].AsString == "pipeline kb"));
        Assert.All(agents.Append(Store), a => Assert.Equal("maker/embeds", Assert.Single(Items(graph, a, "restsOn"))["name"].AsString));
    }

    [Fact]
    public void A_malicious_file_is_spoken_of_once_as_the_model_it_is_part_of()
    {
        var graph = Frozen(Judged(Weights, "malicious", "aa"), Arrow(Folder, "holds", Weights), Arrow(Embeds, "holds", Folder), Uses(Loans, "maker/embeds", Plane.Observed));
        Assert.Empty(Items(graph, Weights, "suspicions"));
        Assert.Equal("malicious", Assert.Single(Items(graph, Embeds, "suspicions"))["kind"].AsString);
        Assert.Equal("observed", Assert.Single(Items(graph, Embeds, "dependents"))["seen"].AsString);
    }

    [Theory]
    [InlineData("AA", 0)]
    [InlineData("bb", 1)]
    public void A_hash_that_nobody_approved_is_a_suspicion(string approved, int count)
    {
        var graph = Frozen(
            Judged(Weights, "clean", "aa"), Arrow(Folder, "holds", Weights), Say(Folder, "digests", Plane.Approved, Value.Of(approved)), Arrow(Tuned, "holds", Folder), Arrow(Served, "serves", Tuned));
        Assert.Equal(count, Items(graph, Tuned, "suspicions").Count);
        Assert.Equal(count, Items(graph, Tuned, "dependents").Count);
    }

    [Fact]
    public void Data_that_changed_reaches_the_tuned_model_and_who_serves_it()
    {
        var vocabulary = Vocabulary.Of([new Property(AssetKind.Dataset, "samples", CelType.Object("s", ("file", CelType.String), ("sha256", CelType.String)), true, "files")]);
        var graph = AssetGraph.From(
        [
            Say(Set, "digests", Plane.Approved, Value.Of("aa")), Say(Set, "samples", Plane.Declared, Value.Map(("file", Value.Of("set.csv")), ("sha256", Value.Of("cc")))),
            Arrow(Tuned, "trained-on", Set), Arrow(Served, "serves", Tuned), Uses(Loans, "tuned", Plane.Deployed),
        ], vocabulary);
        Assert.Equal(["endpoint served", "fine-tune tuned", "workload loans@production/111122223333"], Items(graph, Set, "dependents").Select(d => $"{d["kind"].AsString} {d["id"].AsString}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_tuned_model_rests_on_its_base_and_a_caller_on_the_folder_it_loads()
    {
        var graph = Frozen(
            Recall(Folder), Say(Tuned, "tunedFrom", Plane.Approved, Value.Of("models/embeds")),
            new Claim(Loans, "models", Plane.Declared, Value.Map(("id", Value.Of("../models/embeds")), ("base", Value.Of("../models/embeds")), ("pinned", Value.False)), new Origin("test", "app/main.py", 3), default));
        Assert.Equal([AssetKind.FineTune.Name(), AssetKind.Workload.Name()], Items(graph, Folder, "dependents").Select(d => d["kind"].AsString).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_approval_is_no_use_and_what_is_trusted_is_not_spoken_of()
    {
        Assert.Empty(Items(Frozen(Recall(Embeds), Uses(Loans, "maker/embeds", Plane.Approved)), Embeds, "dependents"));
        Assert.Empty(Items(Frozen(Judged(Weights, "review", "aa"), Arrow(Folder, "holds", Weights), Uses(Loans, "models/embeds", Plane.Declared)), Folder, "suspicions"));
    }

    [Fact]
    public void Models_that_rest_on_each_other_end()
    {
        var graph = Frozen(Recall(Embeds), Arrow(Folder, "tuned-from", Embeds), Arrow(Embeds, "tuned-from", Folder));
        Assert.Single(Items(graph, Embeds, "dependents"));
    }

    private static Claim Arrow(AssetId from, string verb, AssetId to) => new Relation(from, verb, to).ToClaim(Plane.Declared, new Origin("test", "a.yaml", 7), default);

    private static Claim Recall(AssetId id) => Say(id, "recalled", Plane.Approved, Value.Map(("reason", Value.Of("weights were replaced")), ("by", Value.List(["security"])), ("from", Value.Of(DateTimeOffset.MinValue))));

    private static Claim Uses(AssetId id, string model, Plane plane) => Say(id, "models", plane, Model(model));

    private static Claim Judged(AssetId id, string verdict, string hash) => Say(id, "artifact", Plane.Declared, Value.Map(
        ("file", Value.Of(id.Key[5..])), ("verdict", Value.Of(verdict)), ("sha256", Value.Of(hash)), ("signs", Value.EmptyList)));

    private static AssetGraph Frozen(params Claim[] claims) => AssetGraph.From(
        claims, Vocabulary.Of([new Property(AssetKind.Model, "artifact", CelType.Object("a", ("file", CelType.String), ("verdict", CelType.String), ("sha256", CelType.String)), false, "what a file was judged to be")]));

    private static List<MapValue> Items(AssetGraph graph, AssetId id, string word) => [.. (graph.Find(id)?.Says(Plane.Declared, word).AsList?.Items ?? []).Select(i => i.AsMap!)];
}
