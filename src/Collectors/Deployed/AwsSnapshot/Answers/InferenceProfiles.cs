using System.Text.Json;
using Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.AwsSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Answers;

/// <summary>Inference profiles and provisioned throughput: which model really answers behind a name.</summary>
internal sealed class InferenceProfiles : IAnswerReader
{
    /// <inheritdoc/>
    public IEnumerable<Claim> Read(Snapshot snapshot)
    {
        var listed = from answer in snapshot.Of("list-inference-profiles") from item in answer.Root.Elements("inferenceProfileSummaries") select (answer, item);
        var profiles = listed.Concat(snapshot.Of("get-inference-profile").Select(a => (answer: a, item: a.Root)));
        var newest = Newest(profiles, (_, i) => i.Text("inferenceProfileArn"), i => Answer.Time(i, "updatedAt")).ToList();
        foreach (var (answer, item) in newest)
            foreach (var claim in Profile(answer, item)) yield return claim;
        foreach (var claim in Earlier(profiles, newest)) yield return claim;

        foreach (var route in ModelRoutes.Of(snapshot))
        {
            yield return Resolve(ModelId.Parse(route.Model).Base, route.Arn, route.Answer, route.Time);
            if (ModelId.IsTuned(route.Model))
                yield return new Binding(new AssetId(AssetKind.FineTune, route.Model), route.Arn, "resolves-to").ToClaim(Plane.Deployed, route.Answer.Origin, route.Time);
        }
    }

    private static IEnumerable<Claim> Profile(Answer answer, JsonElement item)
    {
        if (ModelOf(item) is not { } model) yield break;
        var time = Answer.Time(item, "updatedAt");
        yield return Resolve(model, item.Text("inferenceProfileArn")!, answer, time);
        if (item.Text("inferenceProfileId") is { } id && id != model) yield return Resolve(model, id, answer, time);
    }

    // Answers of other days say where a profile led then.
    private static IEnumerable<Claim> Earlier(
        IEnumerable<(Answer answer, JsonElement item)> profiles, List<(Answer Answer, JsonElement Item)> newest) =>
        from one in profiles
        let arn = one.item.Text("inferenceProfileArn")
        let now = newest.Find(n => n.Item.Text("inferenceProfileArn") == arn).Item
        where arn is not null && Answer.Time(one.item, "updatedAt") < Answer.Time(now, "updatedAt")
        let model = ModelOf(one.item)
        where model is not null
        select new Binding(new AssetId(AssetKind.Model, model), arn, Binding.ResolvedTo)
            .ToClaim(Plane.Deployed, one.answer.Origin, Answer.Time(one.item, "updatedAt"));

    private static string? ModelOf(JsonElement item) =>
        item.Elements("models").Select(m => m.Text("modelArn")).OfType<string>().Select(m => ModelId.Parse(m).Base).Distinct().Take(2).ToList() is [var model] ? model : null;

    private static Claim Resolve(string model, string alias, Answer answer, DateTimeOffset time) =>
        new Binding(new AssetId(AssetKind.Model, model), alias, Binding.ResolvesTo).ToClaim(Plane.Deployed, answer.Origin, time);
}
