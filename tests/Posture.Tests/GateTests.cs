using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Gates;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;
using Xunit;

namespace Plumbline.Posture.Tests;

/// <summary>Decisions on small estates: what must be bound, which release it is, and who may let it pass.</summary>
public sealed class GateTests
{
    private const string Model = "anthropic.claude-3-haiku-20240307-v1:0";
    private const string Prompt = "sha256:aa";
    private const string Cases = "sha256:cc";
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);
    private static readonly AssetId Kyc = new(AssetKind.Workload, "kyc@production/1"), Suite = new(AssetKind.EvalSuite, "green"), System = new(AssetKind.AiSystem, "kyc");

    private static Claim Said(AssetId id, string word, Value value, Plane plane = Plane.Approved, string file = "registry.yaml") => new(id, word, plane, value, new Origin("test", file), DateTimeOffset.MinValue);

    private static Claim Covered(Plane plane, params string[] words) => new Coverage("test", plane, new Reach(Kyc), [.. words]).ToClaim(new Origin("test", "registry.yaml"));

    private static Value ModelRef(string id) => Value.Map(("id", Value.Of(id)), ("base", Value.Of(id)), ("pinned", Value.True));

    private static Value Binding(string model = Model, string prompt = Prompt, string tool = "t#1", string guardrail = "none", string cases = Cases, double score = 1, string state = "present", string key = "", string system = "kyc", int hour = 8, string status = "success") => Value.Map(
        ("system", Value.Of(system)), ("suite", Value.Of("green")), ("metric", Value.Of("pass-rate")), ("score", Value.Of(score)), ("status", Value.Of(status)),
        ("time", Value.Of(Now.Date.AddHours(hour))), ("run", Value.Of("r")), ("model", Value.Of(model)), ("base", Value.Of(model)), ("prompt", Value.Of(prompt)), ("tools", Value.List([tool])),
        ("guardrail", Value.Of(guardrail)), ("dataset", Value.Of(cases)), ("result", Value.Of("d")), ("state", Value.Of(state)), ("key", Value.Of(key)), ("by", Value.Of("ci")), ("recorded", Value.Of(Now)));

    private static List<Claim> Estate(params Value[] bindings) =>
    [
        Said(System, "registered", Value.True), Said(Kyc, "registered", Value.True), Said(Kyc, "name", Value.Of("kyc")), Said(Kyc, "environment", Value.Of("production")),
        new Relation(System, "owns", Kyc).ToClaim(Plane.Approved, new Origin("test"), DateTimeOffset.MinValue), new Relation(Kyc, "tested-by", Suite).ToClaim(Plane.Approved, new Origin("test"), DateTimeOffset.MinValue),
        Said(Kyc, "models", ModelRef(Model)), Said(Kyc, "tools", Value.Map(("id", Value.Of("t#1")), ("name", Value.Of("t")))),
        Said(Kyc, "prompts", Value.Map(("hash", Value.Of(Prompt)), ("name", Value.Of("p")), ("version", Value.Of("1")), ("from", Value.Of(Now)), ("current", Value.True))),
        Said(Kyc, "suites", Value.Map(("suite", Value.Of("green")), ("names", Value.List(["green"])), ("metric", Value.Of("")), ("threshold", Value.Of(0.9)), ("warn", Value.Of(0.8)))),
        Said(Suite, "dataset", Value.Of(Cases)), .. bindings.Select((b, i) => Said(Suite, "bindings", b, file: $"b{i}.json")),
        Covered(Plane.Approved, "workload.models", "workload.tools", "workload.prompts", "workload.suites", "workload.guardrail"), Covered(Plane.Declared, "workload.models"),
    ];

    private static GateDecision Decide(List<Claim> claims, bool saysFirst = true, DateTimeOffset? lastAllowed = null, string[]? earlier = null, params string[] files)
    {
        var vocabulary = Vocabulary.Of([]);
        var graph = AssetGraph.From(claims, vocabulary);
        var book = new Rulebook([], []);
        var report = new Report(new Scope("test", Now, [], []), graph, book, Assessment.Of(graph, book, Now, 1)) { Claims = claims };
        return Gate.Decide(report, new GateRequest("kyc", "prod", [.. files], Now, saysFirst, lastAllowed) { FirstSaidBy = saysFirst ? "joe" : "", Earlier = [.. earlier ?? []] });
    }

    private static IEnumerable<string> Rules(GateDecision decision) => decision.Reasons.Where(r => r.Effect == ReasonEffect.Refuses).Select(r => r.Rule);

    [Fact]
    public void A_green_eval_bound_to_what_is_released_allows_a_first_release() => Assert.Equal((GateOutcome.Allow, DeployKind.SaidFirst), (Decide(Estate(Binding())).Outcome, Decide(Estate(Binding())).Deploy));

    public static TheoryData<string, Value[]> Stale() => new()
    {
        { "model-changed-since-eval", [Binding(model: "other")] }, { "prompt-changed-since-eval", [Binding(prompt: "sha256:bb")] }, { "prompt-changed-since-eval", [Binding(prompt: "none")] },
        { "tools-changed-since-eval", [Binding(tool: "t#2")] }, { "guardrail-changed-since-eval", [Binding(guardrail: "g:1")] }, { "dataset-changed-since-eval", [Binding(cases: "sha256:dd")] },
        { "eval-not-green", [Binding(score: 0.89)] }, { "eval-not-green", [Binding(status: "error")] }, { "no-green-eval", [] }, { "no-green-eval", [Binding(system: "loans")] }, { "no-green-eval", [Binding(state: "changed")] },
        // Neither of two runs is of all that is released.
        { "prompt-changed-since-eval", [Binding(model: "other"), Binding(prompt: "sha256:bb", hour: 7)] },
    };

    [Theory]
    [MemberData(nameof(Stale))]
    public void An_eval_of_something_else_makes_nothing_green(string rule, Value[] bindings) => Assert.Contains(rule, Rules(Decide(Estate(bindings))));

    [Fact]
    public void Every_model_that_is_released_needs_a_green_run()
    {
        List<Claim> two = [.. Estate(Binding()), Said(Kyc, "models", ModelRef(Model), Plane.Declared, "a.py"), Said(Kyc, "models", ModelRef("other"), Plane.Declared, "b.py")];
        Assert.Contains("model-changed-since-eval", Rules(Decide(two)));
        Assert.Empty(Rules(Decide([.. two, Said(Suite, "bindings", Binding(model: "other"), file: "other.json")])));
    }

    [Fact]
    public void A_newer_run_that_missed_undoes_an_older_green_one()
    {
        Value Run(double score, int hour) => Value.Map(
            ("suite", Value.Of("green")), ("model", Value.Of(Model)), ("base", Value.Of(Model)), ("prompt", Value.Of(Prompt)), ("tools", Value.List(["t#1"])), ("status", Value.Of("success")),
            ("metric", Value.Of("pass-rate")), ("score", Value.Of(score)), ("time", Value.Of(Now.Date.AddHours(hour))), ("run", Value.Of("x")));
        Assert.Contains("newer-eval-not-green", Rules(Decide([.. Estate(Binding()), Said(Suite, "runs", Run(0.5, 9))])));
        Assert.Empty(Rules(Decide([.. Estate(Binding()), Said(Suite, "runs", Run(0.5, 7))])));
        Assert.Empty(Rules(Decide([.. Estate(Binding()), Said(Suite, "runs", Run(1, 9))])));
    }

    [Fact]
    public void Only_the_keys_of_the_registry_bind_where_it_names_some()
    {
        var setting = new GateSetting(null, null, null, GateMode.Enforce, ["k1"]).ToClaim(new Origin("test"));
        Assert.Contains("no-green-eval", Rules(Decide([.. Estate(Binding()), setting])));
        Assert.Contains("no-green-eval", Rules(Decide([.. Estate(Binding(key: "k2")), setting])));
        Assert.Empty(Rules(Decide([.. Estate(Binding(key: "k1")), setting])));
    }

    [Fact]
    public void What_nobody_says_is_bound_to_nothing()
    {
        var claims = Estate(Binding());
        claims.RemoveAll(c => c.Property == "dataset");
        Assert.Contains("dataset-not-known", Rules(Decide(claims)));
        claims = [.. Estate(Binding()), Said(Kyc, "tools", Value.Map(("id", Value.Of("by-name")), ("name", Value.Of("by-name"))))];
        Assert.Contains("tool-without-definition", Rules(Decide(claims)));
    }

    [Fact]
    public void Whether_it_is_the_first_release_is_known_or_said_and_never_said_against_evidence()
    {
        Assert.Equal(DeployKind.Unknown, Decide(Estate(Binding()), saysFirst: false).Deploy);
        Assert.Equal(["no-deployed-evidence", "no-observed-evidence"], Rules(Decide(Estate(Binding()), saysFirst: false)));
        Assert.Contains("not-the-first-deploy", Rules(Decide(Estate(Binding()), lastAllowed: Now.AddDays(-1))));
        Assert.Equal(DeployKind.First, Decide([.. Estate(Binding()), Covered(Plane.Observed, "workload.calls")], saysFirst: false).Deploy);
        Assert.Equal(DeployKind.Later, Decide([.. Estate(Binding()), Said(Kyc, "configured", ModelRef(Model), Plane.Deployed)], saysFirst: false).Deploy);
        Assert.Contains("not-the-first-deploy", Rules(Decide([.. Estate(Binding()), Said(Kyc, "configured", ModelRef(Model), Plane.Deployed)])));
    }

    private static Claim Configured(double daysAgo) => Said(Kyc, "configured", ModelRef(Model), Plane.Deployed) with { Time = Now.AddDays(-daysAgo) };

    private static List<Claim> Later(params Claim[] more) => [.. Estate(Binding()), .. more];

    [Theory]
    [InlineData(29.9, true)]
    [InlineData(30, true)]
    [InlineData(30.1, false)]
    [InlineData(180, false)]
    [InlineData(-3, false)] // what lies ahead says nothing of today
    public void A_later_release_needs_evidence_of_what_runs_that_is_recent(double daysAgo, bool isFresh)
    {
        var call = Said(Kyc, "calls", Value.Map(("base", Value.Of(Model))), Plane.Observed) with { Time = Now.AddDays(-daysAgo) };
        Assert.Equal(isFresh, !Rules(Decide(Later(call), saysFirst: false)).Contains("observed-evidence-stale"));
        var looked = new Coverage("test", Plane.Observed, new Reach(), ["workload.calls"], null, Now.AddDays(-1)).ToClaim(new Origin("test"));
        Assert.DoesNotContain("observed-evidence-stale", Rules(Decide(Later(call, looked), saysFirst: false)));
    }

    [Fact]
    public void How_old_evidence_may_be_is_said_by_the_nearest_setting_and_who_says_no_time_is_refused()
    {
        GateSetting Set(int days, string? system = null, GateMode mode = GateMode.Enforce) => new(null, system, null, mode, []) { EvidenceWithin = days };
        bool IsStale(params GateSetting[] settings) =>
            Rules(Decide([.. Later(Configured(10)), .. settings.Select((s, i) => s.ToClaim(new Origin("test", $"{i}")))], saysFirst: false)).Contains("deployed-evidence-stale");
        Assert.False(IsStale());
        Assert.True(IsStale(Set(7)));
        Assert.False(IsStale(Set(7), Set(14, "kyc")));
        Assert.True(IsStale(Set(7), Set(14)));
        Assert.False(IsStale(Set(7, mode: GateMode.Warn)));
        Assert.Contains("looked at last on 2026-08-13, 100 days before 2026-11-21", Decide(Later(Configured(100)), saysFirst: false).Reasons.Single(r => r.Rule == "deployed-evidence-stale").Message, StringComparison.Ordinal);
        Assert.Contains("nobody says when", Decide(Later(Said(Kyc, "configured", ModelRef(Model), Plane.Deployed)), saysFirst: false).Reasons.Single(r => r.Rule == "deployed-evidence-stale").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_says_that_it_is_the_first_release_stands_in_the_decision_where_nothing_else_says_it()
    {
        Assert.Equal("joe", Decide(Estate(Binding())).FirstSaidBy);
        Assert.Equal("", Decide([.. Estate(Binding()), Covered(Plane.Observed, "workload.calls")]).FirstSaidBy);
    }

    public static TheoryData<string, bool> Promoted() => new()
    {
        { "1 staging production", false }, { "1 production canary", true }, { "1 staging production;2 staging production", true }, { "1 staging production;1 staging production", false }, { "1 staging canary;2 staging canary", false },
    };

    [Theory]
    [MemberData(nameof(Promoted))]
    public void A_promotion_speaks_of_an_earlier_release_where_it_left_the_environment_or_was_replaced(string promotions, bool speaks)
    {
        var claims = promotions.Split(';').Select((p, i) => p.Split(' ') is [var version, var from, var to]
            ? new Promotion("prompts", "p", version, "", from, to, ["jane"], Now.AddDays(i - 20), Now).ToClaim(new Origin("test", "promotions.yaml", i + 1)) : throw new InvalidOperationException());
        var decision = Decide([.. Estate(Binding()), .. claims]);
        Assert.Equal(speaks ? DeployKind.Later : DeployKind.SaidFirst, decision.Deploy);
        if (speaks) Assert.Contains("(promotions.yaml:1)", decision.Reasons.Single(r => r.Rule == "not-the-first-deploy").Message, StringComparison.Ordinal);
        Assert.Equal(DeployKind.SaidFirst, Decide([.. Estate(Binding()), new Promotion("prompts", "other", "1", "", "production", "canary", ["jane"], Now.AddDays(-9), Now).ToClaim(new Origin("test"))]).Deploy);
    }

    [Fact]
    public void What_a_ledger_remembers_is_told_with_its_record()
    {
        var said = Decide(Estate(Binding()), earlier: ["a gate judged a later release of it (ledger, record 7)"]);
        Assert.Contains("record 7", said.Reasons.Single(r => r.Rule == "not-the-first-deploy").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_release_itself_asks_for_must_be_approved_whatever_asset_it_is()
    {
        var other = new AssetId(AssetKind.Agent, "terraform:x#aws_bedrockagent_agent.a");
        List<Claim> claims = [.. Estate(Binding()), Said(other, "models", ModelRef("other"), Plane.Declared, "release/0/plan.json")];
        Assert.Contains("release-model-not-approved", Rules(Decide(claims, files: "release/0/plan.json")));
        Assert.Contains("model-changed-since-eval", Rules(Decide(claims, files: "release/0/plan.json")));
        Assert.Empty(Rules(Decide(claims)));
        Assert.Empty(Rules(Decide([.. claims, Said(other, "registered", Value.True)], files: "release/0/plan.json")));
    }

    [Fact]
    public void Overrides_hold_from_their_beginning_to_before_their_end_and_for_what_they_name()
    {
        Claim Override(string rule, string control, int from, int until) => Said(Kyc, "overrides", Value.Map(
            ("control", Value.Of(control)), ("rule", Value.Of(rule)), ("owner", Value.Of("jane")), ("reason", Value.Of("outage")), ("by", Value.Of("")), ("from", Value.Of(Now.AddHours(from))), ("until", Value.Of(Now.AddHours(until)))));
        GateDecision With(Claim claim) => Decide([.. Estate(), claim]);
        Assert.Equal(GateOutcome.Allow, With(Override("no-green-eval", "", 0, 1)).Outcome);
        Assert.Equal(GateOutcome.Allow, With(Override("", "eval-gate", -1, 1)).Outcome);
        Assert.Equal(GateOutcome.Refuse, With(Override("no-green-eval", "", -1, 0)).Outcome);
        Assert.Equal(GateOutcome.Refuse, With(Override("no-green-eval", "", 1, 2)).Outcome);
        Assert.Equal(GateOutcome.Refuse, With(Override("eval-unbound", "", 0, 1)).Outcome);
        Assert.Equal(GateOutcome.Refuse, With(Override("", "audit-trail", 0, 1)).Outcome);
        Assert.Equal("jane", With(Override("no-green-eval", "", 0, 1)).Reasons.Single().Override!.Owner);
    }

    [Fact]
    public void What_cannot_be_read_refuses_whatever_mode_and_override_say()
    {
        Claim Gap(Reach reach) => new Gap("test", Plane.Approved, GapKind.Unreadable, "broken", "mend it", reach, []).ToClaim(new Origin("test", "x.yaml"));
        var audit = new GateSetting(null, null, null, GateMode.Audit, []).ToClaim(new Origin("test"));
        var decision = Decide([.. Estate(Binding()), audit, Gap(Reach.Everything)]);
        Assert.Equal((GateOutcome.Refuse, true, 3), (decision.Outcome, decision.IsIncomplete, decision.ExitCode));
        Assert.Equal(0, Decide([.. Estate(Binding()), Gap(new Reach(Account: "other")), Said(Kyc, "account", Value.Of("1"))]).ExitCode);
        Assert.Equal(0, Decide([.. Estate(Binding()), Gap(new Reach(new AssetId(AssetKind.Workload, "path:elsewhere")))]).ExitCode);
    }

    [Fact]
    public void The_nearest_setting_decides_and_of_two_alike_the_stricter()
    {
        GateOutcome With(params GateSetting[] settings) => Decide([.. Estate(), .. settings.Select((s, i) => s.ToClaim(new Origin("test", $"{i}")))]).Outcome;
        GateSetting Set(GateMode mode, string? control = null, string? system = null, string? environment = null) => new(control, system, environment, mode, []);
        Assert.Equal(GateOutcome.Allow, With(Set(GateMode.Warn, "eval-gate")));
        Assert.Equal(GateOutcome.Allow, With(Set(GateMode.Audit, "eval-gate"), Set(GateMode.Enforce)));
        Assert.Equal(GateOutcome.Refuse, With(Set(GateMode.Audit, "eval-gate"), Set(GateMode.Enforce, "eval-gate", "kyc")));
        Assert.Equal(GateOutcome.Refuse, With(Set(GateMode.Audit, "eval-gate"), Set(GateMode.Enforce, "eval-gate")));
        Assert.Equal(GateOutcome.Refuse, With(Set(GateMode.Audit, "eval-gate", "loans"), Set(GateMode.Audit, "eval-gate", null, "staging")));
        Assert.Equal(GateOutcome.Allow, With(Set(GateMode.Enforce), Set(GateMode.Audit, null, "kyc", "production")));
    }

    [Fact]
    public void A_system_that_no_registry_knows_is_refused_in_every_mode()
    {
        var claims = Estate(Binding());
        claims.Add(new GateSetting("evidence", null, null, GateMode.Audit, []).ToClaim(new Origin("test")));
        claims.RemoveAll(c => c.Subject == System && c.Property == "relation");
        Assert.Contains("system-not-registered", Rules(Decide(claims)));
    }

    [Fact]
    public void The_same_release_has_the_same_digest_and_another_has_another()
    {
        Assert.Equal(Decide(Estate(Binding())).Digest, Decide([.. Enumerable.Reverse(Estate(Binding(), Binding(score: 0.95)))]).Digest);
        Assert.NotEqual(Decide(Estate(Binding())).Digest, Decide([.. Estate(Binding()), Said(Kyc, "models", ModelRef("other"), Plane.Declared)]).Digest);
    }
}
