using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Gates;
using Plumbline.Posture.Scans;

namespace Plumbline.Server.Admission;

/// <summary>Where in clusters the registry says a workload runs: `deployed-as: k8s:CLUSTER/NAMESPACE` or `k8s:CLUSTER/NAMESPACE/KIND/NAME`.</summary>
internal sealed record RegisteredPlace(string Cluster, string Space, string Kind, string Name, string System, string Environment, string Workload)
{
    private const string Prefix = "k8s:";

    /// <summary>All of a report.</summary>
    public static IEnumerable<RegisteredPlace> All(Report report, IReadOnlyList<GateStanding> standings)
    {
        var byId = standings.SelectMany(s => s.Workloads.Select(w => (w.Id, s.Decision.System, s.Decision.Environment, w.Name))).ToLookup(w => w.Id);
        foreach (var claim in report.Claims.Where(c => c is { Property: Claim.Reserved.Binding, Plane: Plane.Approved }))
        {
            if (Binding.From(claim) is not { How: "deployed-as", Alias: var alias } || !alias.StartsWith(Prefix, StringComparison.Ordinal)) continue;
            if (alias[Prefix.Length..].Split('/') is not ([_, _] or [_, _, _, _]) || report.Graph.Find(claim.Subject) is not { } row) continue;
            var parts = alias[Prefix.Length..].Split('/');
            foreach (var (_, system, environment, name) in byId[row.Id])
                yield return new(parts[0], parts[1], parts.Length == 4 ? parts[2].ToLowerInvariant() : "", parts.Length == 4 ? parts[3] : "", system, environment, name);
        }
    }

    /// <summary>True where it is about an object.</summary>
    public bool Is(string? cluster, string kind, string name) => IsIn(cluster) && Kind.Equals(kind, StringComparison.OrdinalIgnoreCase) && Name == name;

    /// <summary>True where it is about all of the namespace.</summary>
    public bool IsWhole(string? cluster) => IsIn(cluster) && Kind.Length == 0;

    private bool IsIn(string? cluster) => cluster is null || cluster == Cluster;
}
