using FsCheck;
using FsCheck.Fluent;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;
using Xunit;
using static Plumbline.Posture.Tests.Estate;

namespace Plumbline.Posture.Tests;

/// <summary>Claims become one graph, whatever their order.</summary>
public sealed class GraphTests
{
    private const string Role = "arn:aws:iam::111122223333:role/loans";
    private static readonly string[] Aliases = [Role, "arn:aws:lambda:eu-west-1:111122223333:function:loans", "arn:aws:iam::111122223333:role/other", "path:apps/loans"];

    [Fact]
    public void Claims_in_any_order_give_the_same_graph() =>
        Prop.ForAll(Claims().ToArbitrary(), claims =>
        {
            var straight = Text(AssetGraph.From(claims, Words));
            var shuffled = Text(AssetGraph.From([.. claims.OrderBy(c => (c.GetHashCode(), c.Origin.Line))], Words));
            var reversed = Text(AssetGraph.From([.. claims.Reverse()], Words));
            return straight == shuffled && straight == reversed;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void The_same_claims_twice_give_the_same_graph() =>
        Prop.ForAll(Claims().ToArbitrary(), claims =>
            Text(AssetGraph.From(claims, Words), counts: false) == Text(AssetGraph.From([.. claims, .. claims], Words), counts: false))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void What_a_role_does_is_what_the_workload_bound_to_it_does()
    {
        var graph = Frozen(Bound(Loans, Role), Say(Workload(Role), "calls", Plane.Observed, Call("m-20240101")));

        Assert.Single(graph.Find(Loans)!.Says(Plane.Observed, "calls").AsList!.Items);
        Assert.Equal(Loans, graph.Find(Workload(Role))!.Id);
    }

    [Fact]
    public void Bindings_join_through_one_another()
    {
        var function = Workload("arn:aws:lambda:eu-west-1:111122223333:function:loans");
        var graph = Frozen(Bound(Loans, function.Key), Bound(function, Role, Plane.Deployed), Say(Workload(Role), "calls", Plane.Observed, Call("m")));

        Assert.Equal(Loans, graph.Find(Workload(Role))!.Id);
    }

    [Fact]
    public void A_role_that_two_workloads_claim_joins_neither_and_is_said_of_both()
    {
        var other = Workload("triage@production/111122223333");
        var graph = Frozen(Bound(Loans, Role), Bound(other, Role), Say(Workload(Role), "calls", Plane.Observed, Call("m")));

        Assert.Equal(Role, graph.Find(Workload(Role))!.Id.Key);
        Assert.Empty(graph.Find(Loans)!.Says(Plane.Observed, "calls").AsList!.Items);
        Assert.Single(graph.Find(Loans)!.Says(Plane.Approved, "contradictions").AsList!.Items);
        Assert.Single(graph.Find(other)!.Says(Plane.Approved, "contradictions").AsList!.Items);
    }

    [Fact]
    public void Code_below_a_registered_path_is_every_workload_built_from_it()
    {
        var test = Workload("loans@development/444455556666");
        var graph = Frozen(
            Bound(Loans, "path:apps/loans", how: "built-from"), Bound(test, "path:apps/loans", how: "built-from"),
            Say(Workload("path:apps/loans/src/app.py"), "models", Plane.Declared, Model("m")));

        Assert.Single(graph.Find(Loans)!.Says(Plane.Declared, "models").AsList!.Items);
        Assert.Single(graph.Find(test)!.Says(Plane.Declared, "models").AsList!.Items);
    }

    [Fact]
    public void Code_that_no_registry_knows_is_one_shadow_workload_an_app()
    {
        var graph = Frozen(
            Say(Workload("path:bots/hack/src/a.py"), "models", Plane.Declared, Model("m")),
            Say(Workload("path:bots/hack/b.py"), "models", Plane.Declared, Model("n"), line: 2),
            Looked(Plane.Approved, "workload.registered"));

        var row = Assert.Single(graph.Rows);
        Assert.Equal("path:bots/hack", row.Id.Key);
        Assert.True(row[row.Layout.Fact("registered")].IsFalse);
    }

    [Fact]
    public void The_newest_claim_wins_and_equal_times_break_on_text()
    {
        var older = Say(Loans, "guardrail", Plane.Deployed, Value.Map(("id", Value.Of("old"))), day: 1);
        var newer = Say(Loans, "guardrail", Plane.Deployed, Value.Map(("id", Value.Of("new"))), day: 2);

        Assert.Equal("new", Frozen(Bound(Loans, Role), newer, older).Find(Loans)!.Says(Plane.Deployed, "guardrail").AsMap!["id"].AsString);
    }

    [Fact]
    public void An_application_profile_is_the_model_behind_it_and_unknown_where_nothing_resolves_it()
    {
        const string Profile = "arn:aws:bedrock:eu-west-1:111122223333:application-inference-profile/abc";
        var call = Say(Loans, "calls", Plane.Observed, Call(Profile));
        var binding = new Binding(new AssetId(AssetKind.Model, "anthropic.claude-3-haiku-20240307-v1:0"), Profile, "resolves-to")
            .ToClaim(Plane.Deployed, new Origin("aws-snapshot"), default);

        Assert.Equal("anthropic.claude-3-haiku-20240307-v1:0", Base(Frozen(Bound(Loans, Role), call, binding)).AsString);
        Assert.True(Base(Frozen(Bound(Loans, Role), call)).IsUnknown);

        static Value Base(AssetGraph graph) => graph.Find(Loans)!.Says(Plane.Observed, "calls").AsList!.Items[0].AsMap!["base"];
    }

    [Theory]
    [InlineData(1, 1, null)]                            // before the route was last changed: not known
    [InlineData(5, 6, "anthropic.claude-3-haiku-20240307-v1:0")]
    [InlineData(3, 6, null)]                            // before and after
    public void A_call_over_a_route_is_judged_by_where_the_route_led_then(int first, int last, string? model)
    {
        var now = Leads("anthropic.claude-3-haiku-20240307-v1:0", 5, Binding.ResolvesTo);

        var found = BaseOf(Frozen(Bound(Loans, Role), now, Over(first, last)));

        Assert.Equal(model, found.AsString);
        Assert.Equal(model is null, found.IsUnknown);
    }

    [Fact]
    public void An_earlier_answer_and_the_answering_model_say_where_a_route_led()
    {
        var now = Leads("anthropic.claude-3-haiku-20240307-v1:0", 5, Binding.ResolvesTo);
        var then = Leads("amazon.nova-pro-v1:0", 1, Binding.ResolvedTo);
        var log = Say(Loans, "invocations", Plane.Observed, Value.Map(
            ("base", Value.Of(Route)), ("resolved", Value.Of("nova-lite")), ("first", Day(2)), ("last", Day(2)), ("requests", Value.List(["r-1"]))), day: 2);
        var known = Say(Loans, "models", Plane.Approved, Model("amazon.nova-lite-v1:0"));

        Assert.Equal("amazon.nova-pro-v1:0", BaseOf(Frozen(Bound(Loans, Role), now, then, Over(2, 4))).AsString);
        Assert.True(BaseOf(Frozen(Bound(Loans, Role), now, then, Over(2, 5))).IsUnknown);
        Assert.Equal("amazon.nova-lite-v1:0", BaseOf(Frozen(Bound(Loans, Role), now, log, known, Over(2, 2, "r-1"))).AsString);
    }

    [Fact]
    public void Days_of_one_model_are_one_statement()
    {
        var now = Leads("amazon.nova-pro-v1:0", 1, Binding.ResolvesTo);

        var calls = Frozen(Bound(Loans, Role), now, Over(2, 2, "r-2"), Over(3, 3, "r-3")).Find(Loans)!.Says(Plane.Observed, "calls").AsList!;

        var map = Assert.Single(calls.Items).AsMap!;
        Assert.Equal((2L, 2), (map["count"].AsInt, map["requests"].AsList!.Items.Length));
        Assert.Equal((Day(2), Day(3)), (map["first"], map["last"]));
    }

    private const string Route = "arn:aws:bedrock:eu-west-1:111122223333:application-inference-profile/abc";

    private static Value Day(int day) => Value.Of(new DateTimeOffset(2026, 10, day, 0, 0, 0, TimeSpan.Zero));

    private static Claim Leads(string model, int day, string how) =>
        new Binding(new AssetId(AssetKind.Model, model), Route, how).ToClaim(Plane.Deployed, new Origin("aws-snapshot", $"{day}.json"), new DateTimeOffset(2026, 10, day, 0, 0, 0, TimeSpan.Zero));

    private static Claim Over(int first, int last, string request = "r-9") => Say(Loans, "calls", Plane.Observed, Value.Map(
        ("base", Value.Of(Route)), ("pinned", Value.False), ("count", Value.Of(1L)), ("first", Day(first)), ("last", Day(last)),
        ("requests", Value.List([request]))), day: last);

    private static Value BaseOf(AssetGraph graph) => Assert.Single(graph.Find(Loans)!.Says(Plane.Observed, "calls").AsList!.Items).AsMap!["base"];

    [Fact]
    public void One_more_claim_gives_what_freezing_anew_gives()
    {
        Claim[] claims = [Bound(Loans, Role), Looked(Plane.Observed, "workload.calls"), Say(Loans, "calls", Plane.Observed, Call("m"))];
        var more = Say(Loans, "calls", Plane.Observed, Call("n"), line: 2, day: 3);

        Assert.Equal(Text(Frozen([.. claims, more]), counts: false), Text(Frozen(claims).With(more), counts: false));
    }

    private static Gen<Claim[]> Claims()
    {
        var ids = Gen.Elements([Loans.Key, "triage@production/111122223333", .. Aliases]).Select(Workload);
        var planes = Gen.Elements(Enum.GetValues<Plane>());
        var said = from id in ids
                   from plane in planes
                   from day in Gen.Choose(1, 3)
                   from line in Gen.Choose(1, 4)
                   from what in Gen.Choose(0, 5)
                   select what switch
                   {
                       0 => Say(id, "calls", plane, Call($"m-{line}"), line: line, day: day),
                       1 => Say(id, "guardrail", plane, Value.Map(("id", Value.Of($"g-{day}")), ("version", Value.Of($"{line}"))), line: line, day: day),
                       2 => Say(id, "account", plane, Value.Of($"{line}11122223333"[..12]), line: line, day: day),
                       3 => Say(id, "environment", plane, Value.Of(day == 1 ? "production" : "development"), line: line, day: day),
                       4 => Looked(plane, line == 1 ? "workload.guardrail" : "workload.calls", day == 1 ? new Reach(id) : Reach.Everything),
                       _ => line == 4 ? Blind(plane, "workload.calls", new Reach(id)) : Say(id, "models", plane, Model($"m-{day}"), line: line),
                   };
        var bound = from id in Gen.Elements(Loans.Key, "triage@production/111122223333").Select(Workload)
                    from alias in Gen.Elements(Aliases)
                    select Bound(id, alias);
        return Gen.ArrayOf(Gen.Frequency((5, said), (1, bound)));
    }

    private static string Text(AssetGraph graph, bool counts = true)
    {
        var rows = graph.Rows.Select(r => $"{r.Id} {r.Planes} " + string.Join('|', r.Slots().Select((s, i) => $"{Show(s)}<{string.Join(',', r.ClaimsOf(i).Select(c => c.Origin))}")));
        return string.Join('\n', rows) + (counts ? string.Join(',', graph.ClaimCounts) : "");
    }

    private static string Show(Value value) => (value.AsList is { IsPartial: true } ? "partial " : "") + value;
}
