using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.AwsSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Answers;

/// <summary>Private ways to the model services: VPC interface endpoints.</summary>
internal sealed class Endpoints : IAnswerReader
{
    private static readonly string[] Services = ["bedrock", "sagemaker"];

    /// <summary>True where it leads to a service of models.</summary>
    public static bool IsOfModels(JsonElement item) => item.Text("ServiceName") is { } service && Services.Any(s => service.Contains("." + s, StringComparison.Ordinal));

    /// <inheritdoc/>
    public IEnumerable<Claim> Read(Snapshot snapshot) =>
        from answer in snapshot.Of("describe-vpc-endpoints")
        from item in answer.Root.Elements("VpcEndpoints")
        let id = item.Text("VpcEndpointId")
        where id is not null && IsOfModels(item)
        let parts = item.Text("ServiceName")!.Split('.')
        let home = new Home(item.Text("OwnerId") ?? answer.Home.Account, parts.Length > 3 ? parts[2] : answer.Home.Region)
        from claim in Facts(new AssetId(AssetKind.NetworkPath, id), $"{id} ({string.Join('.', parts.Skip(3))})", home, answer, Answer.Time(item, "CreationTimestamp"))
        select claim;
}
