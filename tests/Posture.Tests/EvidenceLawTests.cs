using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Rules;
using Xunit;
using static Plumbline.Posture.Tests.Estate;

namespace Plumbline.Posture.Tests;

/// <summary>Missing evidence never passes.</summary>
public sealed class EvidenceLawTests
{
    private const string AllApproved = "observed.calls.all(c, approved.models.exists(m, m.base == c.base))";
    private static readonly Claim Known = Bound(Loans, "role");
    private static readonly Claim Approved = Say(Loans, "models", Plane.Approved, Model("m-20240101"));

    [Fact]
    public void Silence_under_coverage_is_evidence() =>
        Assert.Equal(Verdict.Pass, VerdictOf(AllApproved, Known, Looked(Plane.Observed, "workload.calls"), Looked(Plane.Approved, "workload.models")));

    [Fact]
    public void Silence_without_coverage_is_nothing() =>
        Assert.Equal(Verdict.NotEvaluable, VerdictOf(AllApproved, Known, Approved, Looked(Plane.Approved, "workload.models")));

    [Fact]
    public void What_was_seen_without_coverage_can_fail_but_never_pass()
    {
        var good = Say(Loans, "calls", Plane.Observed, Call("m-20240101"));
        var bad = Say(Loans, "calls", Plane.Observed, Call("x-20240101"), line: 2);

        Assert.Equal(Verdict.NotEvaluable, VerdictOf(AllApproved, Known, Approved, Looked(Plane.Approved, "workload.models"), good));
        Assert.Equal(Verdict.Fail, VerdictOf(AllApproved, Known, Approved, Looked(Plane.Approved, "workload.models"), good, bad));
    }

    [Fact]
    public void A_gap_voids_the_coverage_of_its_source()
    {
        Claim[] whole = [Known, Approved, Looked(Plane.Approved, "workload.models"), Looked(Plane.Observed, "workload.calls", source: "trail"), Say(Loans, "calls", Plane.Observed, Call("m-20240101"))];

        Assert.Equal(Verdict.Pass, VerdictOf(AllApproved, whole));
        Assert.Equal(Verdict.NotEvaluable, VerdictOf(AllApproved, [.. whole, Blind(Plane.Observed, "workload.calls", source: "trail")]));
        Assert.Equal(Verdict.Pass, VerdictOf(AllApproved, [.. whole, Blind(Plane.Observed, "workload.calls", source: "another")]));
        Assert.Equal(Verdict.Pass, VerdictOf(AllApproved, [.. whole, Blind(Plane.Observed, "workload.calls", new Reach(Account: "999999999999"), "trail")]));
    }

    [Fact]
    public void A_true_half_of_an_or_does_not_stand_in_for_missing_evidence() =>
        Assert.Equal(Verdict.NotEvaluable, VerdictOf("approved.models.size() == 0 || observed.calls.size() == 0", Known, Looked(Plane.Approved, "workload.models")));

    [Fact]
    public void Coverage_reaches_only_its_account_and_region()
    {
        Claim[] estate =
        [
            Known, Say(Loans, "account", Plane.Approved, Value.Of("111122223333")), Say(Loans, "region", Plane.Approved, Value.Of("eu-west-1")),
            Approved, Looked(Plane.Approved, "workload.models"),
        ];

        Assert.Equal(Verdict.Pass, VerdictOf(AllApproved, [.. estate, Looked(Plane.Observed, "workload.calls", new Reach(Account: "111122223333", Region: "eu-west-1"))]));
        Assert.Equal(Verdict.NotEvaluable, VerdictOf(AllApproved, [.. estate, Looked(Plane.Observed, "workload.calls", new Reach(Account: "111122223333", Region: "us-east-1"))]));
        Assert.Equal(Verdict.NotEvaluable, VerdictOf(AllApproved, [.. estate, Looked(Plane.Observed, "workload.calls", new Reach(Account: "444455556666"))]));
    }

    [Fact]
    public void A_condition_past_its_cost_bound_is_not_evaluable()
    {
        var requests = Value.List(Enumerable.Range(0, 9000).Select(i => $"r-{i}"));
        Claim[] claims = [Known, Looked(Plane.Observed, "workload.trailed"), Say(Loans, "trailed", Plane.Observed, requests)];

        Assert.Equal(Verdict.NotEvaluable, VerdictOf("observed.trailed.all(a, observed.trailed.all(b, a + b != ''))", claims));
    }
}
