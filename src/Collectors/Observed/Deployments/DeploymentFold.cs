using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Observed.Deployments;

/// <summary>One deployment as far as any record says it; empty where none does.</summary>
internal sealed class Deployment
{
    /// <summary>What it came from, or the ARN of what it changed, most exact name first; each may be what a registry names.</summary>
    public SortedSet<string> Sources { get; } = new(StringComparer.Ordinal);

    public string How { get; set; } = "";

    public string Actor { get; set; } = "";

    public bool IsProduction { get; set; }

    public DateTimeOffset Asked { get; set; } = DateTimeOffset.MaxValue;

    public List<(DateTimeOffset Time, string State)> States { get; } = [];

    public Origin? Origin { get; set; }
}

/// <summary>Folds records into deployments and says the successful ones to production as releases.</summary>
internal sealed class DeploymentFold
{
    private static readonly HashSet<string> Successes = new(StringComparer.OrdinalIgnoreCase) { "success", "succeeded", "inactive", "completed" };
    private readonly SortedDictionary<string, Deployment> deployments = new(StringComparer.Ordinal);

    /// <summary>The deployment of this name, told where a record of it lies.</summary>
    public Deployment Of(string name, Origin origin)
    {
        if (!deployments.TryGetValue(name, out var found)) deployments[name] = found = new Deployment();
        if (found.Origin is null || origin.CompareTo(found.Origin) < 0) found.Origin = origin;
        return found;
    }

    /// <summary>Releases, in a fixed order.</summary>
    public IEnumerable<Claim> ToClaims()
    {
        foreach (var (name, one) in deployments)
        {
            if (!one.IsProduction || one.Sources.Count == 0) continue;
            // GitHub calls a deployment inactive once a later one took its place: it had succeeded before.
            var succeeded = one.States.Where(s => Successes.Contains(s.State)).Select(s => (DateTimeOffset?)s.Time).Min();
            if (one.States.Count > 0 && succeeded is null) continue;
            var time = succeeded ?? one.Asked;
            if (time == DateTimeOffset.MaxValue) continue;
            var how = one.States.Count > 0 ? one.How : $"{one.How}, state not exported";
            var value = Value.Map(("api", Value.Of(how)), ("actor", Value.Of(one.Actor.Length > 0 ? one.Actor : "unknown")), ("time", Value.Of(time)));
            foreach (var source in one.Sources)
            {
                var key = source.StartsWith("arn:", StringComparison.Ordinal) ? source : ReleaseSources.Key(source);
                yield return new Claim(new AssetId(AssetKind.Workload, key), "releases", Plane.Observed, value, one.Origin! with { Event = name }, time);
            }
        }
    }
}
