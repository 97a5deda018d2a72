using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>A name that leads to one model: provisioned throughput, or the deployment of a custom model.</summary>
internal sealed record ModelRoute(string Arn, string Model, Answer Answer, DateTimeOffset Time);

/// <summary>Reads the routes; of several answers about one the newest.</summary>
internal static class ModelRoutes
{
    /// <summary>The routes, by ARN. The model is the one that answers now, not the one an update under way leads to.</summary>
    public static IEnumerable<ModelRoute> Of(Snapshot snapshot)
    {
        var provisioned = (from answer in snapshot.Of("list-provisioned-model-throughputs") from item in answer.Root.Elements("provisionedModelSummaries") select (answer, item))
            .Concat(snapshot.Of("get-provisioned-model-throughput").Select(a => (answer: a, item: a.Root)));
        foreach (var (answer, item) in Snapshot.Newest(provisioned, (_, i) => i.Text("provisionedModelArn"), i => Answer.Time(i, "lastModifiedTime")))
            if ((item.Text("modelArn") ?? item.Text("foundationModelArn")) is { } model)
                yield return new(item.Text("provisionedModelArn")!, model, answer, Answer.Time(item, "lastModifiedTime"));

        var deployed = (from answer in snapshot.Of("list-custom-model-deployments") from item in answer.Root.Elements("modelDeploymentSummaries") select (answer, item))
            .Concat(snapshot.Of("get-custom-model-deployment").Select(a => (answer: a, item: a.Root)));
        foreach (var (answer, item) in Snapshot.Newest(deployed, (_, i) => i.Text("customModelDeploymentArn"), i => Answer.Time(i, "lastUpdatedAt")))
            if (item.Text("modelArn") is { } model) yield return new(item.Text("customModelDeploymentArn")!, model, answer, Answer.Time(item, "lastUpdatedAt"));
    }
}
