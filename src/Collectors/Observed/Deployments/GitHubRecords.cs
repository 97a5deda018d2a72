using System.Text.Json;
using System.Text.RegularExpressions;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Observed.Deployments;

/// <summary>Reads GitHub's deployments, their statuses, and workflow runs, from the API or as webhooks.</summary>
internal static partial class GitHubRecords
{
    /// <summary>Takes a record; false where it is none of GitHub's.</summary>
    public static bool Read(JsonElement record, DeploymentFold fold, Origin origin)
    {
        if (record.At("deployment") is { ValueKind: JsonValueKind.Object } hooked) return Hook(record, hooked, fold, origin);
        if (record.At("workflow_run") is { ValueKind: JsonValueKind.Object } run) return Run(run, fold, origin);
        if (record.Text("deployment_url") is { } of && record.Text("state") is { } state) return Status(of, state, record, fold, origin);
        if (record.Text("statuses_url") is not null && record.Text("environment") is not null) return Deploy(record, null, fold, origin);
        return record.Text("head_sha") is not null && record.Text("conclusion") is not null && Run(record, fold, origin);
    }

    private static bool Hook(JsonElement record, JsonElement deployment, DeploymentFold fold, Origin origin)
    {
        var repository = record.Text("repository", "full_name");
        if (!Deploy(deployment, repository, fold, origin)) return false;
        if (record.At("deployment_status") is { ValueKind: JsonValueKind.Object } status && status.Text("state") is { } state)
            fold.Of(Name(repository ?? RepositoryOf(deployment)!, deployment), origin).States.Add((Time(status), state));
        return true;
    }

    private static bool Deploy(JsonElement deployment, string? repository, DeploymentFold fold, Origin origin)
    {
        if ((repository ?? RepositoryOf(deployment)) is not { } name || deployment.At("id").ValueKind != JsonValueKind.Number) return false;
        var one = fold.Of(Name(name, deployment), origin);
        var environment = deployment.Text("environment") ?? "";
        one.Sources.Add($"github:{name}/{environment}");
        one.How = $"GitHub deployment of {Short(deployment.Text("sha") ?? deployment.Text("ref") ?? "?")} to {environment}";
        one.Actor = deployment.Text("creator", "login") ?? one.Actor;
        one.IsProduction |= deployment.Flag("production_environment") == true || Production().IsMatch(environment);
        if (Time(deployment) is var asked && asked > DateTimeOffset.MinValue && asked < one.Asked) one.Asked = asked;
        return true;
    }

    private static bool Status(string of, string state, JsonElement record, DeploymentFold fold, Origin origin)
    {
        if (Deployments().Match(of) is not { Success: true } match) return false;
        fold.Of($"github:{match.Groups[1].Value.ToLowerInvariant()}#{match.Groups[2].Value}", origin).States.Add((Time(record), state));
        return true;
    }

    // A run is a release where its workflow is called one; which environment it went to, only a deployment says.
    private static bool Run(JsonElement run, DeploymentFold fold, Origin origin)
    {
        var called = $"{run.Text("name")} {run.Text("path")} {run.Text("display_title")}";
        var name = run.Text("repository", "full_name") ?? RepositoryOf(run);
        if (name is null || run.At("id").ValueKind != JsonValueKind.Number || !Deploying().IsMatch(called)) return name is not null;
        var one = fold.Of($"github:{name.ToLowerInvariant()}#run-{run.At("id").GetRawText()}", origin);
        one.Sources.Add($"github:{name}");
        one.How = $"GitHub workflow `{run.Text("name")}` on {Short(run.Text("head_sha") ?? "?")}";
        one.Actor = run.Text("triggering_actor", "login") ?? run.Text("actor", "login") ?? "";
        one.IsProduction = true;
        one.States.Add((RecordTime.Parse(run.Text("updated_at")) ?? DateTimeOffset.MinValue, run.Text("conclusion") ?? "pending"));
        return true;
    }

    private static string Name(string repository, JsonElement deployment) => $"github:{repository.ToLowerInvariant()}#{deployment.At("id").GetRawText()}";

    private static string? RepositoryOf(JsonElement record)
    {
        foreach (var key in new[] { "repository_url", "url", "statuses_url" })
            if (record.Text(key) is { } url && Repositories().Match(url) is { Success: true } match) return match.Groups[1].Value;
        return null;
    }

    private static DateTimeOffset Time(JsonElement record) =>
        RecordTime.Parse(record.Text("created_at")) ?? RecordTime.Parse(record.Text("updated_at")) ?? DateTimeOffset.MinValue;

    private static string Short(string sha) => sha.Length == 40 ? sha[..7] : sha;

    [GeneratedRegex("/repos/([^/]+/[^/]+)(?:/|$)", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Repositories();

    [GeneratedRegex(@"/repos/([^/]+/[^/]+)/deployments/(\d+)", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Deployments();

    [GeneratedRegex(@"(?<![a-z])(?:prod|production|prd|live)(?![a-z])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Production();

    [GeneratedRegex("deploy|release|rollout", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Deploying();
}
