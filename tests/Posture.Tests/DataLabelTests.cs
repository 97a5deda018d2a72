using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;
using Xunit;

namespace Plumbline.Posture.Tests;

public sealed class DataLabelTests
{
    private static readonly AssetId Records = new(AssetKind.Dataset, "s3://lake/records");
    private static readonly AssetId Made = new(AssetKind.Dataset, "made/up.jsonl");
    private static readonly AssetId Tuned = new(AssetKind.FineTune, "tuned");
    private static readonly AssetId Lake = new(AssetKind.Bucket, "arn:aws:s3:::lake");
    private static readonly AssetId Pages = new(AssetKind.Corpus, "arn:aws:s3:::lake/records");
    private static readonly AssetId Base = new(AssetKind.Pipeline, "kb");
    private static readonly AssetId Store = new(AssetKind.VectorStore, "vectors");
    private static readonly AssetId Agent = new(AssetKind.Agent, "triage");
    private static readonly AssetId Away = new(AssetKind.LogSink, "elsewhere");

    [Fact]
    public void A_class_found_in_records_is_inherited_by_everything_they_flow_into()
    {
        var graph = GraphOf(
            Found(Records, "phi"), Arrow(Made, "derived-from", Records), Arrow(Tuned, "trained-on", Made), Arrow(Base, "reads", Pages), Arrow(Base, "stores-in", Store),
            Arrow(Agent, "queries", Base), Arrow(Agent, "sends-to", Away), Named(Lake), Named(Pages));
        foreach (var id in (AssetId[])[Made, Tuned, Lake, Pages, Base, Store, Agent, Away])
        {
            var label = Assert.Single(graph.Find(id)!.Says(Plane.Declared, "classes").AsList!.Items).AsMap!;
            Assert.Equal(("phi", "inherited", "s3://lake/records"), (label["class"].AsString, label["how"].AsString, label["from"].AsString));
        }

        Assert.Equal("bucket arn:aws:s3:::lake, corpus arn:aws:s3:::lake/records, pipeline kb", graph.Find(Agent)!.Says(Plane.Declared, "classes").AsList!.Items[0].AsMap!["via"].AsString);
    }

    [Fact]
    public void Data_does_not_flow_against_its_arrows()
    {
        var graph = GraphOf(Found(Store, "pii"), Arrow(Base, "stores-in", Store), Arrow(Tuned, "trained-on", Made), Found(Tuned, "pci"), Named(Base), Named(Made));
        Assert.Empty(graph.Find(Base)!.Says(Plane.Declared, "classes").AsList!.Items);
        Assert.Empty(graph.Find(Made)!.Says(Plane.Declared, "classes").AsList!.Items);
    }

    [Fact]
    public void A_class_that_a_registry_states_is_inherited_on_the_plane_that_states_it()
    {
        var graph = GraphOf(
            new Claim(Records, "data", Plane.Approved, Value.List(["customer-pii"]), new Origin("registry", "r.yaml", 3), default), Arrow(Tuned, "trained-on", Records));
        var label = Assert.Single(graph.Find(Tuned)!.Says(Plane.Approved, "classes").AsList!.Items).AsMap!;
        Assert.Equal(("customer-pii", "inherited"), (label["class"].AsString, label["how"].AsString));
    }

    [Fact]
    public void A_circle_of_arrows_ends()
    {
        var graph = GraphOf(Found(Made, "pii"), Arrow(Made, "derived-from", Records), Arrow(Records, "derived-from", Made));
        Assert.Single(graph.Find(Records)!.Says(Plane.Declared, "classes").AsList!.Items);
        Assert.Single(graph.Find(Made)!.Says(Plane.Declared, "classes").AsList!.Items);
    }

    [Fact]
    public void An_arrow_says_where_it_can_be_read()
    {
        var graph = GraphOf(Found(Records, "pii"), Arrow(Tuned, "trained-on", Records));
        Assert.Equal("a.yaml:7", graph.OriginOf(new Relation(Tuned, "trained-on", Records))!.ToString());
    }

    private static AssetGraph GraphOf(params Claim[] claims) => AssetGraph.From(claims, Vocabulary.Of([]));

    private static Claim Named(AssetId id) => new(id, "name", Plane.Declared, Value.Of(id.Key), new Origin("test", "a.yaml", 1), default);

    private static Claim Arrow(AssetId from, string verb, AssetId to) => new Relation(from, verb, to).ToClaim(Plane.Declared, new Origin("test", "a.yaml", 7), default);

    private static Claim Found(AssetId id, string name) => new(
        id, "classes", Plane.Declared, Value.Map(("class", Value.Of(name)), ("names", Value.List([name])), ("how", Value.Of("found")), ("records", Value.Of(3L)), ("from", Value.Of("")), ("via", Value.Of(""))),
        new Origin("test", "data.csv"), default);
}
