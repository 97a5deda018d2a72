using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Rules;
using Xunit;
using static Plumbline.Posture.Tests.Estate;

namespace Plumbline.Posture.Tests;

/// <summary>Findings keep their id, prove themselves and explain their weight.</summary>
public sealed class FindingTests
{
    private static readonly Condition OnlyApproved = Rule("observed.calls.all(c, approved.models.exists(m, m.base == c.base))");

    [Fact]
    public void A_finding_keeps_its_id_while_its_evidence_changes()
    {
        var one = Only(Estate("x-1"));
        var other = Only(Estate("y-1"));

        Assert.Equal(one.Id, other.Id);
        Assert.Equal(16, one.Id.Length);
    }

    [Fact]
    public void A_finding_names_the_claims_that_decide_and_both_planes()
    {
        var finding = Only([.. Estate("x-1"), Say(Loans, "calls", Plane.Observed, Call("m-20240101"), line: 7)]);

        Assert.Contains(finding.Evidence, p => p.Plane == Plane.Observed && p.Value.AsMap!["base"].AsString == "x-1");
        Assert.DoesNotContain(finding.Evidence, p => p.Plane == Plane.Observed && p.Value.AsMap!["base"].AsString == "m-20240101");
        Assert.Contains(finding.Evidence, p => p.Plane == Plane.Approved);
    }

    [Theory]
    [InlineData("path:svc/tools/main.py", "svc/tools is out of line")]
    [InlineData("loans", "loans is out of line")]
    public void What_nobody_names_goes_by_its_path_in_a_sentence(string key, string expected)
    {
        var id = new AssetId(AssetKind.Workload, key);
        var finding = Assert.Single(Assess([Looked(Plane.Approved, "workload.models"), Looked(Plane.Observed, "workload.calls"), Say(id, "calls", Plane.Observed, Call("x-1"))]).Findings, f => f.Verdict == Verdict.Fail);
        Assert.Equal(expected, finding.Message);
    }

    [Fact]
    public void A_thousand_calls_are_one_finding() =>
        Assert.Single(Assess([.. Estate("x-1"), .. Enumerable.Range(2, 1000).Select(i => Say(Loans, "calls", Plane.Observed, Call($"x-{i}"), line: i))]).Findings, f => f.Verdict == Verdict.Fail);

    [Fact]
    public void The_same_weakness_weighs_less_in_development_without_personal_data()
    {
        var production = Only([.. Estate("x-1"), Fact("environment", "production"), Say(Loans, "data", Plane.Approved, Value.List(["customer-pii"]))]);
        var development = Only([.. Estate("x-1"), Fact("environment", "development")]);

        Assert.True(production.Weight.Severity > development.Weight.Severity);
        Assert.Contains(("development", -2), development.Weight.Terms);
        Assert.Contains(("customer-pii", 1), production.Weight.Terms);
        Assert.Equal(production.Weight.Score, ((int)Severity.High * Weight.Step) + production.Weight.Terms.Sum(t => t.Points));
    }

    [Fact]
    public void A_permission_weighs_more_where_an_agent_holds_it()
    {
        var rule = Rule("approved.models.size() == 0").Rule with { Severity = Severity.Medium, Disciplines = ["identity"] };
        var application = Frozen([.. Estate("x-1"), Fact("autonomy", "application")]).Find(Loans)!;
        var agent = Frozen([.. Estate("x-1"), Fact("autonomy", "agent")]).Find(Loans)!;

        Assert.True(Weight.Of(rule, agent, [agent]).Severity > Weight.Of(rule, application, [application]).Severity);
    }

    [Fact]
    public void A_notice_stays_a_notice_whatever_the_context()
    {
        var rule = Rule("approved.models.size() == 0").Rule with { Severity = Severity.Low };
        var row = Frozen([.. Estate("x-1"), Fact("environment", "production"), Fact("criticality", "high"), Fact("autonomy", "agent"), Say(Loans, "regulated", Plane.Approved, Value.True)]).Find(Loans)!;

        Assert.Equal(Severity.Low, Weight.Of(rule, row, [row]).Severity);
    }

    [Fact]
    public void A_cell_is_the_worst_of_its_rules()
    {
        var pass = Rule("approved.models.size() > 0", id: "another-rule");
        var graph = Frozen(Estate("x-1"));

        var assessment = Assessment.Of(graph, new Rulebook([OnlyApproved, pass], []), Now, 1, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(Verdict.Fail, Assert.Single(assessment.Matrix).Verdict);
    }

    private static Evidence.Claim[] Estate(string called) =>
    [
        Bound(Loans, "role"), Looked(Plane.Observed, "workload.calls"), Looked(Plane.Approved, "workload.models"),
        Say(Loans, "models", Plane.Approved, Model("m-20240101")), Say(Loans, "calls", Plane.Observed, Call(called)),
    ];

    private static Evidence.Claim Fact(string name, string value) => Say(Loans, name, Plane.Approved, Value.Of(value));

    private static Assessment Assess(Evidence.Claim[] claims) => Assessment.Of(Frozen(claims), new Rulebook([OnlyApproved], []), Now, 1);

    private static Finding Only(Evidence.Claim[] claims) => Assert.Single(Assess(claims).Findings, f => f.Verdict == Verdict.Fail);
}
