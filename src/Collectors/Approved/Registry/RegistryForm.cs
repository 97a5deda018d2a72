using System.Collections.Immutable;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>The format `plumbline: registry/v1`, section by section.</summary>
public static class RegistryForm
{
    /// <summary>The key that marks a registry, and what it must say.</summary>
    public const string Mark = "plumbline";

    /// <summary>The version that is read.</summary>
    public const string Version = "registry/v1";

    private static readonly Form Text = new Scalar(ScalarKind.Text);
    private static readonly Form Texts = new Many(Text);
    private static readonly Form Account = new Scalar(ScalarKind.Account);
    private static readonly Form Date = new Scalar(ScalarKind.Date);
    private static readonly Form Flag = new Scalar(ScalarKind.Flag);
    private static readonly Form Number = new Scalar(ScalarKind.Number);

    private static readonly Form Interfaces = new Many(new Either(Text, new Fields(
        [("id", Text), ("approved-by", Texts), ("date", Date)], "id")));

    private static readonly Form Models = new Many(new Either(Text, new Fields(
        [("id", Text), ("kind", Text), ("approved-by", Texts)], "id")));

    private static readonly Form Hashes = new Many(new Scalar(ScalarKind.Hash));

    private static readonly Form ListedModels = new Many(new Either(Text, new Fields(
        [("id", Text), ("kind", Text), ("approved-by", Texts), ("file", Texts), ("digest", Hashes)], "id")));

    private static readonly Form Actions = new Many(new Either(Text, new Fields(
        [("action", Text), ("resources", Texts), ("condition", Text)], "action")));

    private static readonly Form Guardrail = new Optional(new Either(Text, new Fields(
        [("name", Text), ("version", Text)], "name")));

    /// <summary>One deployed part of a system.</summary>
    public static Fields Workload { get; } = new(
    [
        ("name", Text), ("environment", Text), ("account", Account), ("region", Text),
        ("autonomy", new Scalar(ScalarKind.Text, "application", "agent")),
        ("runs-as", Texts), ("deployed-as", Texts), ("repository", Texts), ("deploys-from", Texts), ("reports-as", Texts), ("endpoints", Texts),
        ("models", Models), ("prompts", Texts), ("suites", Texts), ("guardrail", Guardrail), ("agents", Texts),
        ("tools", new Many(new Either(Text, new Fields(
            [("name", Text), ("definition", new Fields([("description", Text), ("schema", new Foreign())]))], "name")))),
        ("actions", Actions), ("regions", Texts), ("interfaces", Interfaces),
    ]);

    private static readonly Fields Accounts = new(
        [("id", Account), ("name", Text), ("environment", Text), ("regulated", Flag), ("regions", Texts), ("interfaces", Interfaces), ("approved-by", Texts)], "id");

    private static readonly Fields Systems = new(
    [
        ("id", Text), ("name", Text), ("owner", Text),
        ("criticality", new Scalar(ScalarKind.Text, "low", "medium", "high")),
        ("risk-class", new Scalar(ScalarKind.Text, "minimal", "limited", "high")),
        ("regulated", Flag), ("data", Texts), ("approved-by", Texts),
        ("purpose", Text), ("use-case", Text), ("profile", Text), ("raci", new Fields([("builder", Texts), ("deployer", Texts), ("consumer", Texts)])),
        ("attestations", new Many(new Fields(
            [("kind", new Scalar(ScalarKind.Text, "fairness", "transparency", "accountability", "oversight")), ("by", Texts), ("date", Date), ("expires", Date), ("evidence", Text)],
            "kind", "by", "date"))),
        ("workloads", new Many(Workload)),
    ], "id");

    private static readonly Fields Lists = new(
        [("list", Text), ("from", Date), ("until", Date), ("accounts", new Many(Account)), ("systems", Texts), ("models", ListedModels), ("approved-by", Texts)],
        "list", "from", "models");

    private static readonly Fields Prompts = new(
    [
        ("name", Text),
        ("versions", new Many(new Fields(
        [
            ("version", Text), ("from", Date), ("text", Text), ("file", Text), ("variables", Texts),
            ("hash", new Scalar(ScalarKind.Hash)), ("approved-by", Texts),
            ("review", new Fields([("by", Texts), ("date", Date), ("hash", new Scalar(ScalarKind.Hash)), ("kind", Text)], "by", "date")),
        ], "version"))),
    ], "name", "versions");

    private static readonly Fields Evals = new(
        [("suite", Text), ("names", Texts), ("metric", Text), ("threshold", Number), ("warn", Number), ("dataset", new Scalar(ScalarKind.Hash)), ("approved-by", Texts)], "suite", "threshold");

    private static readonly Fields Agents = new(
    [
        ("name", Text), ("id", Text), ("purpose", Text), ("models", Models), ("guardrail", Guardrail),
        ("tools", new Many(new Either(Text, new Fields(
        [
            ("name", Text), ("group", Text), ("confirmation", Flag),
            ("effect", new Scalar(ScalarKind.Text, "read", "write", "execute", "unknown")),
        ], "name")))),
        ("actions", Actions), ("approved-by", Texts),
    ], "name");

    private static readonly Form Count = new Scalar(ScalarKind.Count);

    /// <summary>An agent posture policy, and the name it has among others.</summary>
    public static Fields PosturePolicy { get; } = new(
    [
        ("name", Text), ("owner", Text), ("approved-by", Texts),
        ("identity", new Fields([("agent_id", Text), ("also_known_as", Texts), ("credential_scope", Texts)], "agent_id")),
        ("permissions", new Fields([("allowed_tools", Texts), ("denied_tools", Texts)])),
        ("execution", new Fields([("max_tool_calls_per_run", Count), ("max_sub_agents", Count), ("requires_human_approval", Texts)])),
        ("monitoring", new Fields([("trace_retention_days", Count), ("alert_on_baseline_deviation", Flag), ("trace_store", Text)])),
    ], "identity");

    private static readonly Fields McpServers = new(
    [
        ("name", Text), ("id", Texts), ("version", Text), ("approved-by", Texts),
        ("tools", new Many(new Either(Text, new Fields([("name", Text), ("digest", new Scalar(ScalarKind.Hash))], "name")))),
    ], "name");

    private static readonly Fields Guardrails = new(
    [
        ("name", Text), ("id", Text), ("arn", Text), ("account", Account), ("region", Text),
        ("baseline", new Fields(
            [("version", Text), ("approved-by", Texts), ("date", Date), ("file", Text), ("config", new Foreign())])),
    ], "name");

    private static readonly Form Approval = new Fields(
    [
        ("status", new Scalar(ScalarKind.Text, "approved", "rejected", "pending")), ("by", Texts), ("date", Date), ("expires", Date),
        ("purpose", new Many(new Scalar(ScalarKind.Text, "training", "evaluation", "retrieval", "analytics"))),
    ], "status");

    private static readonly Fields Datasets = new(
    [
        ("name", Text), ("id", Texts), ("source", Texts), ("version", Text), ("digest", Text), ("classification", Texts),
        ("owner", Text), ("license", Text), ("personal-data", Flag), ("contributors", Texts),
        ("preprocessing", new Fields([("pipeline", Text), ("run", Text), ("commit", Text), ("description", Text)])),
        ("approved-by", Texts), ("approval", Approval),
    ], "name");

    private static readonly Fields FineTunes = new(
    [
        ("name", Text), ("id", Texts), ("file", Texts), ("digest", Hashes), ("base", Text), ("datasets", Texts), ("run", Texts), ("owner", Text),
        ("provider", Text), ("released", Date), ("intended-use", Text), ("prohibited-use", Text), ("license", Text),
        ("modalities", Texts), ("parameters", Text), ("capabilities", Texts), ("limitations", Texts), ("evaluations", Texts),
        ("compute", Text), ("energy", Text), ("training-summary", Text), ("copyright-policy", Text),
        ("permitted-data", Texts), ("approved-by", Texts), ("approval", Approval),
    ], "name");

    private static readonly Fields ThirdParties = new([("name", Text), ("hosts", Texts), ("data", Texts), ("approved-by", Texts)], "name");

    private static readonly Fields Recalls = new(
    [
        ("asset", Text), ("kind", new Scalar(ScalarKind.Text, "model", "fine-tune", "dataset")), ("reason", Text), ("by", Texts), ("from", Date),
    ], "asset", "kind", "reason");

    private static readonly Fields Promotions = new(
    [
        ("section", new Scalar(ScalarKind.Text, "models", "prompts", "agents", "mcp-servers", "guardrails", "fine-tunes", "systems")),
        ("name", Text), ("version", Text), ("digest", Text), ("from", Text), ("to", Text), ("approved-by", Texts), ("date", Date), ("until", Date),
    ], "section", "name", "from", "to", "approved-by", "date");

    private static readonly Fields Waivers = new(
    [
        ("rule", Text), ("asset", Text), ("system", Text), ("account", Account), ("environment", Text),
        ("accepts", Texts), ("owner", Text), ("reason", Text), ("approved-by", Texts), ("from", Date), ("until", Date),
    ], "rule", "accepts", "owner", "reason", "until");

    private static readonly Fields Identities = new(
        [("person", Text), ("names", Texts), ("roles", Texts), ("keys", Texts), ("vouches", Flag)], "person");

    private static readonly Fields Policies = new(
    [
        ("name", Text), ("mode", new Scalar(ScalarKind.Text, "audit", "warn", "enforce")), ("quorum", Number), ("roles", Texts), ("reviews", Texts),
        ("sections", Texts), ("environments", Texts), ("risk-classes", Texts), ("valid-days", Number), ("review-days", Number),
    ], "name");

    private static readonly Fields Profiles = new(
        [("name", Text), ("objectives", new Many(new Either(Text, new Fields([("name", Text), ("controls", Texts)], "name", "controls"))))], "name", "objectives");

    private static readonly Fields Risks = new(
    [
        ("risk-class", new Scalar(ScalarKind.Text, "minimal", "limited", "high")), ("fail-on", new Scalar(ScalarKind.Text, "critical", "high", "medium", "low", "none")),
        ("approved-by", Texts),
    ], "risk-class", "fail-on");

    private static readonly Fields Gates = new(
    [
        ("mode", new Scalar(ScalarKind.Text, "audit", "warn", "enforce")), ("control", Text), ("system", Text), ("environment", Text),
        ("eval-keys", new Many(new Scalar(ScalarKind.Hash))), ("evidence-within", Count), ("owner", Text), ("reason", Text), ("approved-by", Texts),
    ], "mode");

    private static readonly Fields Overrides = new(
    [
        ("system", Text), ("environment", Text), ("control", Text), ("rule", Text), ("owner", Text), ("reason", Text), ("by", Text),
        ("from", Date), ("until", Date),
    ], "system", "environment", "owner", "reason", "from", "until");

    /// <summary>Every section: its key, the key that names an entry, and what an entry may say.</summary>
    public static ImmutableArray<(string Name, string Id, Fields Form)> Sections { get; } =
    [
        ("accounts", "id", Accounts), ("systems", "id", Systems), ("models", "list", Lists), ("prompts", "name", Prompts),
        ("evals", "suite", Evals), ("agents", "name", Agents), (PostureDocument.Section, "name", PosturePolicy), ("mcp-servers", "name", McpServers), ("guardrails", "name", Guardrails), ("datasets", "name", Datasets),
        ("fine-tunes", "name", FineTunes),
        ("third-parties", "name", ThirdParties), ("recalls", "asset", Recalls), ("promotions", "name", Promotions), ("waivers", "rule", Waivers),
        ("identities", "person", Identities), ("approval-policy", "name", Policies),
        ("posture-profiles", "name", Profiles), ("risk-thresholds", "risk-class", Risks),
        ("gates", "mode", Gates), ("gate-overrides", "system", Overrides),
    ];
}
