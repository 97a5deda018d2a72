using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>A model as SageMaker can host it: containers, weights and a network.</summary>
internal sealed record SageMakerModel(string Arn, Answer Answer, JsonElement Item)
{
    private ImmutableArray<JsonElement> Containers { get; } =
        [.. Item.Elements("Containers").Prepend(Item.At("PrimaryContainer")).Where(c => c.ValueKind == JsonValueKind.Object)];

    /// <summary>The name that endpoint configurations use.</summary>
    public string Name => Item.Text("ModelName")!;

    /// <summary>Where its weights lie; those of a public hub are nobody's own.</summary>
    public ImmutableArray<string> Artifacts => [.. Containers.Select(ArtifactOf).OfType<string>().Distinct()];

    /// <summary>What names its weights: its package, else itself; null where it brings none of its own.</summary>
    public string? Tuned => Containers.Select(c => c.Text("ModelPackageName")).Select(PackageArn).FirstOrDefault(p => p is not null) ?? (Artifacts.IsEmpty ? null : Arn);

    /// <summary>True where its containers reach no network.</summary>
    public bool IsIsolated => Item.Flag("EnableNetworkIsolation") == true;

    /// <summary>True where its containers run in a network of the customer.</summary>
    public bool HasVpc => Item.Elements("VpcConfig", "Subnets").Any();

    /// <summary>The models of a snapshot, by ARN.</summary>
    public static ImmutableArray<SageMakerModel> All(Snapshot snapshot) =>
    [
        .. Snapshot.Newest(snapshot.Of("describe-model").Select(a => (a, a.Root)), (_, i) => i.Text("ModelArn"), i => Answer.Time(i, "CreationTime"))
            .Where(m => m.Item.Text("ModelName") is not null).Select(m => new SageMakerModel(m.Item.Text("ModelArn")!, m.Answer, m.Item)),
    ];

    /// <summary>Where the weights of a container lie, written one way; null where it has none, or takes them from a hub.</summary>
    public static string? ArtifactOf(JsonElement container) =>
        container.At("ModelDataSource", "S3DataSource", "HubAccessConfig").ValueKind == JsonValueKind.Object ? null
            : DataLocation.Of(container.Text("ModelDataUrl") ?? container.Text("ModelDataSource", "S3DataSource", "S3Uri"));

    // A package may be named by ARN or, in the same account and region, by its name.
    private string? PackageArn(string? name)
    {
        if (string.IsNullOrEmpty(name) || name.StartsWith("arn:", StringComparison.Ordinal)) return string.IsNullOrEmpty(name) ? null : name;
        var at = Files.Arn.Parse(Arn)!.Value;
        return $"arn:{at.Partition}:sagemaker:{at.Region}:{at.Account}:model-package/{name}";
    }
}
