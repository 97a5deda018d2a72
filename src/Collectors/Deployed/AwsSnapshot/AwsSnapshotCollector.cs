using System.Runtime.CompilerServices;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Deployed.AwsSnapshot;

/// <summary>Reads saved answers of the AWS command line: what the control plane has configured now.</summary>
public sealed class AwsSnapshotCollector : ICollector
{
    internal const string Source = "aws-snapshot";

    /// <inheritdoc/>
    public string Name => Source;

    /// <inheritdoc/>
    public Plane Plane => Plane.Deployed;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => [ModelFact.Word, .. AgentHostWords.All, .. OwnWords.All];

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var gaps = new List<Claim>();
        var answers = new List<Answer>();
        var registries = RegistryReferences.Of(scope);
        foreach (var file in scope.Files)
        {
            if (registries.IsApproved(file.Path)) continue;
            cancellation.ThrowIfCancellationRequested();
            answers.AddRange(AnswerFiles.Read(file, gaps));
        }

        foreach (var gap in gaps) yield return gap;
        if (answers.Count == 0) yield break;

        var snapshot = new Snapshot(answers) { AsOf = scope.AsOf };
        var said = new HashSet<(AssetId, string, Plane, Value, DateTimeOffset, string)>();
        foreach (var claim in AnswerReaders.All.SelectMany(r => Read(r, snapshot)))
        {
            cancellation.ThrowIfCancellationRequested();
            if (said.Add((claim.Subject, claim.Property, claim.Plane, claim.Value, claim.Time, claim.Origin.Source))) yield return claim;
        }
    }

    // One sort of answers that breaks takes no other with it: what it would have said of anything is a gap.
    private static List<Claim> Read(IAnswerReader reader, Snapshot snapshot)
    {
        var claims = new List<Claim>();
        try
        {
            foreach (var claim in reader.Read(snapshot)) claims.Add(claim);
        }
#pragma warning disable CA1031 // the reader's door
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            claims.Add(new Gap(
                Source, Plane.Deployed, GapKind.Unreadable, $"reading the answers about {reader.GetType().Name} breaks ({e.GetType().Name})",
                "Report this with the input that caused it; the other answers still count.", Reach.Everything, []).ToClaim(new Origin(Source)));
        }

        return claims;
    }
}
