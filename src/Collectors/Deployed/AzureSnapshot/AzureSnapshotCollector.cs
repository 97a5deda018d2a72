using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Deployed.AzureSnapshot;

/// <summary>Reads saved answers of the Azure command line: accounts of AI services, their deployments, content filters and logging.</summary>
public sealed class AzureSnapshotCollector : ICollector
{
    internal const string Source = "azure-snapshot";

    private static readonly ImmutableArray<string> Words =
        [.. Endpoints.Words, "endpoint.deployments", "endpoint.logs", .. Policies.Words];

    /// <inheritdoc/>
    public string Name => Source;

    /// <inheritdoc/>
    public Plane Plane => Plane.Deployed;

    /// <inheritdoc/>
    IReadOnlyList<Property> ICollector.Words => [];

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var resources = AzureResources.Of(scope);
        foreach (var file in resources.Unread) yield return Unreadable(file);
        if (resources.All.Count == 0) yield break;
        var estate = new AzureEstate(resources);
        var said = new HashSet<(AssetId, string, Plane, Value, string)>();
        foreach (var claim in Endpoints.Read(estate).Concat(Deployments.Read(estate)).Concat(DiagnosticSettings.Read(estate)).Concat(Policies.Read(estate)))
        {
            cancellation.ThrowIfCancellationRequested();
            if (said.Add((claim.Subject, claim.Property, claim.Plane, claim.Value, claim.Origin.Source))) yield return claim;
        }
    }

    private static Claim Unreadable(AzureUnread file) => new Gap(
        Source, Plane.Deployed, GapKind.Unreadable, file.Reason, "run the command again with `-o json` and save its whole output",
        file.Subscription is { } subscription ? new Reach(Account: subscription) : Reach.Everything, Words).ToClaim(new Origin(Source, file.File));
}
