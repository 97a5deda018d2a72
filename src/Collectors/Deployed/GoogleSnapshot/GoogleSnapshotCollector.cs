using System.Runtime.CompilerServices;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Deployed.GoogleSnapshot;

/// <summary>Reads saved answers of gcloud and of Google's APIs: what Vertex AI, Model Armor and audit logging have configured now.</summary>
public sealed class GoogleSnapshotCollector : ICollector
{
    internal const string Source = "google-snapshot";

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
        var files = new AnswerFiles(GoogleProjects.Of(scope));
        var registries = RegistryReferences.Of(scope);
        foreach (var file in scope.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!registries.IsApproved(file.Path)) files.Read(file);
        }

        foreach (var gap in files.Gaps) yield return gap;
        if (files.Answers.Count == 0) yield break;

        var snapshot = new Snapshot(files.Answers, files.Projects, registries);
        var said = new HashSet<(AssetId, string, Plane, Cel.Types.Value, DateTimeOffset, string)>();
        foreach (var claim in AnswerReaders.All.SelectMany(r => r.Read(snapshot)))
        {
            cancellation.ThrowIfCancellationRequested();
            if (said.Add((claim.Subject, claim.Property, claim.Plane, claim.Value, claim.Time, claim.Origin.Source))) yield return claim;
        }
    }
}
