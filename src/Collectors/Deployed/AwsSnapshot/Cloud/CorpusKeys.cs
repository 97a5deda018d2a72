using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>What names the documents that a knowledge base reads: their bucket, else the data source.</summary>
internal static class CorpusKeys
{
    /// <summary>The key; null where the answer does not say whose account and region it speaks of.</summary>
    public static string? Of(JsonElement source, Answer answer)
    {
        if (source.Text("knowledgeBaseId") is not { } id || answer.Home is not { Account: { } account, Region: { } region }) return null;
        return source.Text("dataSourceConfiguration", "s3Configuration", "bucketArn")
            ?? $"arn:{Arn.PartitionOf(region)}:bedrock:{region}:{account}:knowledge-base/{id}/data-source/{source.Text("dataSourceId")}";
    }
}
