using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.AwsSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Answers;

/// <summary>Private ways to the model services: VPC interface endpoints.</summary>
internal sealed class Endpoints : IAnswerReader
{
    private static readonly string[] Services = ["bedrock", "sagemaker"];

    /// <inheritdoc/>
    public IEnumerable<Claim> Read(Snapshot snapshot) =>
        from answer in snapshot.Of("describe-vpc-endpoints")
        from item in answer.Root.Elements("VpcEndpoints")
        let id = item.Text("VpcEndpointId")
        let service = item.Text("ServiceName")
        where id is not null && service is not null && Services.Any(s => service.Contains("." + s, StringComparison.Ordinal))
        let parts = service.Split('.')
        let home = new Home(item.Text("OwnerId") ?? answer.Home.Account, parts.Length > 3 ? parts[2] : answer.Home.Region)
        from claim in Facts(new AssetId(AssetKind.NetworkPath, id), $"{id} ({string.Join('.', parts.Skip(3))})", home, answer, Answer.Time(item, "CreationTimestamp"))
        select claim;
}
