namespace Plumbline.Collectors.Approved.Registry;

/// <summary>Which workloads an entry is about, looked up instead of searched for.</summary>
internal sealed class WorkloadIndex(IReadOnlyList<Workload> workloads, Func<Workload, Item?> guardrail)
{
    private readonly ILookup<string, Workload> byAccount = workloads.ToLookup(w => w.Account, StringComparer.Ordinal);
    private readonly ILookup<Item, Workload> bySystem = workloads.ToLookup(w => w.System);
    private readonly ILookup<Item, Workload> byItem = workloads.ToLookup(w => w.Item);
    private readonly Dictionary<string, ILookup<string, Workload>> byName = new(StringComparer.Ordinal);
    private ILookup<Item, Workload>? byGuardrail;

    public IEnumerable<Workload> In(string account) => byAccount[account];

    public IEnumerable<Workload> Of(Item system) => bySystem[system];

    /// <summary>The workload whose entry this is.</summary>
    public IEnumerable<Workload> Own(Item entry) => byItem[entry];

    /// <summary>The workloads that must use the guardrail.</summary>
    public IEnumerable<Workload> Guarded(Item item) =>
        (byGuardrail ??= workloads.Select(w => (Workload: w, Item: guardrail(w))).Where(p => p.Item is not null).ToLookup(p => p.Item!, p => p.Workload))[item];

    /// <summary>The workloads that name it under a key: an agent, a prompt, a suite.</summary>
    public IEnumerable<Workload> Naming(string key, string name)
    {
        if (!byName.TryGetValue(key, out var named))
            byName[key] = named = workloads.SelectMany(w => w.Item.Union(key).Select(s => s.Named("name")).Distinct().Select(n => (Workload: w, Name: n))).ToLookup(p => p.Name, p => p.Workload, StringComparer.Ordinal);
        return named[name];
    }
}
