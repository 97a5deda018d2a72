using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Reports.Tests;

/// <summary>A small report that holds one of everything: fail, waived, experimental, not evaluable, pass, both kinds of gap, a skipped rule, three clouds, and names that attack the page.</summary>
internal static class Sample
{
    public const string Hostile = "\"><img src=x onerror=alert(1)>|`tick`@everyone [go](javascript:alert(1)) <script>alert(2)</script> #12 https://evil.example \u202Egnp.exe";

    public static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    private static readonly Vocabulary Words = Vocabulary.Of([]);
    private static readonly AssetId Loans = new(AssetKind.Workload, "loans@production/111122223333");
    private static readonly AssetId Evil = new(AssetKind.Workload, "arn:aws:iam::444455556666:role/evil");
    private static readonly AssetId Guard = new(AssetKind.Guardrail, "gr-loans");
    private static readonly AssetId Azure = new(AssetKind.Endpoint, "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/ai/providers/Microsoft.CognitiveServices/accounts/chat");
    private static readonly AssetId Orphan = new(AssetKind.Endpoint, "endpoint-without-a-home");

    public static readonly Report Report = Make(Claims("eval-suite.runs"));

    /// <summary>The same, but nobody looked for all eval runs.</summary>
    public static readonly Report WithoutEvals = Make(Claims("workload.suites"));

    /// <summary>The report in a format.</summary>
    public static string In(string format, Report? report = null)
    {
        using var text = new StringWriter { NewLine = "\n" };
        Catalogue.All.Single(f => f.Name == format).Write(report ?? Report, text, new Look(120, false, null));
        return text.ToString();
    }

    /// <summary>A report of these findings and no graph to speak of.</summary>
    public static Report Of(IEnumerable<Finding> findings, IEnumerable<Condition> conditions)
    {
        var graph = AssetGraph.From([], Words);
        var book = new Rulebook([.. conditions], []);
        var all = findings.ToImmutableArray();
        var tally = book.Conditions.ToImmutableSortedDictionary(c => c.Rule.Id, c => new Tally(all.Count(f => f.Rule.Id == c.Rule.Id), 0, 0, 0), StringComparer.Ordinal);
        return new Report(Scope("rules"), graph, book, new Assessment(all, [], tally, []));
    }

    private static Report Make(List<Claim> claims)
    {
        Rulebook book = new([.. Rules().OrderBy(c => c.Rule.Control, StringComparer.Ordinal).ThenBy(c => c.Rule.Id, StringComparer.Ordinal)], [new RuleProblem("rules/x/broken", "`id` is missing; name the folder's rule")]);
        var before = Assessment.Of(AssetGraph.From(claims, Words), book, Now, 1);
        var accepted = before.Findings.Single(f => f.Rule.Id == "pii-filter-weakened");
        claims.Add(new Waiver("pii-filter-weakened", new WaiverScope("gr-loans"), [.. accepted.Weaknesses.Select(w => w.Digest)], "ai-risk", "latency test <b>", null, Now.AddDays(30)).ToClaim(new Origin("registry", "registry/waivers.yaml", 4)));
        claims.Add(new Waiver("pii-filter-weakened", new WaiverScope("gr-loans"), ["000000000000"], "nobody", "old", null, Now.AddDays(-3)).ToClaim(new Origin("registry", "registry/waivers.yaml", 9)));
        var graph = AssetGraph.From(claims, Words);
        return new Report(Scope("sample <estate>"), graph, book, Assessment.Of(graph, book, Now, 1));
    }

    private static Scope Scope(string name) => new(name, Now, [], []);

    private static List<Claim> Claims(string alsoSeen) =>
    [
        Fact(Loans, "name", "loans"), Fact(Loans, "environment", "production"), Fact(Loans, "account", "111122223333"), Fact(Loans, "region", "eu-west-1"),
        Fact(Loans, "owner", "credit-platform"), Fact(Loans, "criticality", "high"), Say(Loans, "regulated", Plane.Approved, Value.True), Say(Loans, "data", Plane.Approved, Value.List(["customer-pii"])),
        new Binding(Loans, "role/loans", "runs-as").ToClaim(Plane.Approved, new Origin("registry", "registry/systems.yaml", 3), default),
        Fact(new AssetId(AssetKind.AiSystem, "loans"), "name", "Loan decisions"), Fact(new AssetId(AssetKind.AiSystem, "loans"), "owner", "credit-platform"),
        Arrow(new AssetId(AssetKind.AiSystem, "loans"), "owns", Loans), Arrow(Loans, "uses", Guard),
        Say(Loans, "models", Plane.Approved, Model("anthropic.claude-3-5-sonnet-20240620-v1:0")),
        Say(Loans, "models", Plane.Declared, Model("anthropic.claude-3-5-sonnet-20240620-v1:0"), "app/main.py", 12),
        Say(Loans, "suites", Plane.Approved, Suite("regression")), Say(Loans, "evals", Plane.Approved, Run("regression", 1, Now.AddDays(-60))), Say(Loans, "evals", Plane.Approved, Run("regression", 0.4, Now.AddDays(-20))),
        Say(Loans, "releases", Plane.Observed, Released(Now.AddDays(-60).AddHours(5))), Say(Loans, "releases", Plane.Observed, Released(Now.AddDays(-10))),
        Say(Loans, "calls", Plane.Observed, Call("anthropic.claude-3-5-sonnet-20241022-v2:0"), "logs/trail.json.gz", 7, "Converse"),
        Say(Loans, "calls", Plane.Observed, Call("anthropic.claude-3-5-sonnet-20240620-v1:0"), "logs/trail.json.gz", 2, "Converse"),
        Fact(Guard, "name", "gr-loans"), Fact(Guard, "environment", "production"), Fact(Guard, "account", "111122223333"), Fact(Guard, "region", "eu-west-1"),
        Say(Guard, "pii", Plane.Approved, Pii("EMAIL")), Say(Guard, "pii", Plane.Approved, Pii("NAME")), Say(Guard, "pii", Plane.Deployed, Pii("NAME"), "aws/get-guardrail.json", 0, "bedrock get-guardrail"),
        Fact(Evil, "name", Hostile), Fact(Evil, "environment", "production"), Fact(Evil, "account", "444455556666"), Fact(Evil, "owner", "a|b @team"), Say(Evil, "registered", Plane.Approved, Value.False),
        Say(Evil, "calls", Plane.Observed, Call("x-`1`|<i>"), "logs/<b>.json", 1, "InvokeModel"),
        Fact(Azure, "name", "chat"), Fact(Azure, "account", "00000000-0000-4000-8000-000000000001"), Fact(Azure, "region", "westeurope"), Say(Azure, "publicAccess", Plane.Deployed, Value.True, "azure/accounts.json", 3),
        Fact(Orphan, "name", "orphan"), Say(Orphan, "publicAccess", Plane.Deployed, Value.True, "other/endpoints.json", 1),
        Looked(Plane.Observed, "workload.calls", "workload.releases"), Looked(Plane.Approved, "workload.models", "workload.suites", "guardrail.pii", alsoSeen), Looked(Plane.Declared, "workload.models"), Looked(Plane.Deployed, "guardrail.pii", "endpoint.publicAccess"),
        new Gap("cloudtrail", Plane.Observed, GapKind.Unreadable, "`logs/cut.gz` breaks off", "export it again", Reach.Everything, ["workload.invocations"]).ToClaim(new Origin("cloudtrail", "logs/cut.gz")),
        new Gap("bedrock", Plane.Observed, GapKind.Missing, "logging is off in `444455556666` <x>", "switch it on | now", Reach.Everything, ["account.changes"]).ToClaim(new Origin("bedrock", "aws/logging.json")),
    ];

    private static IEnumerable<Condition> Rules() =>
    [
        Rule("eval-gate", "model-not-evaluated", AssetKind.Workload, Severity.Critical, "observed.calls.all(c, approved.evals.exists(e, e.base == c.base))", "{asset.name} calls {observed.calls.map(c, c.base)}", ["artifact", "behavior"], where: "asset.environment == 'production'"),
        Rule("model-version-pinning", "called-not-approved", AssetKind.Workload, Severity.High, "observed.calls.all(c, approved.models.exists(m, m.base == c.base))", "{asset.name} calls what was not approved", ["behavior"], maps: ("atlas", ["AML.T0010.003", "AML.T0040"])),
        Rule("model-version-pinning", "declared-not-approved", AssetKind.Workload, Severity.Medium, "declared.models.all(d, approved.models.exists(m, m.base == d.base))", "{asset.name} declares what was not approved", ["artifact"]),
        Rule("guardrail-drift", "pii-filter-weakened", AssetKind.Guardrail, Severity.Critical, "approved.pii.all(a, deployed.pii.exists(d, d.type == a.type))", "{asset.name} lost a filter", ["artifact"]),
        Rule("model-egress", "open-endpoint", AssetKind.Endpoint, Severity.Medium, "!deployed.publicAccess", "{asset.name} is open to the internet", ["identity"]),
        Rule("audit-trail", "prompt-not-logged", AssetKind.Workload, Severity.High, "observed.invocations.all(i, i.recoverable)", "{asset.name} keeps no prompts", ["behavior"], maturity: Maturity.Experimental),
        Rule("agent-action-policy", "tool-not-named", AssetKind.Workload, Severity.Low, "observed.calls.all(c, c.count < 3)", "{asset.name} calls often", ["identity"], maturity: Maturity.Experimental),
    ];

    private static Condition Rule(
        string control, string id, AssetKind kind, Severity severity, string expect, string message, ImmutableArray<string> disciplines,
        string? where = null, Maturity maturity = Maturity.Stable, (string Framework, ImmutableArray<string> Ids)? maps = null)
    {
        var table = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create<string, ImmutableArray<string>>("eu-ai-act", ["Art. 15"])]);
        if (maps is var (framework, ids)) table = table.SetItem(framework, ids);
        var rule = new Rule(
            id, control, $"The title of {id}", severity, maturity, kind, [], where, expect, message, "It matters.", "1. Do this.\n2. Then `that | more`.", "misuse",
            disciplines, [new Incident("An incident", "2025-05", "https://example.com/a"), new Incident("Another", "2025-06", "javascript:alert(3)")], table, ImmutableSortedDictionary<string, Value>.Empty, $"rules/{control}/{id}");
        return Condition.Compile(rule, new KindLayout(kind, Words), Now, out var problems) ?? throw new ArgumentException(string.Join("; ", problems));
    }

    private static Claim Fact(AssetId id, string name, string value) => Say(id, name, Plane.Approved, Value.Of(value));

    private static Claim Say(AssetId id, string word, Plane plane, Value value, string file = "registry/systems.yaml", int line = 5, string? api = null) =>
        new(id, word, plane, value, new Origin("test", file, line, plane == Plane.Observed ? $"event-{line}" : null, api), Now.AddDays(-line));

    private static Claim Arrow(AssetId from, string verb, AssetId to) => new Relation(from, verb, to).ToClaim(Plane.Approved, new Origin("registry", "registry/systems.yaml", 2), default);

    private static Claim Looked(Plane plane, params ImmutableArray<string> words) => new Coverage("test", plane, Reach.Everything, words).ToClaim(new Origin("test", "estate.json"));

    private static Value Model(string id) => Value.Map(("id", Value.Of(id)), ("base", Value.Of(ModelId.Parse(id).Base)), ("pinned", Value.True));

    private static Value Pii(string type) => Value.Map(("type", Value.Of(type)), ("input", Value.Of(2L)), ("output", Value.Of(2L)));

    private static Value Suite(string name) => Value.Map(("suite", Value.Of(name)), ("names", Value.List([name])), ("metric", Value.Of("")), ("threshold", Value.Of(0.9)), ("warn", Value.Of(0.8)));

    private static Value Run(string suite, double score, DateTimeOffset at) => Value.Map(
        ("suite", Value.Of(suite)), ("model", Value.Of("anthropic.claude-3-5-sonnet-20240620-v1:0")), ("base", Value.Of("anthropic.claude-3-5-sonnet-20240620-v1:0")), ("prompt", Value.Of("")),
        ("tools", Value.EmptyList), ("status", Value.Of("success")), ("metric", Value.Of("pass-rate")), ("score", Value.Of(score)), ("time", Value.Of(at)), ("run", Value.Of("run-1")));

    private static Value Released(DateTimeOffset at) => Value.Map(("api", Value.Of("UpdateAlias")), ("actor", Value.Of("arn:aws:iam::111122223333:role/deploy")), ("time", Value.Of(at)));

    private static Value Call(string model) => Value.Map(
        ("model", Value.Of(model)), ("base", Value.Of(model)), ("pinned", Value.True), ("api", Value.Of("Converse")), ("region", Value.Of("eu-west-1")), ("landed", Value.Of("eu-west-1")),
        ("interface", Value.Of("")), ("bearer", Value.False), ("principal", Value.Of("arn:aws:iam::111122223333:role/loans")), ("count", Value.Of(1204L)),
        ("first", Value.Of(Now.AddDays(-40))), ("last", Value.Of(Now.AddDays(-1))), ("days", Value.EmptyList), ("requests", Value.EmptyList));
}
