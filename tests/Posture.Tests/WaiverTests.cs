using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Rules;
using Xunit;
using static Plumbline.Posture.Tests.Estate;

namespace Plumbline.Posture.Tests;

/// <summary>A waiver carries what it names until its day, and never the next weakness.</summary>
public sealed class WaiverTests
{
    private static readonly Condition OnlyApproved = Rule("observed.calls.all(c, approved.models.exists(m, m.base == c.base))");

    [Fact]
    public void A_waiver_carries_what_it_names()
    {
        var waived = Only(With(Accepts(Digests(Calls("x-1")))));

        Assert.True(waived.IsWaived);
        Assert.Equal(Verdict.Fail, waived.Verdict);
    }

    [Fact]
    public void More_of_the_same_is_not_a_new_weakness()
    {
        Claim[] grown = [.. Calls("x-1", count: 900), Accepts(Digests(Calls("x-1", count: 3)))];

        Assert.True(Only(grown).IsWaived);
    }

    [Fact]
    public void A_new_weakness_of_the_same_rule_reopens_the_finding()
    {
        Claim[] claims = [.. Calls("x-1"), Say(Loans, "calls", Plane.Observed, Call("y-1"), line: 9), Accepts(Digests(Calls("x-1")))];
        var finding = Only(claims);

        Assert.False(finding.IsWaived);
        Assert.Equal(WaiverState.Outgrown, finding.Waiver!.State);
        Assert.Equal("y-1", Assert.Single(finding.Waiver.Beyond).Value.AsMap!["base"].AsString);
    }

    [Fact]
    public void An_approval_that_is_added_elsewhere_reopens_nothing()
    {
        Claim[] claims = [.. With(Accepts(Digests(Calls("x-1")))), Say(Loans, "models", Plane.Approved, Model("z-9"), line: 12)];

        Assert.True(Only(claims).IsWaived);
    }

    [Fact]
    public void An_expired_waiver_reopens_the_finding()
    {
        var digests = Digests(Calls("x-1"));

        Assert.Equal(WaiverState.Expired, Only(With(Accepts(digests, until: Now))).Waiver!.State);
        Assert.True(Only(With(Accepts(digests, until: Now.AddSeconds(1)))).IsWaived);
        Assert.Equal(WaiverState.Ahead, Only(With(Accepts(digests, from: Now.AddSeconds(1)))).Waiver!.State);
    }

    [Fact]
    public void A_waiver_holds_in_its_scope_only()
    {
        var digests = Digests(Calls("x-1"));

        Assert.True(Only(With(Accepts(digests, new WaiverScope(Environment: "production")))).IsWaived);
        Assert.Null(Only(With(Accepts(digests, new WaiverScope(Environment: "staging")))).Waiver);
        Assert.Null(Only(With(Accepts(digests, new WaiverScope(Asset: "another")))).Waiver);
        Assert.Null(Only(With(Accepts(digests, new WaiverScope(System: "not-its-system")))).Waiver);
    }

    [Fact]
    public void What_is_waived_is_shown_and_is_no_pass()
    {
        var assessment = Assess(With(Accepts(Digests(Calls("x-1")))));

        Assert.True(Assert.Single(assessment.Matrix) is { Verdict: Verdict.Fail, IsWaived: true });
        Assert.Equal(1, assessment.Tally["a-rule"].Fail);
        Assert.Equal(1, Assert.Single(assessment.Waivers).Findings);
    }

    private static Claim[] Calls(string model, int count = 1) =>
    [
        Bound(Loans, "role"), Say(Loans, "registered", Plane.Approved, Cel.Types.Value.True), Say(Loans, "environment", Plane.Approved, Cel.Types.Value.Of("production")),
        Looked(Plane.Approved, "workload.models"), Looked(Plane.Observed, "workload.calls"),
        Say(Loans, "models", Plane.Approved, Model("m-20240101")), Say(Loans, "calls", Plane.Observed, Call(model, count), line: 5),
    ];

    private static Claim[] With(Claim waiver) => [.. Calls("x-1"), waiver];

    private static string[] Digests(Claim[] claims) => [.. Only(claims).Weaknesses.Select(w => w.Digest)];

    private static Claim Accepts(string[] digests, WaiverScope? scope = null, DateTimeOffset? from = null, DateTimeOffset? until = null) =>
        new Waiver("a-rule", scope ?? new WaiverScope(Asset: Loans.Key), [.. digests], "jane@bank.example", "known", from, until ?? Now.AddDays(30))
            .ToClaim(new Origin("registry", "waivers.yaml", 3));

    private static Finding Only(Claim[] claims) => Assert.Single(Assess(claims).Findings);

    private static Assessment Assess(Claim[] claims) => Assessment.Of(Frozen(claims), new Rulebook([OnlyApproved], []), Now, 1);
}
