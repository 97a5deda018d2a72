using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Declared.Infrastructure.Words;

/// <summary>Buckets that resources of AI name: who can reach them and whose key they have. Other buckets are not spoken of.</summary>
internal static class Buckets
{
    private static readonly string[] Types = ["aws_s3_bucket", "AWS::S3::Bucket"];

    /// <summary>What holds for every bucket that holds something of AI.</summary>
    public static IEnumerable<Claim> Read(Estate estate)
    {
        foreach (var held in Held(estate).GroupBy(h => h.Bucket.Key).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var bucket = held.First().Bucket;
            var asset = new Subject(bucket, AssetKind.Bucket, bucket.Properties.Any("bucket", "bucket_name"));
            foreach (var what in held.Select(h => h.What).Distinct().Order(StringComparer.Ordinal)) asset.Say("holds", Value.Of(what), bucket.Line);
            asset.Cover("holds");
            asset.Flag("publicAccess", IsPublic(bucket, estate).Elsewhere);
            asset.Flag("customerKey", Key(bucket, estate).Elsewhere);
            foreach (var claim in asset.Claims()) yield return claim;
        }
    }

    private static IEnumerable<(Resource Bucket, string What)> Held(Estate estate)
    {
        foreach (var r in estate.All)
        {
            var p = r.Properties;
            (Term? Place, string What)[] places = r.Type switch
            {
                "aws_bedrockagent_data_source" or "awscc_bedrock_data_source" or "AWS::Bedrock::DataSource" => [(p.At("data_source_configuration", "s3_configuration", "bucket_arn"), $"documents of data source {r.Name}")],
                "aws_bedrock_custom_model" => [(p.At("training_data_config", "s3_uri"), $"training data of {r.Name}"), (p.At("output_data_config", "s3_uri"), $"output of {r.Name}")],
                "aws_bedrock_model_invocation_logging_configuration" =>
                    [(p.At("logging_config", "s3_config", "bucket_name"), "prompts and answers of the model-invocation log")],
                "aws_sagemaker_endpoint_configuration" or "AWS::SageMaker::EndpointConfig" => [(p.At("data_capture_config", "destination_s3_uri"), $"captured requests of {r.Name}")],
                "aws_sagemaker_model" or "AWS::SageMaker::Model" => [(p.At("primary_container", "model_data_url"), $"weights of {r.Name}")],
                _ => [],
            };
            foreach (var (place, what) in places)
                if (Of(place, estate) is { } bucket) yield return (bucket, what);
        }
    }

    private static Resource? Of(Term? place, Estate estate)
    {
        if (place is null) return null;
        var name = place.AsText is { } text ? DataLocation.BucketOf(DataLocation.Of(text)) ?? text : null;
        return estate.Named(name is null ? place : Term.Of(name), Types, "bucket", "bucket_name");
    }

    private static IEnumerable<Resource> Beside(Resource bucket, Estate estate, params string[] types) =>
        estate.Of(types).Where(r => estate.Named(r.Properties.At("bucket"), Types, "bucket", "bucket_name") == bucket);

    // Closed by a block, whatever else; else what a policy or a list opens is open. Without either a bucket is closed: that is the service's default.
    private static Known<bool> IsPublic(Resource bucket, Estate estate)
    {
        var block = Beside(bucket, estate, "aws_s3_bucket_public_access_block").Select(b => (Term)b.Properties).FirstOrDefault() ?? bucket.Properties.At("public_access_block_configuration");
        var policies = Beside(bucket, estate, "aws_s3_bucket_policy", "AWS::S3::BucketPolicy").Select(b => b.Properties.Any("policy", "policy_document"))
            .Append(bucket.Properties.At("policy")).OfType<Term>().Select(p => Opens(p));
        var lists = Beside(bucket, estate, "aws_s3_bucket_acl").Select(a => a.Properties.At("acl")).Append(bucket.Properties.Any("acl", "access_control")).OfType<Term>().Select(OpensByList);
        var byPolicy = Either(policies, Blocked(block, "restrict_public_buckets", "block_public_policy"));
        var byList = Either(lists, Blocked(block, "ignore_public_acls", "block_public_acls"));
        if (byPolicy is { Unknown: null, Value: true }) return byPolicy;
        if (byList is { Unknown: null, Value: true }) return byList;
        return byPolicy.With(byList, (a, b) => a || b);
    }

    private static Known<bool> Blocked(Term? block, string one, string other)
    {
        if (block is OpenTerm open) return new(default, open.Line, open.Why);
        var (a, b) = (block.At(one).Flag(false), block.At(other).Flag(false));
        return a is { Unknown: null, Value: true } ? a : b is { Unknown: null, Value: true } ? b : a.With(b, (x, y) => x || y);
    }

    private static Known<bool> Either(IEnumerable<Known<bool>> opens, Known<bool> blocked)
    {
        var all = opens.ToList();
        if (all.Count == 0 || blocked is { Unknown: null, Value: true }) return new(false, 0, null);
        var open = all.Find(o => o is { Unknown: null, Value: true });
        var worst = open.Value ? open : all.Find(o => o.Unknown is not null) is { Unknown: not null } unknown ? unknown : new Known<bool>(false, all[0].Line, null);
        return worst is { Unknown: null, Value: false } ? worst : worst.With(blocked, (opened, closed) => opened && !closed);
    }

    private static Known<bool> OpensByList(Term list) => list.Text().Map(t => t is "public-read" or "public-read-write" or "authenticated-read" or "PublicRead" or "PublicReadWrite" or "AuthenticatedRead");

    private static Known<bool> Opens(Term policy)
    {
        if (policy is OpenTerm open) return new(default, open.Line, open.Why);
        var document = policy is TextTerm text ? Jsons.Decode(text.Text) : policy;
        if (document.At("Statement") is OpenTerm hidden) return new(default, policy.Line, hidden.Why);
        var statements = document.At("Statement").Items().ToList();
        if (statements.Exists(IsOpen)) return new(true, policy.Line, null);
        var unsure = statements.Where(s => s.At("Effect").Text().Value == "Allow").Select(s => s.At("Principal")?.Unknown).FirstOrDefault(u => u is { Refs.IsEmpty: true });
        return unsure is null ? new(false, policy.Line, null) : new(default, policy.Line, unsure.Why);
    }

    private static bool IsOpen(Term statement) => statement.At("Effect").Text().Value == "Allow" && statement.At("Condition") is null
        && (statement.At("Principal").Items().Any(i => i.AsText == "*") || (statement.At("Principal") is MapTerm who && who.At("AWS").Items().Any(i => i.AsText == "*")));

    private static Known<bool> Key(Resource bucket, Estate estate)
    {
        var encryption = Beside(bucket, estate, "aws_s3_bucket_server_side_encryption_configuration").Select(b => b.Properties.At("rule")).FirstOrDefault()
            ?? bucket.Properties.At("bucket_encryption", "server_side_encryption_configuration") ?? bucket.Properties.At("server_side_encryption_configuration", "rule");
        var rule = encryption.Any("apply_server_side_encryption_by_default") ?? encryption.At("server_side_encryption_by_default");
        var algorithm = rule.Any("sse_algorithm").Text();
        if (algorithm is { Unknown: null } && !algorithm.Value.StartsWith("aws:kms", StringComparison.Ordinal)) return new(false, algorithm.Line, null);
        return algorithm.With(rule.At("kms_master_key_id").IsCustomersKey(estate), (_, key) => key);
    }
}
