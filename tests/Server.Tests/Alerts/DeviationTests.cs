using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;
using Plumbline.Server.Alerts;
using Xunit;

namespace Plumbline.Server.Tests.Alerts;

/// <summary>Deviations of behavior are told unless every agent behind them has a policy that wants them recorded only.</summary>
public sealed class DeviationTests
{
    private static readonly Vocabulary Words = Vocabulary.Of(Collectors.Catalogue.All.SelectMany(c => c.Words));
    private static readonly AssetId Loans = new(AssetKind.Workload, "loans@production/111122223333");
    private static readonly string[] Stated = ["alert_on_baseline_deviation"];
    private static readonly Origin Here = new("case", "c.yaml", 1);

    [Theory]
    [InlineData("behavior", "false", true)]
    [InlineData("behavior", "true", false)]
    [InlineData("behavior", "unsaid", false)]
    [InlineData("behavior", "no-policy", false)]
    [InlineData("behavior", "false true", false)]
    [InlineData("behavior", "false false", true)]
    [InlineData("behavior", "", false)]
    [InlineData("agent-action-policy", "false", false)]
    public void Only_what_every_policy_wants_quiet_is_quiet(string control, string policies, bool isQuiet)
    {
        var agents = policies.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((p, i) => (Id: new AssetId(AssetKind.Agent, $"agent-{i}"), Policy: p)).ToList();
        var graph = AssetGraph.From([new Claim(Loans, "registered", Plane.Approved, Value.True, Here, default), .. agents.SelectMany(a => Said(a.Id, a.Policy))], Words);
        Assert.Equal(isQuiet, Deviations.IsQuiet(Finding(control, graph, Loans), graph, graph.Relations));
        if (agents is [var only]) Assert.Equal(isQuiet, Deviations.IsQuiet(Finding(control, graph, only.Id), graph, graph.Relations));
    }

    private static IEnumerable<Claim> Said(AssetId agent, string policy)
    {
        yield return new Claim(agent, "registered", Plane.Approved, Value.True, Here, default);
        yield return new Relation(Loans, "runs", agent).ToClaim(Plane.Approved, Here, default);
        if (policy == "no-policy") yield break;
        var value = Value.Map(("says", Value.List(Stated.Where(_ => policy != "unsaid"))), ("alert", Value.Of(policy == "true")));
        yield return new Claim(agent, "policy", Plane.Approved, value, Here, default);
        yield return new Coverage("case", Plane.Approved, new Reach(agent), ["agent.policy"]).ToClaim(Here);
    }

    private static Finding Finding(string control, AssetGraph graph, AssetId about)
    {
        var rule = new Rule(
            "r", control, "r", Severity.High, Maturity.Stable, about.Kind, [], null, "true", "", "why", "fix", "misuse", [], [],
            System.Collections.Immutable.ImmutableSortedDictionary<string, System.Collections.Immutable.ImmutableArray<string>>.Empty, System.Collections.Immutable.ImmutableSortedDictionary<string, Value>.Empty, "");
        return new Finding("f", rule, graph.Find(about)!, Verdict.Fail, new Weight(Severity.High, 3 * Weight.Step, []), "m", "fix", [], [], []);
    }
}
