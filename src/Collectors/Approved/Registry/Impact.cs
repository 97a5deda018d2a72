using System.Collections.Immutable;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>Whose evidence suffers where an entry cannot be relied on.</summary>
/// <param name="Reaches">The assets that are not seen whole.</param>
/// <param name="Speaks">The words that may be missing; empty where every word may be.</param>
/// <param name="Workloads">The workloads that the entry is about.</param>
internal sealed record Impact(ImmutableArray<Reach> Reaches, ImmutableArray<string> Speaks, ImmutableArray<Workload> Workloads)
{
    private static readonly ImmutableArray<string> GuardrailWords =
        [.. new[] { "pii", "patterns", "filters", "topics", "words", "grounding", "breadth", "wording", "detectOnly", "version", "approvers" }.Select(w => "guardrail." + w)];

    /// <summary>The impact of an item of any section.</summary>
    public static Impact Of(Item item, Book book) => item.Section switch
    {
        "accounts" => new([new Reach(Account: item.Id)], [], [.. book.About.In(item.Id)]),
        "systems" => On(book, item, [.. book.About.Of(item)], []),
        "workloads" => On(book, item, [.. book.About.Own(item)], []),
        "models" => Lists(item, book),
        "prompts" => On(book, item, [.. book.About.Naming("prompts", item.Id)], ["workload.prompts", "workload.promptLines", "workload.signOffs"]),
        "evals" => On(book, item, [.. book.About.Naming("suites", item.First.Named("suite"))], ["workload.suites"]),
        "agents" => Asset(book, item, [], [.. book.About.Naming("agents", item.Id)]),
        PostureDocument.Section => Asset(book, item, ["agent.policy"], []),
        "guardrails" => Asset(book, item, GuardrailWords, [.. book.About.Guarded(item)]),
        "waivers" or "promotions" or "gates" or "gate-overrides" or "identities" or "approval-policy" or "posture-profiles" or "risk-thresholds" => new([Reach.Everything], WordsOf(item.Section), []),
        _ => Asset(book, item, [], []),
    };

    /// <summary>The impact of a problem: of the entries that start where its own does, or of its whole section.</summary>
    public static Impact Of(Problem problem, Book book)
    {
        var items = problem.Item is null ? [] : Items(book, problem.Section)
            .Where(i => i.Entries.Any(e => e.File == problem.File && e.Node.Line == problem.Item.Node.Line)).ToList();
        if (items.Count == 0) return new([Reach.Everything], WordsOf(problem.Section), []);
        var impacts = items.ConvertAll(i => Of(i, book));
        return new([.. impacts.SelectMany(i => i.Reaches).Distinct()], impacts[0].Speaks, [.. impacts.SelectMany(i => i.Workloads).Distinct()]);
    }

    private static IEnumerable<Item> Items(Book book, string section) =>
        section == "workloads" ? book.Workloads.Select(w => w.Item) : book[section];

    private static ImmutableArray<string> WordsOf(string section) => section switch
    {
        "models" => ["workload.catalogue"],
        "prompts" => ["workload.prompts", "workload.promptLines", "workload.signOffs"],
        "evals" => ["workload.suites"],
        "agents" => ["agent.models", "agent.tools", "agent.guardrail", "agent.actions", "agent.registered"],
        PostureDocument.Section => ["agent.policy"],
        "mcp-servers" => ["mcp-server.tools", "mcp-server.registered"],
        "guardrails" => [.. GuardrailWords, "guardrail.registered", "workload.guardrail"],
        "datasets" => ["dataset.registered", "dataset.record"],
        "fine-tunes" => ["fine-tune.registered", "fine-tune.trainingData", "fine-tune.permittedData", "fine-tune.card"],
        "third-parties" => ["log-sink.thirdParty"],
        "recalls" => ["model.recalled", "fine-tune.recalled", "dataset.recalled"],
        "waivers" => ["ai-system.waivers"],
        "identities" or "approval-policy" => ["registry-entry.approval"],
        "gates" => ["ai-system.gates"],
        "posture-profiles" => ["ai-system.objectives"],
        "risk-thresholds" => ["ai-system.thresholds"],
        "gate-overrides" => ["workload.overrides"],
        "promotions" => ["workload.parity"],
        _ => [],
    };

    private static Impact On(Book book, Item item, ImmutableArray<Workload> workloads, ImmutableArray<string> words) =>
        workloads.IsEmpty
            ? new([new Reach(book.AssetOf(item))], [], [])
            : new([.. workloads.Select(w => new Reach(w.Id))], words, workloads);

    private static Impact Asset(Book book, Item item, ImmutableArray<string> words, ImmutableArray<Workload> workloads) =>
        new([new Reach(book.AssetOf(item))], words, workloads);

    private static Impact Lists(Item item, Book book)
    {
        ImmutableArray<Workload> admitted = [.. book.Workloads.Where(w => ModelLists.Admits(item, w))];
        return admitted.Length == book.Workloads.Count
            ? new([Reach.Everything], ["workload.catalogue"], admitted)
            : new([.. admitted.Select(w => new Reach(w.Id))], ["workload.catalogue"], admitted);
    }
}
