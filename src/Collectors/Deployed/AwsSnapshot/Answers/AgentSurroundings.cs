using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.AwsSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Answers;

/// <summary>What AgentCore gives agents beside their runtime: memories, browsers and code interpreters.</summary>
internal sealed class AgentSurroundings : IAnswerReader
{
    /// <inheritdoc/>
    public IEnumerable<Claim> Read(Snapshot snapshot) =>
        Newest(snapshot.Of("get-memory").Select(a => (a, a.Root.At("memory"))), (_, i) => i.Text("arn"), i => Answer.Time(i, "updatedAt")).SelectMany(m => Memory(m.Answer, m.Item))
            .Concat(Tools(snapshot, "get-browser", "browserArn").SelectMany(b => Browser(b.Answer, b.Item)))
            .Concat(Tools(snapshot, "get-code-interpreter", "codeInterpreterArn").SelectMany(i => Interpreter(i.Answer, i.Item)));

    private static IEnumerable<(Answer Answer, JsonElement Item)> Tools(Snapshot snapshot, string operation, string arn) =>
        Newest(snapshot.Of(operation).Select(a => (a, a.Root)), (_, i) => Arn.Parse(i.Text(arn)) is null ? null : i.Text(arn), i => Answer.Time(i, "lastUpdatedAt"));

    private static IEnumerable<Claim> Memory(Answer answer, JsonElement item)
    {
        var id = new AssetId(AssetKind.DataStore, item.Text("arn")!);
        foreach (var claim in Identity(id, item, "memoryExecutionRoleArn", answer, Answer.Time(item, "updatedAt"))) yield return claim;
        yield return Say(id, "customerKey", Value.Of(Keys.IsCustomers(item.Text("encryptionKeyArn"))), answer, Answer.Time(item, "updatedAt"));
        yield return Cover(new Reach(Asset: id), answer, "data-store.customerKey");
    }

    private static IEnumerable<Claim> Browser(Answer answer, JsonElement item)
    {
        var (id, time) = (new AssetId(AssetKind.Tool, item.Text("browserArn")!), Answer.Time(item, "lastUpdatedAt"));
        foreach (var claim in Identity(id, item, "executionRoleArn", answer, time).Concat(Network(id, item, answer, time))) yield return claim;
        yield return Say(id, "recorded", Value.Of(item.Flag("recording", "enabled") == true), answer, time);
        yield return Cover(new Reach(Asset: id), answer, "tool.recorded");
    }

    private static IEnumerable<Claim> Interpreter(Answer answer, JsonElement item)
    {
        var (id, time) = (new AssetId(AssetKind.Tool, item.Text("codeInterpreterArn")!), Answer.Time(item, "lastUpdatedAt"));
        foreach (var claim in Identity(id, item, "executionRoleArn", answer, time).Concat(Network(id, item, answer, time))) yield return claim;
        yield return Say(id, "runsCode", Value.True, answer, time);
        yield return Cover(new Reach(Asset: id), answer, "tool.runsCode");
    }

    private static IEnumerable<Claim> Network(AssetId id, JsonElement item, Answer answer, DateTimeOffset time)
    {
        if (item.Text("networkConfiguration", "networkMode") is not { } mode) yield break;
        yield return Say(id, "openNetwork", Value.Of(mode == "PUBLIC"), answer, time);
        yield return Cover(new Reach(Asset: id), answer, "tool.openNetwork");
    }

    private static IEnumerable<Claim> Identity(AssetId id, JsonElement item, string role, Answer answer, DateTimeOffset time)
    {
        foreach (var claim in Facts(id, item.Text("name"), answer.HomeOf(id.Key), answer, time)) yield return claim;
        if (answer.HomeOf(id.Key).Asset is { } account) yield return new Relation(id, "lives-in", account).ToClaim(Plane.Deployed, answer.Origin, time);
        if (item.Text(role) is { Length: > 0 } runsAs) yield return new Relation(id, "runs-as", new AssetId(AssetKind.Workload, runsAs)).ToClaim(Plane.Deployed, answer.Origin, time);
    }
}
