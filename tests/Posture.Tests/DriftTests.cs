using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Drifts;
using Plumbline.Posture.Evidence;
using Xunit;
using static Plumbline.Posture.Tests.Estate;

namespace Plumbline.Posture.Tests;

/// <summary>Two environments of one system are held against each other where both show a property; what nobody saw is never alike.</summary>
public sealed class DriftTests
{
    private static readonly AssetId System = new(AssetKind.AiSystem, "loans");
    private static readonly AssetId Dev = Workload("loans@development/444455556666");
    private static readonly DriftQuestion Question = new(null, "development", "production");

    [Fact]
    public void The_stronger_plane_decides()
    {
        Claim[] deployed = [.. Pair(), Deployed(Dev, "m-1"), Deployed(Loans, "m-2"), Looked(Plane.Deployed, "workload.models")];
        Assert.Equal(Plane.Deployed, Assert.Single(Between(deployed), d => d.Property == "model").To.Plane);
        Assert.DoesNotContain(Between([.. deployed, Sent(Dev, "a", 1, 9), Sent(Loans, "a", 1, 9)]), d => d.Property == "model");
    }

    [Fact]
    public void One_side_that_nobody_looked_at_is_not_known()
    {
        var found = Assert.Single(Between([.. Bound(), Deployed(Dev, "m-1"), Looked(Plane.Deployed, "workload.models", new Reach(Dev))]));
        Assert.Equal(DriftState.Unknown, found.State);
    }

    [Fact]
    public void A_list_that_was_not_seen_whole_is_not_known_to_be_alike_and_is_known_to_differ_where_the_other_was()
    {
        Claim[] half = [.. Bound(), Deployed(Dev, "m-1"), Deployed(Loans, "m-1"), Looked(Plane.Deployed, "workload.models", new Reach(Dev))];
        Assert.Equal(DriftState.Unknown, Assert.Single(Between(half)).State);
        Assert.Equal(DriftState.Drift, Assert.Single(Between([.. half, Deployed(Loans, "m-2")])).State);
    }

    [Fact]
    public void What_was_replaced_no_longer_counts_and_its_end_is_where_they_parted()
    {
        var found = Assert.Single(Between([.. Pair(), Sent(Dev, "a", 1, 4), Sent(Dev, "b", 5, 9), Sent(Loans, "a", 1, 9)]), d => d.Property == "prompt");
        Assert.Equal(["b"], found.From.Only.Select(s => s.Key));
        Assert.Equal(Day(5), found.Parted);
        Assert.DoesNotContain(Between([.. Pair(), Sent(Dev, "a", 1, 4), Sent(Dev, "b", 5, 9), Sent(Loans, "a", 1, 6), Sent(Loans, "b", 7, 9)]), d => d.Property == "prompt");
    }

    [Theory]
    [InlineData("prompts", "letters", "2", "jane", 4, 20, "promoted")]
    [InlineData("prompts", "letters", "", "jane", 4, 20, "promoted")]
    [InlineData("systems", "loans", "", "jane", 4, 20, "promoted")]
    [InlineData("prompts", "letters", "1", "jane", 4, 20, "drift")]
    [InlineData("prompts", "other", "2", "jane", 4, 20, "drift")]
    [InlineData("models", "letters", "2", "jane", 4, 20, "drift")]
    [InlineData("prompts", "letters", "2", "", 4, 20, "drift")]
    [InlineData("prompts", "letters", "2", "jane", 4, 9, "drift")]
    [InlineData("prompts", "letters", "2", "jane", 15, 20, "drift")]
    public void A_promotion_accounts_for_what_it_names_while_it_holds(string section, string name, string version, string by, int from, int until, string state)
    {
        Claim[] claims = [.. Pair(), Approved("a", "1"), Approved("b", "2"), Sent(Dev, "a", 1, 4), Sent(Dev, "b", 5, 9), Sent(Loans, "a", 1, 9)];
        var promotion = new Promotion(section, name, version, "", "dev", "production", by.Length == 0 ? [] : [by], Day(from), Day(until));
        var found = Assert.Single(Between(claims, promotion), d => d.Property == "prompt");
        Assert.Equal(state, found.State.Name());
    }

    [Fact]
    public void A_promotion_hides_no_third_version()
    {
        Claim[] claims = [.. Pair(), Approved("a", "1"), Approved("b", "2"), Sent(Dev, "b", 1, 9), Sent(Loans, "x", 1, 9)];
        var promotion = new Promotion("prompts", "letters", "2", "", "development", "production", ["jane"], Day(4), Day(20));
        Assert.Equal(DriftState.Drift, Assert.Single(Between(claims, promotion), d => d.Property == "prompt").State);
    }

    [Fact]
    public void Rights_that_a_registry_approves_for_each_side_are_no_drift()
    {
        Claim[] claims = [.. Pair(), Say(Dev, "actions", Plane.Deployed, Value.Of("s3:GetObject")), Say(Loans, "actions", Plane.Deployed, Value.Of("s3:PutObject")), Looked(Plane.Deployed, "workload.actions")];
        Assert.Contains(Between(claims), d => d.Property == "role");
        Claim[] approved = [Say(Dev, "actions", Plane.Approved, Value.Of("s3:*")), Say(Loans, "actions", Plane.Approved, Value.Of("s3:PutObject")), Looked(Plane.Approved, "workload.actions")];
        Assert.DoesNotContain(Between([.. claims, .. approved]), d => d.Property == "role");
    }

    [Theory]
    [InlineData(Plane.Declared, "eu-west-1", "us-east-1", 1)]
    [InlineData(Plane.Declared, "us-east-1", "us-east-1", 0)]
    public void A_region_that_the_code_does_not_declare_is_drift_whatever_a_registry_says_too(Plane plane, string written, string running, int drifts)
    {
        Claim[] claims = [.. Bound(), Say(Loans, "region", Plane.Approved, Value.Of("eu-west-1")), Say(Loans, "region", plane, Value.Of(written)), Say(Loans, "region", Plane.Deployed, Value.Of(running))];
        Assert.Equal(drifts, DriftBook.Of(Frozen(claims), [], Day(10), Question).Count(d => d is { Property: "region", Kind: DriftKind.DeclaredDeployed }));
    }

    [Theory]
    [InlineData("eu-west-1", "eu-west-1", "", null)]
    [InlineData("eu-west-1", "us-east-1", "", "drift")]
    [InlineData("eu-west-1", "us-east-1", "systems", "promoted")]
    [InlineData("eu-west-1", "us-east-1", "prompts", "drift")]
    public void Regions_of_two_environments_differ_unless_the_system_was_promoted(string dev, string prod, string section, string? state)
    {
        Claim[] claims = [.. Bound(), Say(Dev, "region", Plane.Deployed, Value.Of(dev)), Say(Loans, "region", Plane.Deployed, Value.Of(prod))];
        var promotion = new Promotion(section, "loans", "", "", "development", "production", ["jane"], Day(4), Day(20));
        Assert.Equal(state, Between(claims, promotion).SingleOrDefault(d => d.Property == "region")?.State.Name());
    }

    [Fact]
    public void Where_an_asset_is_said_to_be_shows_no_look_at_a_plane() =>
        Assert.Equal(0, Frozen([.. Bound(), Say(Dev, "region", Plane.Deployed, Value.Of("eu-west-1"))]).Find(Dev)!.Planes & (1 << (int)Plane.Deployed));

    [Theory]
    [InlineData("roleChanges", 5, "AttachRolePolicy")]
    [InlineData("releases", 6, "UpdateFunctionConfiguration")]
    public void Rights_that_differ_were_changed_by_whoever_changed_the_role_else_by_whoever_released(string word, int day, string api)
    {
        Claim[] claims = [.. Rights(), Changed(Loans, "releases", "UpdateFunctionConfiguration", "jane", 6), Changed(Loans, word, "AttachRolePolicy", "jane", 5)];
        Assert.Equal((day, "jane", api), Who(claims, "role"));
    }

    [Fact]
    public void A_change_of_a_policy_is_a_change_of_every_role_that_holds_it_and_makes_the_policy_no_asset()
    {
        var policy = new AssetId(AssetKind.Identity, "arn:aws:iam::111122223333:policy/loans");
        Claim[] claims = [.. Rights(), Say(Loans, "policies", Plane.Deployed, Value.Of(policy.Key)), Changed(policy, "changes", "CreatePolicyVersion", "jane", 7)];
        Assert.Equal((7, "jane", "CreatePolicyVersion"), Who(claims, "role"));
        Assert.Null(Frozen(claims).Find(policy));
    }

    [Theory]
    [InlineData("arn:aws:iam::111122223333:role/answers", "roleChanges", "PutRolePolicy")]
    [InlineData("arn:aws:bedrock:eu-west-1:111122223333:agent/A1", "roleChanges", "UpdateAgent")]
    [InlineData("arn:aws:bedrock:eu-west-1:111122223333:agent/A1", "releases", "UpdateAgent")]
    [InlineData("arn:aws:bedrock:eu-west-1:111122223333:agent/B2", "releases", null)]
    [InlineData("arn:aws:bedrock:eu-west-1:111122223333:agent/B2", "roleChanges", null)]
    public void Rights_of_an_agent_were_changed_by_whoever_changed_its_own_role_or_released_it_not_another_agent(string subject, string word, string? api)
    {
        var role = new AssetId(AssetKind.Workload, "arn:aws:iam::111122223333:role/answers");
        AssetId[] agents = [.. ((string[])["A1", "B2"]).Select(a => new AssetId(AssetKind.Agent, $"arn:aws:bedrock:eu-west-1:111122223333:agent/{a}"))];
        Claim[] claims =
        [
            .. agents.SelectMany(a => (Claim[])
            [
                new Binding(new AssetId(AssetKind.Workload, a.Key), role.Key, "runs-as").ToClaim(Plane.Deployed, new Origin("case"), default),
                new Relation(a, "runs-as", role).ToClaim(Plane.Deployed, new Origin("case"), default), Say(a, "actions", Plane.Deployed, Value.Of("s3:PutObject")) with { Time = default },
            ]),
            Say(agents[0], "actions", Plane.Approved, Value.Of("s3:GetObject")) with { Time = default },
            Changed(new AssetId(AssetKind.Workload, subject), word, api ?? "UpdateAgent", "jane", 7),
        ];
        var (history, graph) = (new DriftHistory(), Frozen(claims));
        history.Add(Day(8), DriftBook.Of(graph, [], Day(8), Question), graph);
        var drift = DriftBook.Of(graph, [], Day(8), Question).Single(d => d.Property == "role" && d.Asset.Id == agents[0]);
        Assert.Equal(api, history.Date(drift, graph, Day(8)).Who?.Api);
    }

    private static (int, string, string)? Who(Claim[] claims, string property)
    {
        var (history, graph) = (new DriftHistory(), Frozen(claims));
        history.Add(Day(8), DriftBook.Of(graph, [], Day(8), Question), graph);
        return DriftBook.Of(graph, [], Day(8), Question).Where(d => d.Kind == DriftKind.Environments && d.Property == property)
            .Select(d => history.Date(d, graph, Day(8)).Who).Single() is { } who ? (who.Time.Day, who.Actor, who.Api) : null;
    }

    private static Claim[] Rights() =>
    [
        .. Pair(), Say(Dev, "actions", Plane.Deployed, Value.Of("s3:GetObject")) with { Time = default },
        Say(Loans, "actions", Plane.Deployed, Value.Of("s3:PutObject")) with { Time = default }, Looked(Plane.Deployed, "workload.actions"),
    ];

    private static Claim Changed(AssetId id, string word, string api, string actor, int day) =>
        Say(id, word, Plane.Observed, Value.Map(("api", Value.Of(api)), ("actor", Value.Of(actor)), ("time", Value.Of(Day(day)))));

    [Fact]
    public void Production_knows_what_development_shows_otherwise_so_that_rules_may_ask()
    {
        var row = Frozen([.. Pair(), Sent(Dev, "a", 1, 9), Sent(Loans, "b", 1, 9)]).Find(Loans)!;
        var parity = row.Says(Plane.Deployed, "parity").AsList!.Items.Select(i => i.AsMap!).Single(m => m["property"].AsString == "prompt");
        Assert.Equal("false", parity["same"].AsString);
        Assert.Equal(["a"], parity["theirs"].AsList!.Items.Select(i => i.AsString));
        Assert.Equal(["b"], parity["ours"].AsList!.Items.Select(i => i.AsString));
        Assert.Empty(Frozen([.. Bound()]).Find(Loans)!.Says(Plane.Deployed, "parity").AsList!.Items);
    }

    [Fact]
    public void Being_compared_is_no_look_at_the_plane_that_only_says_where_a_workload_is()
    {
        Claim[] claims = [.. Pair(), Sent(Dev, "a", 1, 9), Sent(Loans, "b", 1, 9), Say(Loans, "region", Plane.Declared, Value.Of("eu-west-1"))];
        var row = Frozen(claims).Find(Loans)!;
        Assert.NotEmpty(row.Says(Plane.Deployed, "parity").AsList!.Items);
        Assert.NotEmpty(row.Says(Plane.Declared, "places").AsList!.Items);
        Assert.Equal(0, row.Planes & (1 << (int)Plane.Declared));
    }

    [Fact]
    public void A_drift_began_with_the_earlier_of_claim_and_scan()
    {
        var history = new DriftHistory();
        Claim[] before = [.. Pair(), Sent(Dev, "a", 1, 4), Sent(Loans, "a", 1, 4)];
        Claim[] after = [.. Pair(), Sent(Dev, "a", 1, 4), Sent(Dev, "b", 5, 9), Sent(Loans, "a", 1, 9)];
        foreach (var (claims, day) in new[] { (before, 4), (after, 9) }) history.Add(Day(day), DriftBook.Of(Frozen(claims), [], Day(day), Question), Frozen(claims));
        var dated = DriftBook.Of(Frozen(after), [], Day(10), Question).Select(d => history.Date(d, Frozen(after), Day(10))).Single(d => d.Drift.Property == "prompt");
        Assert.Equal((Day(5), Day(4)), (dated.Since!.Moment, dated.Since.After));
        Assert.Equal(TimeSpan.FromDays(5), dated.Lasts);
        Assert.Equal([0, 1], history.Trend.Select(t => t.Of("prompt")));
    }

    [Theory]
    [InlineData("deployed model", "", 0)]
    [InlineData("deployed model", "deployed", 1)]
    [InlineData("prompt", "", 0)]
    [InlineData("prompt", "observed", 1)]
    public void A_difference_is_over_where_both_sides_are_looked_at_and_not_where_nobody_looks_any_more(string what, string looked, int closed)
    {
        Claim[] declared = [Say(Loans, "models", Plane.Declared, Model("m-1")), Looked(Plane.Declared, "workload.models")];
        var (before, alike) = what == "prompt"
            ? ((Claim[])[.. Pair(), Sent(Dev, "a", 1, 3), Sent(Loans, "b", 1, 3)], (Claim[])[Sent(Dev, "b", 1, 3), Sent(Loans, "b", 1, 3)])
            : ([.. Bound(), .. declared, Deployed(Loans, "m-2"), Looked(Plane.Deployed, "workload.models")], [.. declared, Deployed(Loans, "m-1")]);
        Claim[] after = looked switch
        {
            "" => what == "prompt" ? Bound() : [.. Bound(), .. declared],
            "observed" => [.. Pair(), .. alike],
            _ => [.. Bound(), .. alike, Looked(Plane.Deployed, "workload.models")],
        };
        var history = new DriftHistory();
        foreach (var (claims, day) in new[] { (before, 4), (after, 9) }) history.Add(Day(day), DriftBook.Of(Frozen(claims), [], Day(day), Question), Frozen(claims));
        Assert.Equal(closed, history.Closed.Count(c => c.Drift.Property == what.Split(' ')[^1]));
    }

    [Fact]
    public void A_model_learns_whether_the_bucket_of_its_data_is_open()
    {
        var model = new AssetId(AssetKind.FineTune, "arn:aws:sagemaker:eu-west-1:111122223333:model-package/scoring/3");
        var bucket = new AssetId(AssetKind.Bucket, "arn:aws:s3:::train");
        var data = Say(model, "trainingData", Plane.Deployed, Value.Map(("dataset", Value.Of("s3://train/x")), ("location", Value.Of("s3://train/x")), ("role", Value.Of("training"))));
        Assert.Equal(("true", "who can reach bucket train was not answered"), Open(data, Say(bucket, "publicAccess", Plane.Deployed, Value.True)));
        Assert.Equal(("false", "false"), Open(data, Say(bucket, "publicAccess", Plane.Deployed, Value.False), Say(bucket, "publicWrite", Plane.Deployed, Value.True)));
        Assert.Equal("who can reach bucket train was not answered", Open(data).Open);

        (string? Open, string? Writable) Open(params Claim[] claims)
        {
            var told = Assert.Single(Frozen(claims).Find(model)!.Says(Plane.Deployed, "openData").AsList!.Items).AsMap!;
            return (told["open"].AsString, told["writable"].AsString);
        }
    }

    private static IEnumerable<Drift> Between(Claim[] claims, params Promotion[] promotions) =>
        DriftBook.Of(Frozen(claims), [.. promotions], Day(10), Question).Where(d => d.Kind == DriftKind.Environments);

    private static DateTimeOffset Day(int day) => new(2026, 11, day, 0, 0, 0, TimeSpan.Zero);

    private static Claim[] Bound() =>
    [
        Owns(Dev), Owns(Loans), Estate.Bound(Dev, "dev-role"), Estate.Bound(Loans, "prod-role"), Say(Dev, "name", Plane.Approved, Value.Of("loans")), Say(Loans, "name", Plane.Approved, Value.Of("loans")),
        Say(Dev, "environment", Plane.Approved, Value.Of("development")), Say(Loans, "environment", Plane.Approved, Value.Of("production")),
    ];

    private static Claim[] Pair() => [.. Bound(), Looked(Plane.Observed, "workload.invocations")];

    private static Claim Owns(AssetId workload) => new Relation(System, "owns", workload).ToClaim(Plane.Approved, new Origin("registry", "r.yaml", 1), default);

    private static Claim Deployed(AssetId id, string model) => Say(id, "models", Plane.Deployed, Model(model));

    private static Claim Approved(string hash, string version) => Say(Loans, "prompts", Plane.Approved, Value.Map(
        ("hash", Value.Of(hash)), ("name", Value.Of("letters")), ("version", Value.Of(version)), ("from", Value.Of(Day(1))), ("current", Value.True)));

    private static Claim Sent(AssetId id, string prompt, int first, int last) => Say(id, "invocations", Plane.Observed, Value.Map(
        ("base", Value.Of("m-1")), ("prompt", Value.Of(prompt)), ("guardrail", Value.Of("")), ("guardrailVersion", Value.Of("")), ("region", Value.Of("eu-west-1")),
        ("first", Value.Of(Day(first))), ("last", Value.Of(Day(last)))));
}
