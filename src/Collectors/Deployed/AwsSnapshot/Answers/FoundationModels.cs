using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.AwsSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Answers;

/// <summary>What people call the foundation and custom models of an account, and until when Bedrock serves them.</summary>
internal sealed class FoundationModels : IAnswerReader
{
    /// <inheritdoc/>
    public IEnumerable<Claim> Read(Snapshot snapshot)
    {
        foreach (var answer in snapshot.Of("list-foundation-models"))
        {
            foreach (var item in answer.Root.Elements("modelSummaries"))
            {
                if (item.Text("modelArn") is not { } arn) continue;
                if (item.Text("modelName") is { } name) yield return Say(new AssetId(AssetKind.Model, ModelId.Parse(arn).Base), "name", Value.Of(name), answer);
                if (Fact(arn, item, answer) is { } fact) yield return fact;
            }
        }

        foreach (var answer in snapshot.Of("get-foundation-model"))
            if (Fact(answer.Root.Text("modelDetails", "modelArn")!, answer.Root.At("modelDetails"), answer) is { } fact) yield return fact;
    }

    // An end of life is the end in every region; that a model is active holds where it was asked. Legacy without a day says no day.
    private static Claim? Fact(string arn, JsonElement model, Answer answer)
    {
        var lifecycle = model.At("modelLifecycle");
        var (end, legacy) = (Moment(lifecycle, "endOfLifeTime"), Moment(lifecycle, "legacyTime"));
        var region = answer.HomeOf(arn).Region;
        if (end is null && (lifecycle.Text("status") != "ACTIVE" || region is null)) return null;
        return new ModelFact(
            "bedrock", ModelId.Parse(arn).Base, legacy, end is null ? RetirementTerm.Active : RetirementTerm.Fixed, end, "", end is null ? [region!] : [],
            answer.Origin.File ?? "", null).ToClaim(Plane.Deployed, answer.Origin);
    }

    private static DateTimeOffset? Moment(JsonElement lifecycle, string name) => Answer.Time(lifecycle, name) is var time && time > DateTimeOffset.MinValue ? time : null;
}
