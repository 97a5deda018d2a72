using System.Runtime.CompilerServices;
using Plumbline.Collectors.Files.Containers;
using Plumbline.Collectors.Files.Kubernetes;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.Kubernetes;

/// <summary>Reads Kubernetes manifests for the AI workloads they declare: what runs, what it serves, who reaches it and what it may do.</summary>
public sealed class KubernetesCollector : ICollector
{
    /// <inheritdoc/>
    public string Name => "kubernetes";

    /// <inheritdoc/>
    public Plane Plane => Plane.Declared;

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
