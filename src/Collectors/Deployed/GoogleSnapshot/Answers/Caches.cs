using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.GoogleSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.GoogleSnapshot.Answers;

/// <summary>Explicit context caches: prompts that Vertex AI keeps under a name until they expire.</summary>
/// <remarks>The API does not say who made one: the audit log binds it to its maker, a registry to a workload with `deployed-as`.</remarks>
internal sealed class Caches : IAnswerReader
{
    private static readonly DateTimeOffset Never = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public IEnumerable<Claim> Read(Snapshot snapshot)
    {
        foreach (var (answer, name) in snapshot.Newest(AnswerKind.Cache))
        {
            var holder = new AssetId(AssetKind.Workload, name.ToString());
            yield return Say(holder, "caches", Value.Map(
                ("key", Value.Of(name.ToString())), ("prompt", Value.Of(VertexTexts.System(answer.Root))),
                ("created", Value.Of(answer.Time("createTime") ?? DateTimeOffset.MinValue)), ("updated", Value.Of(answer.Updated)), ("expires", Value.Of(answer.Time("expireTime") ?? Never)),
                ("model", Value.Of(ModelId.Parse(answer.Root.Text("model") ?? "").Base)), ("source", Value.Of("vertex-ai"))), answer);
            if (snapshot.Numbered(name) is { } numbered) yield return new Binding(holder, numbered, "is").ToClaim(Plane.Deployed, answer.Origin, answer.Updated);
        }

        foreach (var (home, answer) in snapshot.Listed(AnswerKind.Cache)) yield return Cover(home.Reach, answer, "workload.caches");
    }
}
