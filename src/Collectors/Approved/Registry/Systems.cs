using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>States the AI systems, which workloads they own, and roles that two workloads claim.</summary>
internal static class Systems
{
    public static void State(Book book, Pages pages, Statements statements)
    {
        foreach (var item in book["systems"]) State(item, book, statements);
        foreach (var workload in book.Workloads)
        {
            foreach (var (system, at) in WorkloadGroups.Owners(pages, workload))
                statements.Relate(new AssetId(AssetKind.AiSystem, system), "owns", workload.Id, at);
            OneOwner(workload, pages, book, statements);
        }

        foreach (var key in new[] { "runs-as", "deployed-as" }) OneWorkload(key, book, statements);
    }

    private static void State(Item item, Book book, Statements statements)
    {
        var id = book.AssetOf(item);
        statements.Register(id, item.Text("name") ?? item.Id, item.First);
        Facts(id, item, statements);
        if (item.One("regulated") is { } regulated) statements.Fact(id, "regulated", Flags.IsTrue(regulated.Text!), regulated);
        foreach (var (_, sentence, at) in item.Contradictions($"system `{item.Id}`"))
            statements.Contradict(Impact.Of(item, book) with { Speaks = [] }, sentence, at);
    }

    /// <summary>The facts of a system that hold for what it owns.</summary>
    public static void Facts(AssetId id, Item system, Statements statements)
    {
        foreach (var fact in new[] { "owner", "criticality" })
            if (system.One(fact) is { } said) statements.Fact(id, fact, said.Text, said);
        if (system.One("risk-class") is { } risk) statements.Fact(id, "risk", risk.Text, risk);
        if (system.One("data") is { } data) statements.Word(id, "data", Value.List(data.Items.Select(d => d.Text!.Trim())), data);
    }

    private static void OneOwner(Workload workload, Pages pages, Book book, Statements statements)
    {
        var owners = WorkloadGroups.Owners(pages, workload).DistinctBy(o => o.System).ToList();
        if (owners.Count < 2) return;
        statements.Contradict(
            Impact.Of(workload.Item, book),
            $"workload `{workload.Name}` belongs to {string.Join(" and ", owners.Select(o => $"`{o.System}` ({o.At.Where})"))}",
            owners[0].At);
    }

    private static void OneWorkload(string key, Book book, Statements statements)
    {
        var claimed = book.Workloads.SelectMany(w => w.Item.Union(key).Select(s => (Workload: w, Said: s)))
            .GroupBy(p => p.Said.Text!.Trim(), StringComparer.Ordinal);
        foreach (var group in claimed)
        {
            var owners = group.DistinctBy(p => p.Workload.Id).OrderBy(p => p.Workload.Id).ToList();
            if (owners.Count < 2) continue;
            var sentence = $"`{group.Key}` is `{key}` of {string.Join(" and ", owners.Select(o => $"`{o.Workload.Id.Key}` ({o.Said.Where})"))}";
            foreach (var (workload, said) in owners) statements.Word(workload.Id, "contradictions", Value.Of(sentence), said);
        }
    }
}
