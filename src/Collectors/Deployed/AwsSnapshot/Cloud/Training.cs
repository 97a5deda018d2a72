using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>Data that a model was trained on, as an answer names it.</summary>
/// <param name="Location">As written.</param>
/// <param name="Role">training, validation, invocation-logs.</param>
internal readonly record struct TrainingInput(string Location, string Role)
{
    /// <summary>The location, written one way.</summary>
    public string Key => DataLocation.Of(Location) ?? Location.Trim();

    /// <summary>The data of a Bedrock custom model or customization job.</summary>
    public static ImmutableArray<TrainingInput> OfBedrock(JsonElement item)
    {
        var found = ImmutableArray.CreateBuilder<TrainingInput>();
        if (item.Text("trainingDataConfig", "s3Uri") is { Length: > 0 } data) found.Add(new(data, "training"));
        if (item.Text("trainingDataConfig", "invocationLogsConfig", "invocationLogSource", "s3Uri") is { Length: > 0 } logs) found.Add(new(logs, "invocation-logs"));
        foreach (var one in item.Elements("validationDataConfig", "validators"))
            if (one.Text("s3Uri") is { Length: > 0 } uri) found.Add(new(uri, "validation"));
        return found.DrainToImmutable();
    }

    /// <summary>The data of a SageMaker training job, channel by channel; channels that carry a model or code are left out.</summary>
    public static IEnumerable<TrainingInput> OfChannels(JsonElement job)
    {
        foreach (var channel in job.Elements("InputDataConfig"))
        {
            var source = channel.At("DataSource");
            var place = source.Text("S3DataSource", "S3Uri") ?? source.Text("DatasetSource", "DatasetArn") ?? OfFiles(source.At("FileSystemDataSource"));
            var name = channel.Text("ChannelName")?.ToLowerInvariant() ?? "";
            var isModel = name is "model" or "code" or "config" || name.StartsWith("checkpoint", StringComparison.Ordinal) || name.StartsWith("pretrained", StringComparison.Ordinal)
                || source.At("S3DataSource", "HubAccessConfig").ValueKind == JsonValueKind.Object || source.At("S3DataSource", "ModelAccessConfig").ValueKind == JsonValueKind.Object;
            if (place is null or "" || isModel) continue;
            var isHeldBack = name.Contains("valid", StringComparison.Ordinal) || name.Contains("test", StringComparison.Ordinal) || name.StartsWith("eval", StringComparison.Ordinal);
            yield return new(place, isHeldBack ? "validation" : "training");
        }
    }

    /// <summary>States what a model was trained on, and names the data.</summary>
    public static IEnumerable<Claim> Say(AssetId model, IEnumerable<TrainingInput> inputs, Answer answer, DateTimeOffset time)
    {
        foreach (var input in inputs.Distinct())
        {
            yield return Snapshot.Say(model, "trainingData", Value.Map(
                ("dataset", Value.Of(input.Key)), ("location", Value.Of(input.Location)), ("role", Value.Of(input.Role)),
                ("version", Value.Of("")), ("digest", Value.Of(""))), answer, time);
            if (input.Role == "validation") continue;
            var dataset = new AssetId(AssetKind.Dataset, input.Key);
            yield return Snapshot.Say(dataset, "name", Value.Of(input.Key), answer, time);
            yield return new Relation(model, "trained-on", dataset).ToClaim(Plane.Deployed, answer.Origin, time);
        }
    }

    private static string? OfFiles(JsonElement source) => source.Text("FileSystemId") is not { Length: > 0 } id ? null
        : $"{(source.Text("FileSystemType") == "EFS" ? "efs" : "fsx")}://{id}/{source.Text("DirectoryPath")?.Trim('/')}".TrimEnd('/');
}
