using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.AwsSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Answers;

/// <summary>Bedrock's own registry of custom and imported models: what each was tuned from and on, and which job made it.</summary>
internal sealed class TunedModels : IAnswerReader
{
    private static readonly ImmutableArray<string> Words = ["fine-tune.trainingData", "fine-tune.madeBy", "fine-tune.tunedFrom", "fine-tune.customerKey"];

    /// <inheritdoc/>
    public IEnumerable<Claim> Read(Snapshot snapshot)
    {
        var jobs = TrainingRun.All(snapshot).Where(r => r.Made is not null).ToLookup(r => r.Made!);
        var answers = snapshot.Of("get-custom-model").Concat(snapshot.Of("get-imported-model")).Select(a => (a, a.Root));
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (answer, item) in Newest(answers, (_, i) => i.Text("modelArn"), Created))
        {
            told.Add(item.Text("modelArn")!);
            foreach (var claim in One(answer, item, jobs[item.Text("modelArn")!].FirstOrDefault())) yield return claim;
        }

        var listed = from list in snapshot.Of("list-custom-models").Concat(snapshot.Of("list-imported-models")) from item in list.Root.Elements("modelSummaries") select (list, item);
        foreach (var (answer, item) in Newest(listed, (_, i) => i.Text("modelArn"), Created).Where(l => !told.Contains(l.Item.Text("modelArn")!)))
            foreach (var claim in Summary(answer, item)) yield return claim;
    }

    private static DateTimeOffset Created(JsonElement item) => Answer.Time(item, "creationTime");

    private static IEnumerable<Claim> One(Answer answer, JsonElement item, TrainingRun? job)
    {
        var model = new AssetId(AssetKind.FineTune, item.Text("modelArn")!);
        var time = Created(item);
        foreach (var claim in Identity(model, answer, item)) yield return claim;
        foreach (var claim in TrainingInput.Say(model, TrainingInput.OfBedrock(item), answer, time)) yield return claim;
        if ((item.Text("jobArn") ?? job?.Arn) is { Length: > 0 } run)
        {
            yield return Say(model, "madeBy", Value.Of(run), answer, time);
            yield return new Relation(model, "made-by", new AssetId(AssetKind.Pipeline, run)).ToClaim(Plane.Deployed, answer.Origin, time);
            yield return Say(new AssetId(AssetKind.Pipeline, run), "name", Value.Of(item.Text("jobName") ?? Arn.Parse(run)?.Name ?? run), answer, time);
        }

        yield return Say(model, "customerKey", Value.Of(Keys.IsCustomers(item.Text("modelKmsKeyArn"))), answer, time);
        // A custom model has no release status of its own, and no containers that a customer places.
        yield return Cover(new Reach(Asset: model), answer, [.. Words, "fine-tune.approval", "fine-tune.isolated", "fine-tune.vpc"]);
    }

    private static IEnumerable<Claim> Identity(AssetId model, Answer answer, JsonElement item)
    {
        var home = answer.HomeOf(model.Key);
        foreach (var claim in Facts(model, item.Text("modelName"), home, answer, Created(item))) yield return claim;
        if (item.Text("baseModelArn") is { Length: > 0 } from) yield return Say(model, "tunedFrom", Value.Of(ModelId.Parse(from).Base), answer, Created(item));
        if (home.Asset is { } account) yield return new Relation(model, "lives-in", account).ToClaim(Plane.Deployed, answer.Origin, Created(item));
    }

    private static IEnumerable<Claim> Summary(Answer answer, JsonElement item)
    {
        var arn = item.Text("modelArn")!;
        var model = new AssetId(AssetKind.FineTune, arn);
        foreach (var claim in Identity(model, answer, item)) yield return claim;
        var command = arn.Contains(":imported-model/", StringComparison.Ordinal) ? "get-imported-model" : "get-custom-model";
        yield return Lack(
            new Reach(Asset: model), answer, $"what model `{item.Text("modelName") ?? arn}` was trained on is not in the snapshot",
            $"run `aws bedrock {command} --model-identifier {arn} --output json` and save the answer", Words);
    }
}
