using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.AwsSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Answers;

/// <summary>SageMaker's model registry (packages), and models that no package stands behind: which run made them, from which data, and how they may run.</summary>
internal sealed class ModelPackages : IAnswerReader
{
    /// <inheritdoc/>
    public IEnumerable<Claim> Read(Snapshot snapshot)
    {
        var runs = TrainingRun.All(snapshot);
        var steps = PipelineSteps.Of(snapshot);
        var told = new HashSet<string>(StringComparer.Ordinal);
        var packages = snapshot.Of("describe-model-package").Select(a => (a, a.Root));
        foreach (var (answer, item) in Newest(packages, (_, i) => i.Text("ModelPackageArn"), Changed))
        {
            told.Add(item.Text("ModelPackageArn")!);
            foreach (var claim in Package(answer, item, runs, steps)) yield return claim;
        }

        var listed = from list in snapshot.Of("list-model-packages") from item in list.Root.Elements("ModelPackageSummaryList") select (list, item);
        foreach (var (answer, item) in Newest(listed, (_, i) => i.Text("ModelPackageArn"), Changed).Where(l => !told.Contains(l.Item.Text("ModelPackageArn")!)))
            foreach (var claim in Summary(answer, item)) yield return claim;

        var hosted = snapshot.Of("describe-endpoint-config").SelectMany(a => a.Root.Elements("ProductionVariants")).Select(v => v.Text("ModelName")).ToHashSet();
        foreach (var model in SageMakerModel.All(snapshot))
            foreach (var claim in Model(model, runs, steps, hosted.Contains(model.Name))) yield return claim;
    }

    private static DateTimeOffset Changed(JsonElement item) => Answer.Time(item, "LastModifiedTime") is var t && t > DateTimeOffset.MinValue ? t : Answer.Time(item, "CreationTime");

    private static IEnumerable<Claim> Package(Answer answer, JsonElement item, ImmutableArray<TrainingRun> runs, PipelineSteps steps)
    {
        var arn = item.Text("ModelPackageArn")!;
        var model = new AssetId(AssetKind.FineTune, arn);
        foreach (var claim in Identity(model, item, answer)) yield return claim;
        var containers = item.Elements("InferenceSpecification", "Containers").Concat(item.Elements("SourceAlgorithmSpecification", "SourceAlgorithms")).ToList();
        if (containers.Select(c => c.Text("BaseModel", "HubContentName")).FirstOrDefault(b => b is not null) is { } from) yield return Say(model, "tunedFrom", Value.Of(from), answer, Changed(item));
        var artifacts = containers.Select(SageMakerModel.ArtifactOf).OfType<string>().ToImmutableArray();
        string?[] generated = [item.Text("MetadataProperties", "GeneratedBy") is { } by && by.StartsWith("arn:", StringComparison.Ordinal) ? by : null];
        foreach (var claim in Runs(model, [.. generated.OfType<string>(), .. steps.Of(arn)], artifacts, runs, answer, Changed(item))) yield return claim;
        yield return Cover(new Reach(Asset: model), answer, "fine-tune.madeBy", "fine-tune.approval", "fine-tune.tunedFrom", "fine-tune.customerKey");
    }

    private static IEnumerable<Claim> Identity(AssetId model, JsonElement item, Answer answer)
    {
        var name = item.Text("ModelPackageGroupName") is { } group && item.At("ModelPackageVersion") is { ValueKind: JsonValueKind.Number } version
            ? $"{group}/{version.GetRawText()}" : item.Text("ModelPackageName") ?? Arn.Parse(model.Key)?.Id;
        foreach (var claim in Facts(model, name, answer.HomeOf(model.Key), answer, Changed(item))) yield return claim;
        if (item.Text("ModelApprovalStatus") is { } status)
            yield return Say(model, "approval", Value.Of(status switch { "Approved" => "approved", "Rejected" => "rejected", _ => "pending" }), answer, Changed(item));
    }

    // What a model registry does not say of the run that made a model, the place of the weights does.
    private static IEnumerable<Claim> Runs(
        AssetId model, IEnumerable<string> named, ImmutableArray<string> artifacts, ImmutableArray<TrainingRun> runs, Answer answer, DateTimeOffset time)
    {
        var made = runs.Where(r => r.Kind == "training" && r.Made is { } place && artifacts.Contains(place));
        foreach (var arn in named.Concat(made.Select(r => r.Arn)).Distinct().Order(StringComparer.Ordinal))
        {
            var run = new AssetId(AssetKind.Pipeline, arn);
            yield return Say(model, "madeBy", Value.Of(arn), answer, time);
            yield return new Relation(model, "made-by", run).ToClaim(Plane.Deployed, answer.Origin, time);
            yield return Say(run, "name", Value.Of(Arn.Parse(arn)?.Name ?? arn), answer, time);
            if (runs.FirstOrDefault(r => r.Arn == arn) is not { Kind: "training" or "customization" } known) continue;
            foreach (var claim in TrainingInput.Say(model, known.Data, known.Answer, known.Time)) yield return claim;
            yield return Cover(new Reach(Asset: model), known.Answer, "fine-tune.trainingData");
        }
    }

    private static IEnumerable<Claim> Summary(Answer answer, JsonElement item)
    {
        var model = new AssetId(AssetKind.FineTune, item.Text("ModelPackageArn")!);
        foreach (var claim in Identity(model, item, answer)) yield return claim;
        yield return Cover(new Reach(Asset: model), answer, "fine-tune.approval");
        yield return Lack(
            new Reach(Asset: model), answer, $"which run made model package `{Arn.Parse(model.Key)?.Id}` is not in the snapshot",
            $"run `aws sagemaker describe-model-package --model-package-name {model.Key} --output json` and save the answer", "fine-tune.madeBy", "fine-tune.trainingData");
    }

    private static IEnumerable<Claim> Model(SageMakerModel model, ImmutableArray<TrainingRun> runs, PipelineSteps steps, bool isHosted)
    {
        if (model.Tuned is not { } key) yield break;
        var id = new AssetId(AssetKind.FineTune, key);
        var time = Answer.Time(model.Item, "CreationTime");
        if (key != model.Arn) yield return new Binding(id, model.Arn, "resolves-to").ToClaim(Plane.Deployed, model.Answer.Origin, time);
        else
        {
            foreach (var claim in Facts(id, model.Name, model.Answer.HomeOf(key), model.Answer, time)) yield return claim;
            foreach (var claim in Runs(id, steps.Of(key), model.Artifacts, runs, model.Answer, time)) yield return claim;
            yield return Cover(new Reach(Asset: id), model.Answer, "fine-tune.madeBy", "fine-tune.approval", "fine-tune.tunedFrom", "fine-tune.customerKey");
        }

        // The network of a hosted model is judged at its endpoint.
        if (!isHosted) yield return Say(id, "isolated", Value.Of(model.IsIsolated), model.Answer, time);
        if (!isHosted) yield return Say(id, "vpc", Value.Of(model.HasVpc), model.Answer, time);
        yield return Cover(new Reach(Asset: id), model.Answer, "fine-tune.isolated", "fine-tune.vpc");
    }
}
