using Plumbline.Collectors.Approved.Registry;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Gates;
using Plumbline.Store.Ledgers;

namespace Plumbline.Cli.Commands;

/// <summary>The systems that registries list, and the environments of their workloads: what there is a gate of.</summary>
internal static class KnownGates
{
    /// <summary>System and environment as the registry writes them.</summary>
    /// <param name="roots">Folders with registries; none: those of the last scan.</param>
    /// <param name="store">The ledger that was asked for.</param>
    /// <param name="system">The system's id or name.</param>
    /// <param name="environment">The environment, in full or short.</param>
    /// <exception cref="LedgerException">No registry knows one of them.</exception>
    public static async Task<(string System, string Environment)> FindAsync(string[] roots, string? store, string system, string environment)
    {
        var systems = await ReadAsync(roots.Length > 0 ? roots : LastScan.Recall()?.Paths ?? [], store).ConfigureAwait(false);
        if (systems.Count == 0) throw new LedgerException("no registry lists a system; name a folder with --registry, or scan one first");
        var known = systems.Values.ToList();
        var meant = known.Find(s => s.Id == system) ?? (known.FindAll(s => s.Name == system) is [var one] ? one : null)
            ?? throw new LedgerException($"no registry lists the system `{system}`; known are {Listed(known.Select(s => s.Id))}");
        var request = new GateRequest(meant.Id, environment, [], DateTimeOffset.MinValue);
        return meant.Environments.FirstOrDefault(request.IsIn) is { } where ? (meant.Id, where)
            : throw new LedgerException(meant.Environments.Count == 0 ? $"no registry lists a workload of `{meant.Id}`, so there is no gate to override"
                : $"`{meant.Id}` has no workload in `{environment}`; it is in {Listed(meant.Environments)}");
    }

    private sealed record Listing(string Id)
    {
        public string Name { get; set; } = "";

        public bool IsListed { get; set; }

        public SortedSet<string> Environments { get; } = new(StringComparer.Ordinal);
    }

    private static async Task<Dictionary<string, Listing>> ReadAsync(string[] roots, string? store)
    {
        var there = roots.Where(r => Directory.Exists(r) || File.Exists(r)).ToArray();
        var scope = there.Length == 0 ? new("", TimeProvider.System.GetUtcNow(), [], [])
            : Estate.Open(there, null, TimeProvider.System, out var problem) ?? throw new LedgerException(problem!);
        var (systems, places) = (new Dictionary<string, Listing>(StringComparer.Ordinal), new Dictionary<AssetId, string>());
        var owned = new List<(string System, AssetId Workload)>();
        await foreach (var claim in new RegistryCollector().CollectAsync(RegistrySession.With(scope, store), CancellationToken.None).ConfigureAwait(false))
        {
            if (claim is { Subject.Kind: AssetKind.AiSystem, Property: "registered" }) Of(claim).IsListed = true;
            if (claim is { Subject.Kind: AssetKind.Workload, Property: "environment" } && claim.Value.AsString is { Length: > 0 } place) places[claim.Subject] = place;
            if (claim.Property == Claim.Reserved.Relation && claim.Subject.Kind == AssetKind.AiSystem && Relation.Read(claim) is { Verb: "owns" } relation) owned.Add((claim.Subject.Key, relation.To));
            if (claim is { Subject.Kind: AssetKind.AiSystem, Property: "name" }) Of(claim).Name = claim.Value.AsString ?? "";
        }

        foreach (var (system, workload) in owned)
            if (places.TryGetValue(workload, out var place) && systems.TryGetValue(system, out var listing)) listing.Environments.Add(place);
        return systems.Where(s => s.Value.IsListed).ToDictionary(StringComparer.Ordinal);

        Listing Of(Claim claim) => systems.TryGetValue(claim.Subject.Key, out var known) ? known : systems[claim.Subject.Key] = new Listing(claim.Subject.Key);
    }

    private static string Listed(IEnumerable<string> names)
    {
        const int Most = 20;
        var all = names.Order(StringComparer.Ordinal).ToList();
        return string.Join(", ", all.Take(Most).Select(n => $"`{n}`")) + (all.Count > Most ? " and others" : "");
    }
}
