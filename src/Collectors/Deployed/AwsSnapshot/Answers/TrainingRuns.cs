using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.AwsSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Answers;

/// <summary>Pipeline metadata: the jobs that trained models and prepared data, and the data they left.</summary>
internal sealed class TrainingRuns : IAnswerReader
{
    private static readonly string[] Lists = ["list-model-customization-jobs", "list-training-jobs", "list-processing-jobs", "list-pipeline-execution-steps"];

    /// <inheritdoc/>
    public IEnumerable<Claim> Read(Snapshot snapshot)
    {
        var runs = TrainingRun.All(snapshot);
        foreach (var run in runs)
            foreach (var claim in One(run, snapshot)) yield return claim;
        foreach (var claim in Named(snapshot, runs)) yield return claim;

        var models = snapshot.Of("get-custom-model").SelectMany(a => TrainingInput.OfBedrock(a.Root));
        ImmutableArray<string> data = [.. runs.SelectMany(r => r.Data).Concat(models).Select(d => d.Key).Distinct().Order(StringComparer.Ordinal)];
        foreach (var run in runs.Where(r => r.Kind == "processing"))
            foreach (var claim in Written(run, data)) yield return claim;
        foreach (var claim in Objects(snapshot, data)) yield return claim;
    }

    private static IEnumerable<Claim> One(TrainingRun run, Snapshot snapshot)
    {
        var id = new AssetId(AssetKind.Pipeline, run.Arn);
        foreach (var claim in Facts(id, run.Item.Text("jobName") ?? Arn.Parse(run.Arn)?.Name, run.Answer.HomeOf(run.Arn), run.Answer, run.Time)) yield return claim;
        yield return Say(id, "record", run.ToValue(), run.Answer, run.Time);
        yield return Cover(new Reach(Asset: id), run.Answer, "pipeline.record");
        if (run.Kind != "customization" || run.Made is not { } made || snapshot.Of("get-custom-model").Any(a => a.Root.Text("modelArn") == made)) yield break;

        // The model itself was not asked for: the job still says what it was trained on.
        var model = new AssetId(AssetKind.FineTune, made);
        foreach (var claim in Facts(model, run.Item.Text("outputModelName"), run.Answer.HomeOf(made), run.Answer, run.Time)) yield return claim;
        foreach (var claim in TrainingInput.Say(model, run.Data, run.Answer, run.Time)) yield return claim;
        yield return new Relation(model, "made-by", id).ToClaim(Plane.Deployed, run.Answer.Origin, run.Time);
        yield return Cover(new Reach(Asset: model), run.Answer, "fine-tune.trainingData");
    }

    // Where a region's jobs were exported, one that a model names and no answer holds is missing from them; where none were, nobody looked.
    private static IEnumerable<Claim> Named(Snapshot snapshot, ImmutableArray<TrainingRun> runs)
    {
        var exports = runs.Select(r => r.Answer).Concat(Lists.SelectMany(snapshot.Of)).DistinctBy(a => (HomeOf(a).Account, HomeOf(a).Region)).ToList();
        var named = snapshot.Of("get-custom-model").Concat(snapshot.Of("get-imported-model")).Select(a => (Answer: a, Run: a.Root.Text("jobArn")))
            .Concat(snapshot.Of("describe-model-package").Select(a => (Answer: a, Run: a.Root.Text("MetadataProperties", "GeneratedBy"))));
        foreach (var (answer, run) in named.DistinctBy(n => n.Run))
        {
            if (Arn.Parse(run) is not { } arn || runs.Any(r => r.Arn == run)) continue;
            var id = new AssetId(AssetKind.Pipeline, run!);
            if (exports.Find(e => HomeOf(e) is var at && at.Account == arn.Account && at.Region == arn.Region) is { } export) yield return Cover(new Reach(Asset: id), export, "pipeline.record");
            else yield return Unseen(id, arn, answer);
        }
    }

    private static Claim Unseen(AssetId run, Arn arn, Answer answer)
    {
        var (service, command) = arn.Service == "sagemaker" ? ("sagemaker", arn.Resource.StartsWith("processing-job", StringComparison.Ordinal) ? "describe-processing-job --processing-job-name" : "describe-training-job --training-job-name")
            : ("bedrock", arn.Resource.StartsWith("model-import-job", StringComparison.Ordinal) ? "get-model-import-job --job-identifier" : "get-model-customization-job --job-identifier");
        return Lack(
            new Reach(Asset: run), answer, $"the pipeline metadata of run `{run.Key}` is not in the snapshot",
            $"run `aws {service} {command} {(service == "sagemaker" ? arn.Name : run.Key)} --output json` and save the answer", "pipeline.record", "fine-tune.trainingData");
    }

    private static IEnumerable<Claim> Written(TrainingRun run, ImmutableArray<string> data)
    {
        foreach (var output in run.Outputs)
        {
            foreach (var place in data.Where(d => DataLocation.Holds(output, d) || DataLocation.Holds(d, output)).Append(output).Distinct())
            {
                var dataset = new AssetId(AssetKind.Dataset, place);
                yield return Say(dataset, "writtenBy", run.ToValue(place), run.Answer, run.Time);
                yield return new Relation(dataset, "made-by", new AssetId(AssetKind.Pipeline, run.Arn)).ToClaim(Plane.Deployed, run.Answer.Origin, run.Time);
                if (run.Ended > DateTimeOffset.MinValue) yield return Changed(dataset, output, 0, run.Ended, run.Answer);
            }
        }
    }

    private static Claim Changed(AssetId dataset, string location, long count, DateTimeOffset last, Answer answer) => Say(dataset, "changed", Value.Map(
        ("dataset", Value.Of(dataset.Key)), ("location", Value.Of(location)), ("objects", Value.Of(count)), ("last", Value.Of(last))), answer, last);

    // A listing of a bucket says when the objects that a model was trained on were written last.
    private static IEnumerable<Claim> Objects(Snapshot snapshot, ImmutableArray<string> data)
    {
        foreach (var pages in snapshot.Of("list-objects-v2").GroupBy(a => a.Root.Text("Name") ?? BucketNames.Of(a)).Where(g => g.Key is not null))
        {
            var objects = pages.SelectMany(a => a.Root.Elements("Contents")).Select(o => (Place: $"s3://{pages.Key}/{o.Text("Key")}", Last: Answer.Time(o, "LastModified"))).DistinctBy(o => o.Place).ToList();
            foreach (var place in data)
            {
                var below = objects.Where(o => DataLocation.Holds(place, o.Place)).ToList();
                if (below.Count == 0) continue;
                var dataset = new AssetId(AssetKind.Dataset, place);
                yield return Changed(dataset, place, below.Count, below.Max(o => o.Last), pages.First());
                if (!pages.Last().HasMore) yield return Cover(new Reach(Asset: dataset), pages.First(), "dataset.changed");
            }
        }
    }
}
