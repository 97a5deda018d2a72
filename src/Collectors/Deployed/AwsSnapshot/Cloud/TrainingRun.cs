using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>A job that trained a model or prepared its data, as one answer describes it.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Kind">customization, import, training, processing.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Item">The job in it.</param>
internal sealed record TrainingRun(string Arn, string Kind, Answer Answer, JsonElement Item)
{
    private static readonly (string Operation, string Kind, string Key)[] Kinds =
    [
        ("get-model-customization-job", "customization", "jobArn"), ("get-model-import-job", "import", "jobArn"),
        ("describe-training-job", "training", "TrainingJobArn"), ("describe-processing-job", "processing", "ProcessingJobArn"),
    ];

    private bool IsBedrock => Kind is "customization" or "import";

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset Time => IsBedrock ? Answer.Time(Item, "lastModifiedTime") : Answer.Time(Item, "LastModifiedTime");

    /// <summary>When it ended; year 1 where it did not.</summary>
    public DateTimeOffset Ended => Kind switch
    {
        "training" => Answer.Time(Item, "TrainingEndTime"), "processing" => Answer.Time(Item, "ProcessingEndTime"), _ => Answer.Time(Item, "endTime"),
    };

    /// <summary>The model that it made: its ARN, or where its weights lie; null where it made none.</summary>
    public string? Made => Kind switch
    {
        "customization" => Item.Text("outputModelArn"), "import" => Item.Text("importedModelArn"),
        "training" => DataLocation.Of(Item.Text("ModelArtifacts", "S3ModelArtifacts")), _ => null,
    };

    /// <summary>What it trained on.</summary>
    public ImmutableArray<TrainingInput> Data => Kind switch
    {
        "customization" => TrainingInput.OfBedrock(Item), "training" => [.. TrainingInput.OfChannels(Item)], _ => [],
    };

    /// <summary>Locations it wrote data to; null-free and written one way.</summary>
    public ImmutableArray<string> Outputs => Kind switch
    {
        "processing" => [.. Item.Elements("ProcessingOutputConfig", "Outputs").Select(o => DataLocation.Of(o.Text("S3Output", "S3Uri"))).OfType<string>().Distinct()],
        "training" => Made is { } made ? [made] : [],
        _ => DataLocation.Of(Item.Text("outputDataConfig", "s3Uri")) is { } place ? [place] : [],
    };

    private IEnumerable<string> Inputs => Kind switch
    {
        "processing" => Item.Elements("ProcessingInputs")
            .Select(i => i.Text("S3Input", "S3Uri") ?? i.Text("DatasetDefinition", "AthenaDatasetDefinition", "OutputS3Uri") ?? i.Text("DatasetDefinition", "RedshiftDatasetDefinition", "OutputS3Uri"))
            .OfType<string>(),
        "import" => Item.Text("modelDataSource", "s3DataSource", "s3Uri") is { } uri ? [uri] : [],
        _ => Data.Select(d => d.Location),
    };

    /// <summary>The jobs of a snapshot, by ARN; of several answers about one the newest.</summary>
    public static ImmutableArray<TrainingRun> All(Snapshot snapshot) =>
    [
        .. from kind in Kinds
           let answers = snapshot.Of(kind.Operation).Select(a => (a, a.Root))
           from one in Snapshot.Newest(answers, (_, i) => i.Text(kind.Key), i => IsLower(kind.Kind) ? Answer.Time(i, "lastModifiedTime") : Answer.Time(i, "LastModifiedTime"))
           select new TrainingRun(one.Item.Text(kind.Key)!, kind.Kind, one.Answer, one.Item),
    ];

    /// <summary>The run as claims state it.</summary>
    /// <param name="dataset">The dataset it wrote, where it is told of one.</param>
    public Value ToValue(string dataset = "")
    {
        var network = Kind == "processing" ? Item.At("NetworkConfig") : Item;
        return Value.Map(
            ("run", Value.Of(Arn)), ("kind", Value.Of(Kind)),
            ("status", Value.Of(Item.Text("status") ?? Item.Text("TrainingJobStatus") ?? Item.Text("ProcessingJobStatus") ?? "")),
            ("dataset", Value.Of(dataset)), ("inputs", Value.List(Inputs.Distinct())), ("outputs", Value.List(Outputs)),
            ("code", Value.Of(Code())), ("commit", Value.Of("")), ("compute", Value.Of(Compute())),
            ("started", Value.Of(Started())), ("ended", Value.Of(Ended)),
            ("isolated", Value.Of(IsBedrock || network.Flag("EnableNetworkIsolation") == true)),
            ("vpc", Value.Of(network.At("VpcConfig").ValueKind == JsonValueKind.Object || Item.At("vpcConfig").ValueKind == JsonValueKind.Object)),
            ("encryptedTraffic", Value.Of(IsBedrock || network.Flag("EnableInterContainerTrafficEncryption") == true || Instances() == 1)),
            ("customerKey", Value.Of(HasKey())));
    }

    private static bool IsLower(string kind) => kind is "customization" or "import";

    private DateTimeOffset Started() => Kind switch
    {
        "training" => Answer.Time(Item, "TrainingStartTime"), "processing" => Answer.Time(Item, "ProcessingStartTime"), _ => Answer.Time(Item, "creationTime"),
    };

    private string Code() => Kind switch
    {
        "training" => string.Join(' ', new[] { Item.Text("AlgorithmSpecification", "TrainingImage") ?? Item.Text("AlgorithmSpecification", "AlgorithmName"), Item.Text("HyperParameters", "sagemaker_program")?.Trim('"') }.OfType<string>()),
        "processing" => Item.Text("AppSpecification", "ImageUri") ?? "",
        _ => "",
    };

    private string Compute()
    {
        var cluster = Kind == "processing" ? Item.At("ProcessingResources", "ClusterConfig") : Item.At("ResourceConfig");
        var groups = cluster.Elements("InstanceGroups").Append(cluster)
            .Where(g => g.Text("InstanceType") is not null).Select(g => $"{Count(g).ToString(CultureInfo.InvariantCulture)} × {g.Text("InstanceType")}").ToList();
        var seconds = Item.At("TrainingTimeInSeconds") is { ValueKind: JsonValueKind.Number } time && time.TryGetInt64(out var s) ? s
            : Started() > DateTimeOffset.MinValue && Ended > Started() ? (long)(Ended - Started()).TotalSeconds : 0;
        return groups.Count == 0 ? "" : string.Join(" + ", groups) + (seconds > 0 ? string.Create(CultureInfo.InvariantCulture, $" for {seconds} s") : "");
    }

    private long Instances() => Kind == "processing" ? Count(Item.At("ProcessingResources", "ClusterConfig"))
        : Item.Elements("ResourceConfig", "InstanceGroups").Select(Count).DefaultIfEmpty(Count(Item.At("ResourceConfig"))).Sum();

    private static long Count(JsonElement cluster) => cluster.At("InstanceCount") is { ValueKind: JsonValueKind.Number } n && n.TryGetInt64(out var count) ? count : 1;

    private bool HasKey() => Kind switch
    {
        "training" => Keys.IsCustomers(Item.Text("OutputDataConfig", "KmsKeyId")) && Keys.IsCustomers(Item.Text("ResourceConfig", "VolumeKmsKeyId")),
        "processing" => Keys.IsCustomers(Item.Text("ProcessingOutputConfig", "KmsKeyId")) && Keys.IsCustomers(Item.Text("ProcessingResources", "ClusterConfig", "VolumeKmsKeyId")),
        "import" => Keys.IsCustomers(Item.Text("importedModelKmsKeyArn")),
        _ => Keys.IsCustomers(Item.Text("outputModelKmsKeyArn")),
    };
}
