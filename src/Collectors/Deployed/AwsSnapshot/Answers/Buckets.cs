using Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.AwsSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Answers;

/// <summary>Buckets whose settings were asked for; the answers do not name them, so their file or folder must.</summary>
internal sealed class Buckets : IAnswerReader
{
    /// <inheritdoc/>
    public IEnumerable<Claim> Read(Snapshot snapshot) =>
        from answer in snapshot.Answers
        where answer.Kind.Api.StartsWith("s3api ", StringComparison.Ordinal)
        let name = BucketNames.Of(answer)
        where name is not null
        from claim in Facts(new AssetId(AssetKind.Bucket, $"arn:aws:s3:::{name}"), name, answer.Home, answer)
        select claim;
}
