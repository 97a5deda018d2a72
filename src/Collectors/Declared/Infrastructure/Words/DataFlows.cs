using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Declared.Infrastructure.Words;

/// <summary>Where data of models comes from: flows between services, and the systems that knowledge bases read.</summary>
internal static class DataFlows
{
    private static readonly string[] Bases = ["aws_bedrockagent_knowledge_base", "AWS::Bedrock::KnowledgeBase"];

    /// <summary>A flow of AppFlow: what it takes out of which system, and the bucket it puts it into.</summary>
    public static IEnumerable<Claim> AppFlow(Resource r, Estate estate)
    {
        var p = r.Properties;
        var asset = new Subject(r, AssetKind.Pipeline, p.Any("name", "flow_name"));
        var more = new List<Claim>();
        var source = p.At("source_flow_config");
        if (source.At("connector_type")?.AsText is { } type) From(asset, type, type.Equals("S3", StringComparison.OrdinalIgnoreCase) ? source.At("source_connector_properties", "s3", "bucket_name") : null, r, estate, more);
        foreach (var to in p.Any("destination_flow_config", "destination_flow_config_list").Items())
            if (Bucket(to.At("destination_connector_properties", "s3", "bucket_name"), estate) is { } bucket) asset.Relate("writes", bucket, to.Line);
        return asset.Claims().Concat(more);
    }

    /// <summary>What the documents of a knowledge base are read from.</summary>
    public static IEnumerable<Claim> Read(Subject asset, Resource r, Estate estate)
    {
        var more = new List<Claim>();
        var configuration = r.Properties.At("data_source_configuration");
        if (Bucket(configuration.At("s3_configuration", "bucket_arn"), estate) is { } bucket) asset.Relate("reads", bucket, configuration?.Line ?? 0);
        else if (configuration.At("type")?.AsText is { } type && !type.Equals("S3", StringComparison.OrdinalIgnoreCase)) From(asset, type, null, r, estate, more);
        return more;
    }

    /// <summary>The knowledge bases that an agent asks.</summary>
    public static void Ask(Subject agent, Resource r, Estate estate)
    {
        var beside = estate.Of("aws_bedrockagent_agent_knowledge_base_association").Where(a => estate.Named(a.Properties.At("agent_id"), [r.Type], "agent_id", "id") == r)
            .Select(a => a.Properties.At("knowledge_base_id"));
        foreach (var term in beside.Concat(r.Properties.At("knowledge_bases").Items().Select(k => k.At("knowledge_base_id"))))
            if (estate.Named(term, Bases, "id", "knowledge_base_id") is { } store) agent.Relate("queries", new AssetId(AssetKind.Pipeline, store.Key), term?.Line ?? 0);
    }

    private static void From(Subject asset, string type, Term? place, Resource r, Estate estate, List<Claim> more)
    {
        if (Bucket(place, estate) is { } bucket)
        {
            asset.Relate("reads", bucket, place?.Line ?? 0);
            return;
        }

        if (DataPlatforms.Of(type) is not var (platform, purpose)) return;
        var id = DataPlatforms.Id(platform);
        asset.Relate("reads", id, 0);
        more.AddRange(DataPlatforms.Say(id, platform, purpose, new Origin(r.Source, r.File, r.Line)));
    }

    private static AssetId? Bucket(Term? place, Estate estate)
    {
        if (place is null) return null;
        var name = place.AsText is { } text ? DataLocation.BucketOf(DataLocation.Of(text)) ?? text : null;
        if (estate.Named(name is null ? place : Term.Of(name), S3Buckets.Types, "bucket", "id", "arn", "bucket_arn") is { } store) return new AssetId(AssetKind.Bucket, store.Key);
        return name is { Length: > 2 } ? new AssetId(AssetKind.Bucket, $"arn:aws:s3:::{name.Split('/')[0]}") : null;
    }
}
