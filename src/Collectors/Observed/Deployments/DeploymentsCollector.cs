using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Observed.Deployments;

/// <summary>Reads what pipelines deployed: which workload was released when and by whom.</summary>
public sealed partial class DeploymentsCollector : ICollector
{
    private const int LargestRecord = 8 << 20;

    /// <inheritdoc/>
    public string Name => "deployments";

    /// <inheritdoc/>
    public Plane Plane => Plane.Observed;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => [];

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var fold = new DeploymentFold();
        foreach (var file in scope.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Marks().IsMatch(Encoding.UTF8.GetString(Utf8Content.Head(file))) && Read(file, fold) is { } why)
            {
                yield return new Gap(
                    Name, Plane, GapKind.Unreadable, $"deployments `{file.Path}` {why}", $"export `{file.Path}` again and save its whole output",
                    Reach.Everything, ["workload.releases"]).ToClaim(new Origin(Name, file.Path));
            }

            await Task.CompletedTask;
        }

        // No coverage: a pipeline does not see what was released around it, so its silence is no evidence.
        foreach (var claim in fold.ToClaims()) yield return claim;
    }

    private string? Read(EstateFile file, DeploymentFold fold)
    {
        try
        {
            using var records = new JsonRecords(file, LargestRecord, "pipelineExecutionSummaries", "workflow_runs", "deployments");
            var any = false;
            while (records.Next())
            {
                try
                {
                    using var document = JsonDocument.Parse(records.Record, new JsonDocumentOptions { MaxDepth = 64 });
                    var origin = new Origin(Name, file.Path, records.Place);
                    any |= GitHubRecords.Read(document.RootElement, fold, origin) || PipelineRecords.Read(document.RootElement, fold, origin);
                }
                catch (Exception e) when (e is JsonException or InvalidOperationException or RegexMatchTimeoutException)
                {
                    records.Reject("no json");
                }
            }

            return records.Broken > 0 && (any || Certain().IsMatch(Encoding.UTF8.GetString(Utf8Content.Head(file)))) ? $"cannot be read whole: {records.Reason}" : null;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return "cannot be opened, or break off while being decompressed";
        }
    }

    [GeneratedRegex("\"(?:statuses_url|deployment_url|deployment_status|deployment|workflow_runs?|pipelineExecutionSummaries|pipelineExecution|pipelineExecutionId)\"\\s*:|\"detail-type\"\\s*:\\s*\"(?:CodePipeline Pipeline|CodeDeploy Deployment|ECS Deployment)", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Marks();

    [GeneratedRegex("\"(?:statuses_url|deployment_url|workflow_runs|pipelineExecutionSummaries)\"\\s*:|\"detail-type\"\\s*:\\s*\"(?:CodePipeline|CodeDeploy|ECS Deployment)", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Certain();
}
