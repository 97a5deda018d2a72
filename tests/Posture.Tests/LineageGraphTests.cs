using FsCheck;
using FsCheck.Fluent;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;
using Xunit;
using static Plumbline.Posture.Tests.Estate;

namespace Plumbline.Posture.Tests;

/// <summary>Data below a registered location is that dataset; a model that production uses is in production.</summary>
public sealed class LineageGraphTests
{
    private const string Custom = "arn:aws:bedrock:eu-west-1:111122223333:custom-model/amazon.nova-lite-v1:0/abc";
    private static readonly AssetId Tuned = new(AssetKind.FineTune, Custom);

    [Fact]
    public void The_longest_registered_location_holds_what_lies_below_it()
    {
        var paths = Gen.ListOf(Gen.Elements("a", "ab", "b")).Select(p => string.Join('/', p.Take(4)));
        var places = Gen.ListOf(paths).Select(p => p.Where(x => x.Length > 0).Distinct().Take(5).ToList());
        Prop.ForAll((from p in places from w in paths where w.Length > 0 select (p, w)).ToArbitrary(), found =>
        {
            Claim[] claims = [.. found.p.Select(p => Kept(p, "s3://bucket/" + p + "/"))];
            var asked = "s3://bucket/" + found.w;
            var graph = Frozen([.. claims, Data(asked)]);
            var expected = found.p.Where(p => asked == "s3://bucket/" + p || asked.StartsWith("s3://bucket/" + p + "/", StringComparison.Ordinal)).MaxBy(p => p.Length) ?? asked;
            return Named(graph) == expected;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Theory]
    [InlineData("s3://bucket/loans-old/x")]
    [InlineData("s3://bucket/loan")]
    [InlineData("s3://other/loans/x")]
    [InlineData("gs://bucket/loans/x")]
    [InlineData("s3://bucket")]
    public void A_neighbour_is_not_below(string location) => Assert.Equal(location, Named(Frozen(Kept("loans", "s3://bucket/loans/"), Data(location))));

    [Fact]
    public void A_location_that_two_datasets_claim_is_neither_s() =>
        Assert.Equal("s3://bucket/loans/x", Named(Frozen(Kept("one", "s3://bucket/loans/"), Kept("two", "s3://bucket/loans"), Data("s3://bucket/loans/x"))));

    [Fact]
    public void What_a_registry_documents_of_a_dataset_is_known_of_the_model_trained_below_its_location()
    {
        var record = Say(new AssetId(AssetKind.Dataset, "loans"), "record", Plane.Approved, Value.Map(("dataset", Value.Of("loans")), ("status", Value.Of("approved"))));
        var trained = new Relation(Tuned, "trained-on", new AssetId(AssetKind.Dataset, "s3://bucket/loans/v4/train.jsonl")).ToClaim(Plane.Deployed, new Origin("aws"), default);
        var graph = Frozen(Kept("loans", "s3://bucket/loans/"), record, trained, Data("s3://bucket/loans/v4/train.jsonl"), Looked(Plane.Approved, "dataset.record"));

        var lent = Assert.Single(graph.Find(Tuned)!.Says(Plane.Approved, "datasets").AsList!.Items);
        Assert.Equal("approved", lent.AsMap!["status"].AsString);
    }

    [Fact]
    public void A_model_that_a_production_workload_calls_is_in_production_wherever_it_lives()
    {
        var account = Say(new AssetId(AssetKind.Account, "111122223333"), "environment", Plane.Approved, Value.Of("development"));
        Claim[] claims = [Bound(Loans, "role"), Say(Loans, "environment", Plane.Approved, Value.Of("production")), account, Data("s3://bucket/x"), Say(Tuned, "account", Plane.Deployed, Value.Of("111122223333"))];

        Assert.Equal("development", Frozen(claims).Find(Tuned)!.Fact("environment"));
        var used = Frozen([.. claims, Say(Loans, "calls", Plane.Observed, Call(Custom))]);
        Assert.Equal("production", used.Find(Tuned)!.Fact("environment"));
        Assert.Contains(used.Relations, r => r.From == Loans && r.Verb == "uses" && r.To == Tuned);
    }

    [Fact]
    public void A_tuned_model_that_only_its_callers_know_is_in_the_graph_and_nothing_is_known_of_its_data()
    {
        var row = Frozen(Bound(Loans, "role"), Say(Loans, "calls", Plane.Observed, Call(Custom))).Find(Tuned)!;

        Assert.Equal("111122223333", row.Fact("account"));
        Assert.True(row.Says(Plane.Deployed, "trainingData").AsList!.IsPartial);
    }

    [Fact]
    public void Throughput_and_deployments_lead_to_the_model_behind_them()
    {
        const string Route = "arn:aws:bedrock:eu-west-1:111122223333:custom-model-deployment/dep";
        var claims = new[] { AssetKind.Model, AssetKind.FineTune }.Select(k => new Binding(new AssetId(k, Custom), Route, "resolves-to").ToClaim(Plane.Deployed, new Origin("aws"), default));
        var graph = Frozen([.. claims, Bound(Loans, "role"), Say(Loans, "calls", Plane.Observed, Call(Route))]);

        Assert.Equal(Custom, graph.Find(new AssetId(AssetKind.FineTune, Route))!.Id.Key);
        Assert.Equal(Custom, graph.Find(Loans)!.Says(Plane.Observed, "calls").AsList!.Items[0].AsMap!["base"].AsString);
    }

    [Fact]
    public void An_approval_is_no_use() =>
        Assert.Null(Frozen(Bound(Loans, "role"), Say(Loans, "models", Plane.Approved, Model(Custom))).Find(Tuned));

    private static Claim Kept(string name, string location) =>
        new Binding(new AssetId(AssetKind.Dataset, name), location, "is").ToClaim(Plane.Approved, new Origin("registry", "r.yaml", 1), default);

    private static Claim Data(string location) => Say(Tuned, "trainingData", Plane.Deployed, Value.Map(("dataset", Value.Of(location)), ("location", Value.Of(location))));

    private static string? Named(AssetGraph graph) => graph.Find(Tuned)!.Says(Plane.Deployed, "trainingData").AsList!.Items[0].AsMap!["dataset"].AsString;
}
