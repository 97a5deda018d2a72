using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Cel.Types.CelType;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>States agent posture policies.</summary>
internal static class PosturePolicies
{
    private static readonly string[] Reading = ["read", "list", "get", "view", "query", "search", "describe"];

    private static readonly CelType Policy = Object("agent-posture-policy",
        ("agent", CelType.String),
        ("says", List(CelType.String)),         // the keys that it states: allowed_tools, max_sub_agents, …
        ("scopes", List(CelType.String)),       // as written, one by one
        ("readOnly", Bool),                     // it states scopes, and every one of them only reads
        ("allowed", List(CelType.String)), ("denied", List(CelType.String)),   // `*` and `?` as wildcards
        ("toolCalls", Int), ("subAgents", Int), // at most; 0 where it says nothing, so ask `says`
        ("approval", List(CelType.String)),     // any_write_operation, any_operation, or tools by name
        ("retention", Int),                     // days
        ("store", CelType.String),              // where traces are kept; empty = not said
        ("alert", Bool),
        ("at", CelType.String));                // the entry of the ledger, or file and line

    /// <summary>The words of agents that policies speak of.</summary>
    public static IReadOnlyList<Property> Words { get; } =
    [
        new(AssetKind.Agent, "policy", Policy, false, "its posture policy", IsOptional: true),
        new(AssetKind.Agent, "logRetention", Shapes.LogRetention, true, "how long the logs of its account are kept", new Borrowing("lives-in", AssetKind.Account, "logRetention", IsLost: true), IsIncidental: true),
    ];

    public static void State(Book book, Statements statements)
    {
        foreach (var item in book[PostureDocument.Section])
        {
            var id = book.AssetOf(item);
            if (book.Find("agents", id.Key) is null)
            {
                statements.Register(id, item.Id, item.First);
                statements.Word(id, "autonomy", Value.Of("agent"), item.First);
                if (item.One("owner") is { } owner) statements.Fact(id, "owner", owner.Text?.Trim(), owner);
            }

            foreach (var alias in item.One("identity")?["also_known_as"]?.Items ?? []) statements.Bind(id, alias.Text?.Trim(), "is", alias);
            statements.Word(id, "policy", Say(item), item.First);
            if (!PostureDocument.Parts.Any(item.Clashes)) statements.Cover(new Reach(id), item.First, "agent.policy");
            foreach (var (_, sentence, at) in item.Contradictions($"the posture policy of `{item.Id}`"))
                statements.Unreadable(new Reach(id), sentence, "let one policy stand, or give both the same value", at.Origin, ["agent.policy"]);
        }
    }

    private static Value Say(Item item)
    {
        var (identity, permissions, execution, monitoring) = (item.One("identity"), item.One("permissions"), item.One("execution"), item.One("monitoring"));
        var says = new[] { identity, permissions, execution, monitoring }.OfType<Said>()
            .SelectMany(s => ((Posture.Rules.YamlMap)s.Node).Entries.Select(e => e.Key)).Order(StringComparer.Ordinal);
        var scopes = Texts(identity, "credential_scope").SelectMany(s => s.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
        return Value.Map(
            ("agent", Value.Of(item.Id)), ("says", Value.List(says)), ("scopes", Value.List(scopes)), ("readOnly", Value.Of(scopes.Count > 0 && scopes.TrueForAll(Reads))),
            ("allowed", Value.List(Texts(permissions, "allowed_tools"))), ("denied", Value.List(Texts(permissions, "denied_tools"))),
            ("toolCalls", Value.Of(Count(execution, "max_tool_calls_per_run"))), ("subAgents", Value.Of(Count(execution, "max_sub_agents"))),
            ("approval", Value.List(Texts(execution, "requires_human_approval"))), ("retention", Value.Of(Count(monitoring, "trace_retention_days"))),
            ("store", Value.Of(monitoring?["trace_store"]?.Text?.Trim() ?? "")), ("alert", Value.Of(monitoring?["alert_on_baseline_deviation"]?.Text is { } flag && Flags.IsTrue(flag))),
            ("at", Value.Of(item.First.File.StartsWith("ledger/", StringComparison.Ordinal) ? item.First.File["ledger/".Length..] : item.First.Where)));
    }

    private static bool Reads(string scope)
    {
        var verb = scope.Split(':', '.', '/')[0].Trim().ToLowerInvariant();
        return Reading.Contains(verb) || scope.EndsWith(".readonly", StringComparison.OrdinalIgnoreCase) || scope.EndsWith(":read", StringComparison.OrdinalIgnoreCase) || scope.EndsWith(".read", StringComparison.OrdinalIgnoreCase);
    }

    private static List<string> Texts(Said? part, string key) => [.. (part?[key]?.Items ?? []).Select(i => i.Text!.Trim())];

    private static long Count(Said? part, string key) => part?[key]?.Text is { } text ? (long)double.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 0;
}
