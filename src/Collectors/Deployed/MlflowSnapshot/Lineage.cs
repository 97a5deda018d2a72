using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Deployed.MlflowSnapshot;

/// <summary>States model versions and runs, and how they hang together.</summary>
internal static class Lineage
{
    // MLflow knows no release status, key or network of a model: there is nothing more to look for.
    private static readonly ImmutableArray<string> Version =
        ["fine-tune.madeBy", "fine-tune.tunedFrom", "fine-tune.approval", "fine-tune.customerKey", "fine-tune.isolated", "fine-tune.vpc"];

    /// <summary>A run, and that somebody looked at it.</summary>
    public static IEnumerable<Claim> Of(MlflowRun run)
    {
        var id = new AssetId(AssetKind.Pipeline, run.Id);
        var origin = new Origin(MlflowSnapshotCollector.Source, run.File, Event: run.RunId, Api: "runs/get");
        yield return Say(id, "name", Value.Of(run.Name), origin, run.Changed);
        if (!run.IsDeleted) yield return Say(id, "record", run.ToValue(), origin, run.Changed);
        yield return Cover(id, origin, "pipeline.record");
    }

    /// <summary>A model version: the run it names, and through that run its data.</summary>
    public static IEnumerable<Claim> Of(MlflowModelVersion version, MlflowRecords records)
    {
        var id = new AssetId(AssetKind.FineTune, version.Id);
        var origin = new Origin(MlflowSnapshotCollector.Source, version.File, Event: version.Id, Api: "model-versions/get");
        yield return Say(id, "name", Value.Of($"{version.Name}/{version.Version}"), origin, version.Changed);
        if ((version.Environment ?? (IsPassedOver(version, records) ? "unreleased" : null)) is { } environment)
            yield return Say(id, "environment", Value.Of(environment), origin, version.Changed);
        yield return Cover(id, origin, Version);
        if (version.RunId is null) yield break;

        var key = "runs:/" + version.RunId;
        var run = new AssetId(AssetKind.Pipeline, key);
        yield return Say(id, "madeBy", Value.Of(key), origin, version.Changed);
        yield return new Relation(id, "made-by", run).ToClaim(Plane.Deployed, origin, version.Changed);
        if (records.Runs.TryGetValue(key, out var known))
        {
            foreach (var claim in Data(id, known)) yield return claim;
            yield break;
        }

        yield return Say(run, "name", Value.Of(version.RunId), origin, version.Changed);
        yield return records.Runs.Count > 0 ? Cover(run, origin, "pipeline.record") : Unseen(version, run, origin);
    }

    private static IEnumerable<Claim> Data(AssetId model, MlflowRun run)
    {
        var origin = new Origin(MlflowSnapshotCollector.Source, run.File, Event: run.RunId, Api: "runs/get");
        if (run.Base is { } from) yield return Say(model, "tunedFrom", Value.Of(ModelId.Parse(from).Base), origin, run.Changed);
        foreach (var input in run.Inputs)
        {
            yield return Say(model, "trainingData", Value.Map(
                ("dataset", Value.Of(input.Key)), ("location", Value.Of(input.Location)), ("role", Value.Of(input.Role)),
                ("version", Value.Of("")), ("digest", Value.Of(input.Digest))), origin, run.Changed);
            if (input.Role != "training") continue;
            var dataset = new AssetId(AssetKind.Dataset, input.Key);
            yield return Say(dataset, "name", Value.Of(input.Key), origin, run.Changed);
            yield return new Relation(model, "trained-on", dataset).ToClaim(Plane.Deployed, origin, run.Changed);
        }

        yield return Cover(model, origin, "fine-tune.trainingData");
    }

    // Where one version of a model is said to be in production, a version of which nothing is said is not.
    private static bool IsPassedOver(MlflowModelVersion version, MlflowRecords records) =>
        records.Versions.Values.Any(v => v.Name == version.Name && v.Environment == "production");

    private static Claim Unseen(MlflowModelVersion version, AssetId run, Origin origin) => new Gap(
        MlflowSnapshotCollector.Source, Plane.Deployed, GapKind.Missing, $"the pipeline metadata of `{run.Key}`, which made model `{version.Name}` version {version.Version}, is not in the snapshot",
        $"run `mlflow runs describe --run-id {version.RunId}` and save the answer", new Reach(run), ["pipeline.record"]).ToClaim(origin);

    private static Claim Say(AssetId subject, string word, Value value, Origin origin, DateTimeOffset time) => new(subject, word, Plane.Deployed, value, origin, time);

    private static Claim Cover(AssetId asset, Origin origin, params ImmutableArray<string> words) =>
        new Coverage(MlflowSnapshotCollector.Source, Plane.Deployed, new Reach(asset), words).ToClaim(origin);
}
