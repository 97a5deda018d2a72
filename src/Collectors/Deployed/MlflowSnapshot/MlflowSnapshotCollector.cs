using System.Runtime.CompilerServices;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Deployed.MlflowSnapshot;

/// <summary>Reads saved answers of an MLflow server: model versions, and the runs that made them with the data they read.</summary>
public sealed class MlflowSnapshotCollector : ICollector
{
    internal const string Source = "mlflow-snapshot";

    /// <inheritdoc/>
    public string Name => Source;

    /// <inheritdoc/>
    public Plane Plane => Plane.Deployed;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => [];

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var registries = RegistryReferences.Of(scope);
        var records = new MlflowRecords();
        var gaps = new List<Claim>();
        foreach (var file in scope.Files.Where(f => !registries.IsApproved(f.Path)))
        {
            cancellation.ThrowIfCancellationRequested();
            MlflowFiles.Read(file, records, gaps);
        }

        foreach (var gap in gaps) yield return gap;
        var said = new HashSet<(AssetId, string, Value, DateTimeOffset, string?)>();
        foreach (var claim in records.Runs.Values.SelectMany(Lineage.Of).Concat(records.Versions.Values.SelectMany(v => Lineage.Of(v, records))))
            if (said.Add((claim.Subject, claim.Property, claim.Value, claim.Time, claim.Origin.File))) yield return claim;
    }
}
