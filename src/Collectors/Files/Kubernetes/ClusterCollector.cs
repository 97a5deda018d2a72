using System.Runtime.CompilerServices;
using Plumbline.Collectors.Files.Containers;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>Reads objects of Kubernetes for the AI workloads in them: what runs, what it serves, who reaches it and what it may do. Written manifests and a cluster's answers differ in the plane they speak for.</summary>
public abstract class ClusterCollector(string name, Plane plane) : ICollector
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public Plane Plane => plane;

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
