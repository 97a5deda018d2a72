using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.AwsSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Answers;

/// <summary>Inference profiles and provisioned throughput: which model really answers behind a name.</summary>
internal sealed class InferenceProfiles : IAnswerReader
{
    /// <inheritdoc/>
    public IEnumerable<Claim> Read(Snapshot snapshot)
    {
        var listed = from answer in snapshot.Of("list-inference-profiles") from item in answer.Root.Elements("inferenceProfileSummaries") select (answer, item);
        var profiles = listed.Concat(snapshot.Of("get-inference-profile").Select(a => (answer: a, item: a.Root)));
        foreach (var (answer, item) in Newest(profiles, (_, i) => i.Text("inferenceProfileArn"), i => Answer.Time(i, "updatedAt")))
            foreach (var claim in Profile(answer, item)) yield return claim;

        var provisioned = from answer in snapshot.Of("list-provisioned-model-throughputs") from item in answer.Root.Elements("provisionedModelSummaries") select (answer, item);
        foreach (var (answer, item) in Newest(provisioned, (_, i) => i.Text("provisionedModelArn"), i => Answer.Time(i, "lastModifiedTime")))
        {
            if ((item.Text("foundationModelArn") ?? item.Text("modelArn")) is { } model)
                yield return Resolve(ModelId.Parse(model).Base, item.Text("provisionedModelArn")!, answer, Answer.Time(item, "lastModifiedTime"));
        }
    }

    private static IEnumerable<Claim> Profile(Answer answer, JsonElement item)
    {
        var models = item.Elements("models").Select(m => m.Text("modelArn")).OfType<string>().Select(m => ModelId.Parse(m).Base).Distinct().Take(2).ToList();
        if (models is not [var model]) yield break;
        var time = Answer.Time(item, "updatedAt");
        yield return Resolve(model, item.Text("inferenceProfileArn")!, answer, time);
        if (item.Text("inferenceProfileId") is { } id && id != model) yield return Resolve(model, id, answer, time);
    }

    private static Claim Resolve(string model, string alias, Answer answer, DateTimeOffset time) =>
        new Binding(new AssetId(AssetKind.Model, model), alias, "resolves-to").ToClaim(Plane.Deployed, answer.Origin, time);
}
