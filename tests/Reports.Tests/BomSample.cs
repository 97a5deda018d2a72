using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Reports.Tests;

/// <summary>An estate with one of each thing that a bill of materials lists.</summary>
internal static class BomSample
{
    private static readonly AssetId Chat = new(AssetKind.Workload, "chat");
    private static readonly AssetId Agent = new(AssetKind.Agent, "triage");
    private static readonly AssetId Tuned = new(AssetKind.FineTune, "arn:aws:bedrock:eu-west-1:111122223333:custom-model/loans");
    private static readonly AssetId Data = new(AssetKind.Dataset, "loans-2026");
    private static readonly AssetId Server = new(AssetKind.McpServer, "https://mcp.example.com/files");
    private static readonly AssetId Package = new(AssetKind.Package, "pkg:pypi/openai@1.2.3");

    public static readonly Report Report = Make(false);

    /// <summary>The same claims in another order.</summary>
    public static Report Again() => Make(true);

    private static Report Make(bool backwards)
    {
        var words = Vocabulary.Of(Collectors.Catalogue.All.SelectMany(c => c.Words));
        var claims = Claims().ToList();
        if (backwards) claims.Reverse();
        var (graph, book) = (AssetGraph.From(claims, words), new Rulebook([], []));
        return new Report(new Scope("chat estate", Sample.Now, [], []), graph, book, Assessment.Of(graph, book, Sample.Now, 1));
    }

    private static IEnumerable<Claim> Claims() =>
    [
        Say(Chat, "name", Plane.Approved, Value.Of("=chat, \"the\" bot"), "registry.yaml", 3), Say(Chat, "owner", Plane.Approved, Value.Of("support"), "registry.yaml", 4),
        Say(Chat, "environment", Plane.Approved, Value.Of("staging"), "registry.yaml", 5), Say(Chat, "registered", Plane.Approved, Value.True, "registry.yaml", 3),
        Say(Chat, "data", Plane.Approved, Value.List(["customer-pii"]), "registry.yaml", 6),
        Say(Chat, "models", Plane.Declared, Model("gpt-4o-2024-08-06"), "app/chat.py", 4), Say(Chat, "models", Plane.Declared, Model("acme/tiny"), "app/embed.py", 2),
        Say(Chat, "uses", Plane.Declared, Use("chat", "openai", ["gpt-4o-2024-08-06"], "literal", []), "app/chat.py", 4),
        Say(Chat, "uses", Plane.Declared, Use("chat", "openai", [], "open", ["CHAT_MODEL"]), "app/chat.py", 9),
        Say(Chat, "uses", Plane.Declared, Use("embedding", "huggingface", ["acme/tiny"], "literal", []), "app/embed.py", 2),
        Say(Chat, "uses", Plane.Declared, Use("chat", "azure-openai", ["prod-chat"], "literal", []), "app/azure.py", 2),
        Say(Chat, "containers", Plane.Deployed, Map(("name", "chat"), ("image", "ghcr.io/acme/chat:1@sha256:" + new string('a', 64)), ("repository", "ghcr.io/acme/chat"), ("tag", "1"), ("digest", "sha256:" + new string('a', 64))), "cluster.json", 7),
        Say(Agent, "name", Plane.Declared, Value.Of("triage"), "app/agent.py", 3), Say(Agent, "models", Plane.Declared, Model("gpt-4o-2024-08-06"), "app/agent.py", 3),
        Say(Agent, "tools", Plane.Declared, Tool("refund", "write", true), "app/agent.py", 5), Say(Agent, "tools", Plane.Approved, Tool("refund", "unknown", false), "registry.yaml", 9),
        Say(Agent, "instruction", Plane.Declared, Value.Of("sha256:" + new string('b', 64)), "app/agent.py", 4),
        new Relation(Chat, "runs", Agent).ToClaim(Plane.Declared, new Origin("code", "app/agent.py", 3), default), new Relation(Agent, "uses", Server).ToClaim(Plane.Declared, new Origin("code", "app/agent.py", 6), default),
        Say(Tuned, "name", Plane.Approved, Value.Of("loans-tuned"), "registry.yaml", 20), Say(Tuned, "tunedFrom", Plane.Approved, Value.Of("amazon.nova-lite-v1:0"), "registry.yaml", 21),
        Say(Tuned, "trainingData", Plane.Approved, Map(("dataset", "loans-2026"), ("location", "s3://loans"), ("role", "training")), "registry.yaml", 22),
        Say(Tuned, "card", Plane.Approved, Value.Map(("use", Value.Of("loan letters")), ("license", Value.Of("Apache-2.0")), ("provider", Value.Of("Acme")), ("limitations", Value.List(["english only"])), ("evaluations", Value.List(["regression 0.91"]))), "registry.yaml", 23),
        Say(Data, "record", Plane.Approved, Value.Map(("dataset", Value.Of("loans-2026")), ("version", Value.Of("3")), ("license", Value.Of("in house")), ("owner", Value.Of("data-office")), ("classes", Value.List(["customer-pii"])), ("sources", Value.List(["core banking"]))), "registry.yaml", 30),
        Say(Server, "entries", Plane.Declared, Map(("client", "cursor"), ("name", "files"), ("transport", "http"), ("url", "https://mcp.example.com/files"), ("network", "public")), ".cursor/mcp.json", 3),
        Say(Package, "name", Plane.Declared, Value.Of("openai"), "requirements.txt", 1), Say(Package, "version", Plane.Declared, Value.Of("1.2.3"), "requirements.txt", 1),
        Say(Package, "advisories", Plane.Declared, Value.Map(("id", Value.Of("GHSA-aaaa-bbbb-cccc")), ("aliases", Value.List(["CVE-2026-0001"])), ("severity", Value.Of("high")), ("score", Value.Of(8.1)), ("fixed", Value.Of("1.2.4")), ("summary", Value.Of("a prompt leaves the process")), ("malicious", Value.False)), "requirements.txt", 1),
        new Gap("code-uses", Plane.Declared, GapKind.Unreadable, "`app/broken.py` is not utf-8", "save it as utf-8", new Reach(Chat), []).ToClaim(new Origin("code-uses", "app/broken.py")),
    ];

    private static Claim Say(AssetId id, string word, Plane plane, Value value, string file, int line) => new(id, word, plane, value, new Origin("test", file, line), Sample.Now);

    private static Value Model(string id) => Value.Map(("id", Value.Of(id)), ("base", Value.Of(ModelId.Parse(id).Base)), ("pinned", Value.True));

    private static Value Map(params (string, string)[] fields) => Value.Map([.. fields.Select(f => (f.Item1, Value.Of(f.Item2)))]);

    private static Value Tool(string name, string effect, bool confirmed) => Value.Map(("name", Value.Of(name)), ("group", Value.Of("")), ("effect", Value.Of(effect)), ("confirmation", Value.Of(confirmed)), ("runs", Value.Of("")));

    private static Value Use(string use, string provider, string[] models, string known, string[] open) => Value.Map(
        ("use", Value.Of(use)), ("provider", Value.Of(provider)), ("library", Value.Of(provider)), ("models", Value.List(models)), ("known", Value.Of(known)), ("open", Value.List(open)), ("key", Value.Of("environment API_KEY")), ("host", Value.Of("")));
}
