using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.AwsSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Answers;

/// <summary>What people call the foundation and custom models of an account.</summary>
internal sealed class FoundationModels : IAnswerReader
{
    /// <inheritdoc/>
    public IEnumerable<Claim> Read(Snapshot snapshot) =>
        from answer in snapshot.Of("list-foundation-models")
        from item in answer.Root.Elements("modelSummaries")
        let arn = item.Text("modelArn")
        let name = item.Text("modelName")
        where arn is not null && name is not null
        select Say(new AssetId(AssetKind.Model, ModelId.Parse(arn).Base), "name", Value.Of(name), answer);
}
