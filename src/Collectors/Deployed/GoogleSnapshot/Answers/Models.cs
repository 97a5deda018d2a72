using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.GoogleSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.GoogleSnapshot.Answers;

/// <summary>Models of the Vertex AI Model Registry, each version by its own name.</summary>
internal sealed class Models : IAnswerReader
{
    /// <inheritdoc/>
    public IEnumerable<Claim> Read(Snapshot snapshot) =>
        from one in snapshot.Newest(AnswerKind.Model)
        let version = one.Answer.Root.Text("versionId")
        let text = version is null || one.Name.Rest.Contains('@', StringComparison.Ordinal) ? one.Name.ToString() : $"{one.Name}@{version}"
        from claim in Facts(new AssetId(AssetKind.Model, ModelId.Parse(text).Base), one.Answer.Root.Text("displayName"), new Home(one.Name.Project, one.Name.Location), one.Answer)
        select claim;
}
