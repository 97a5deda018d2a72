using System.Text.Json;
using System.Text.RegularExpressions;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Observed.Deployments;

/// <summary>Reads executions of CodePipeline, CodeDeploy and ECS: events, and answers of the command line.</summary>
internal static partial class PipelineRecords
{
    /// <summary>Takes a record; false where it is none of theirs.</summary>
    public static bool Read(JsonElement record, DeploymentFold fold, Origin origin) => record.Text("detail-type") switch
    {
        "CodePipeline Pipeline Execution State Change" => Pipeline(record, fold, origin),
        "CodeDeploy Deployment State-change Notification" => Deploy(record, fold, origin),
        "ECS Deployment State Change" => Service(record, fold, origin),
        null => Answer(record, fold, origin),
        _ => false,
    };

    private static bool Pipeline(JsonElement record, DeploymentFold fold, Origin origin)
    {
        var detail = record.At("detail");
        if (detail.Text("pipeline") is not { } name || detail.Text("execution-id") is not { } id) return false;
        var one = fold.Of($"codepipeline:{name}#{id}", origin);
        Named(one, name, $"{record.Text("account")}/{record.Text("region")}");
        one.Actor = detail.Text("execution-trigger", "author-display-name") ?? detail.Text("execution-trigger", "author-id") ?? detail.Text("execution-trigger", "trigger-detail") ?? one.Actor;
        one.States.Add((RecordTime.Parse(record.Text("time")) ?? DateTimeOffset.MinValue, detail.Text("state") ?? "STARTED"));
        return true;
    }

    private static bool Deploy(JsonElement record, DeploymentFold fold, Origin origin)
    {
        var detail = record.At("detail");
        if (detail.Text("application") is not { } application || detail.Text("deploymentId") is not { } id) return false;
        var one = fold.Of($"codedeploy:{application}#{id}", origin);
        one.Sources.Add($"codedeploy:{application}/{detail.Text("deploymentGroup")}");
        one.How = $"CodeDeploy deployment `{id}` of {application}";
        one.IsProduction = true;
        one.States.Add((RecordTime.Parse(record.Text("time")) ?? DateTimeOffset.MinValue, detail.Text("state") ?? ""));
        return true;
    }

    private static bool Service(JsonElement record, DeploymentFold fold, Origin origin)
    {
        var service = record.Elements("resources").Where(r => r.ValueKind == JsonValueKind.String).Select(r => r.GetString()!).FirstOrDefault(r => r.Contains(":service/", StringComparison.Ordinal));
        if (service is null || record.Text("detail", "deploymentId") is not { } id) return false;
        var one = fold.Of($"ecs:{service}#{id}", origin);
        one.Sources.Add(service);
        one.How = $"ECS deployment `{id}`";
        one.IsProduction = true;
        one.States.Add((RecordTime.Parse(record.Text("time")) ?? DateTimeOffset.MinValue, record.Text("detail", "eventName") == "SERVICE_DEPLOYMENT_COMPLETED" ? "completed" : "pending"));
        return true;
    }

    // These answers name no pipeline: their file must, as `list-pipeline-executions-NAME.json`.
    private static bool Answer(JsonElement record, DeploymentFold fold, Origin origin)
    {
        var told = record.At("pipelineExecution") is { ValueKind: JsonValueKind.Object } whole ? whole : record;
        if (told.Text("pipelineExecutionId") is not { } id || told.Text("status") is not { } status || told.Text("actionExecutionId") is not null) return false;
        var path = origin.File ?? "";
        var file = path[(path.LastIndexOf('/') + 1)..];
        if ((told.Text("pipelineName") ?? (Names().Match(file) is { Success: true } match ? match.Groups[1].Value : null)) is not { } name) return true;
        var one = fold.Of($"codepipeline:{name}#{id}", origin);
        Named(one, name, null);
        one.Actor = told.Text("trigger", "triggerDetail") ?? one.Actor;
        var time = Time(told.At("lastUpdateTime")) ?? Time(told.At("startTime"));
        if (time is { } at) one.States.Add((at, status));
        return true;
    }

    private static void Named(Deployment one, string name, string? home)
    {
        one.Sources.Add($"codepipeline:{name}");
        if (home is not null) one.Sources.Add($"codepipeline:{home}/{name}");
        one.How = $"CodePipeline execution of {name}";
        one.IsProduction = true;
    }

    private static DateTimeOffset? Time(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => RecordTime.Parse(element.GetString()),
        JsonValueKind.Number when element.TryGetDouble(out var seconds) && seconds is > 0 and < 253402300800 => DateTimeOffset.UnixEpoch.AddSeconds(seconds),
        _ => null,
    };

    [GeneratedRegex(@"list-pipeline-executions[-_.](.+?)\.json", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 20_000)]
    private static partial Regex Names();
}
