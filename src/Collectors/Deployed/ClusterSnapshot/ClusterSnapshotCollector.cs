using System.Runtime.CompilerServices;
using Plumbline.Collectors.Files.Containers;
using Plumbline.Collectors.Files.Kubernetes;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Deployed.ClusterSnapshot;

/// <summary>Reads recorded answers of clusters for the AI workloads in them: what runs, what it serves, who reaches it and what it may do.</summary>
public sealed class ClusterSnapshotCollector : ICollector
{
    /// <inheritdoc/>
    public string Name => "cluster-snapshot";

    /// <inheritdoc/>
    public Plane Plane => Plane.Deployed;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => ContainerWords.All;

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var claim in ClusterClaims.Of(scope, Plane, Name))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return claim;
        }
    }
}
