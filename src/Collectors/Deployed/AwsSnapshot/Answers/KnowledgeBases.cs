using System.Text.Json;
using Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.AwsSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Answers;

/// <summary>Retrieval pipelines: a knowledge base, the vector store it keeps and the corpus it reads.</summary>
internal sealed class KnowledgeBases : IAnswerReader
{
    private static readonly string[] StoreNames =
        ["collectionArn", "indexArn", "domainArn", "vectorBucketArn", "resourceArn", "graphArn", "connectionString", "endpoint"];

    /// <inheritdoc/>
    public IEnumerable<Claim> Read(Snapshot snapshot)
    {
        var bases = snapshot.Of("get-knowledge-base").Select(a => (a, a.Root.At("knowledgeBase")));
        foreach (var (answer, item) in Newest(bases, (_, i) => i.Text("knowledgeBaseArn"), i => Answer.Time(i, "updatedAt")))
            foreach (var claim in Base(answer, item)) yield return claim;
        foreach (var answer in snapshot.Of("list-knowledge-bases"))
            foreach (var item in answer.Root.Elements("knowledgeBaseSummaries"))
                if (PipelineOf(item, answer) is { } pipeline)
                    foreach (var claim in Facts(pipeline, item.Text("name"), answer.Home, answer, Answer.Time(item, "updatedAt"))) yield return claim;
        foreach (var answer in snapshot.Of("get-data-source"))
            foreach (var claim in Source(answer, answer.Root.At("dataSource"))) yield return claim;
    }

    private static IEnumerable<Claim> Base(Answer answer, JsonElement item)
    {
        var arn = item.Text("knowledgeBaseArn")!;
        var pipeline = new AssetId(AssetKind.Pipeline, arn);
        var time = Answer.Time(item, "updatedAt");
        foreach (var claim in Facts(pipeline, item.Text("name"), answer.HomeOf(arn), answer, time)) yield return claim;
        if (item.Text("knowledgeBaseConfiguration", "vectorKnowledgeBaseConfiguration", "embeddingModelArn") is { Length: > 0 } model)
            yield return new Relation(pipeline, "embeds-with", new AssetId(AssetKind.Model, ModelId.Parse(model).Base)).ToClaim(Plane.Deployed, answer.Origin, time);
        foreach (var kind in Objects(item.At("storageConfiguration")))
        {
            if (StoreNames.Select(n => kind.Text(n)).FirstOrDefault(n => n is not null) is not { } key) continue;
            var store = new AssetId(AssetKind.VectorStore, key);
            foreach (var claim in Facts(store, kind.Text("vectorIndexName") ?? Arn.Parse(key)?.Name, answer.HomeOf(key), answer, time)) yield return claim;
            yield return new Relation(pipeline, "stores-in", store).ToClaim(Plane.Deployed, answer.Origin, time);
        }
    }

    private static IEnumerable<Claim> Source(Answer answer, JsonElement item)
    {
        if (PipelineOf(item, answer) is not { } pipeline) yield break;
        var time = Answer.Time(item, "updatedAt");
        var corpus = new AssetId(AssetKind.Corpus, CorpusKeys.Of(item, answer)!);
        foreach (var claim in Facts(corpus, item.Text("name"), answer.HomeOf(pipeline.Key), answer, time)) yield return claim;
        yield return new Relation(pipeline, "reads", corpus).ToClaim(Plane.Deployed, answer.Origin, time);
    }

    private static AssetId? PipelineOf(JsonElement item, Answer answer) =>
        item.Text("knowledgeBaseId") is { } id && answer.Home is { Account: { } account, Region: { } region }
            ? new AssetId(AssetKind.Pipeline, $"arn:{Arn.PartitionOf(region)}:bedrock:{region}:{account}:knowledge-base/{id}")
            : null;

    private static IEnumerable<JsonElement> Objects(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject().Select(p => p.Value).Where(v => v.ValueKind == JsonValueKind.Object) : [];
}
