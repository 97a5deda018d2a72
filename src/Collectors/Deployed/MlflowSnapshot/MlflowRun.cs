using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.MlflowSnapshot;

/// <summary>A dataset that a run read.</summary>
/// <param name="Key">Its location, written one way; its name where the source has no address that others share.</param>
/// <param name="Location">As the run names it.</param>
/// <param name="Digest">The tracker's digest of its content.</param>
/// <param name="Role">training or validation.</param>
internal sealed record MlflowInput(string Key, string Location, string Digest, string Role);

/// <summary>One tracked run.</summary>
internal sealed record MlflowRun(
    string RunId, string Name, string Status, bool IsDeleted, DateTimeOffset Started, DateTimeOffset Ended, string Artifacts,
    ImmutableSortedDictionary<string, string> Tags, ImmutableSortedDictionary<string, string> Parameters, ImmutableArray<MlflowInput> Inputs, string File)
{
    private static readonly string[] Bases = ["base_model", "base_model_name_or_path", "model_name_or_path", "_name_or_path", "pretrained_model_name_or_path"];

    /// <summary>Its address.</summary>
    public string Id => "runs:/" + RunId;

    /// <summary>The last moment it speaks of.</summary>
    public DateTimeOffset Changed => Ended > Started ? Ended : Started;

    /// <summary>The model that it started from; null where no parameter says so.</summary>
    public string? Base => Bases.Select(b => Parameters.GetValueOrDefault(b)).FirstOrDefault(b => !string.IsNullOrWhiteSpace(b));

    /// <summary>Reads a run; null where the element is none.</summary>
    public static MlflowRun? Read(JsonElement item, string file)
    {
        var info = item.At("info");
        if ((info.Text("run_id") ?? info.Text("run_uuid")) is not { Length: > 0 } id) return null;
        var tags = MlflowTexts.Pairs(item.At("data", "tags"));
        return new(
            id, info.Text("run_name") ?? tags.GetValueOrDefault("mlflow.runName") ?? id, info.At("status").Written() ?? "", info.Text("lifecycle_stage") == "deleted",
            MlflowTexts.Time(info.At("start_time")), MlflowTexts.Time(info.At("end_time")), info.Text("artifact_uri") ?? "",
            tags, MlflowTexts.Pairs(item.At("data", "params")), [.. item.Elements("inputs", "dataset_inputs").Select(Input).OfType<MlflowInput>().Distinct()], file);
    }

    /// <summary>The run as claims state it.</summary>
    public Value ToValue() => Value.Map(
        ("run", Value.Of(Id)), ("kind", Value.Of("tracking")), ("status", Value.Of(IsDeleted ? "DELETED" : Status)), ("dataset", Value.Of("")),
        ("inputs", Value.List(Inputs.Select(i => i.Location))), ("outputs", Value.List(Artifacts.Length > 0 ? [Artifacts] : [])),
        ("code", Value.Of(Tags.GetValueOrDefault("mlflow.source.git.repoURL") ?? Tags.GetValueOrDefault("mlflow.source.name") ?? "")),
        ("commit", Value.Of(Tags.GetValueOrDefault("mlflow.source.git.commit") ?? "")), ("compute", Value.Of("")),
        ("started", Value.Of(Started)), ("ended", Value.Of(Ended)),
        ("isolated", Value.False), ("vpc", Value.False), ("encryptedTraffic", Value.False), ("customerKey", Value.False));

    private static MlflowInput? Input(JsonElement input)
    {
        var dataset = input.At("dataset");
        if (dataset.Text("name") is not { } name) return null;
        var location = DatasetSource.Of(dataset.Text("source"), dataset.Text("source_type"));
        var context = MlflowTexts.Pairs(input.At("tags")).GetValueOrDefault("mlflow.data.context")?.ToLowerInvariant() ?? "training";
        var isHeldBack = context.StartsWith("val", StringComparison.Ordinal) || context.StartsWith("eval", StringComparison.Ordinal) || context.StartsWith("test", StringComparison.Ordinal);
        return new(location ?? name, location ?? name, dataset.Text("digest") ?? "", isHeldBack ? "validation" : "training");
    }
}
