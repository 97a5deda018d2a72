namespace Plumbline.Collectors.Declared.Infrastructure.Words;

/// <summary>Buckets of S3: who can reach them and whose key they have.</summary>
internal static class S3Buckets
{
    /// <summary>The types, by dialect.</summary>
    public static readonly string[] Types = ["aws_s3_bucket", "AWS::S3::Bucket"];

    private static IEnumerable<Resource> Beside(Resource bucket, Estate estate, params string[] types) =>
        estate.Of(types).Where(r => estate.Named(r.Properties.At("bucket"), Types, "bucket", "bucket_name") == bucket);

    /// <summary>True where everybody can reach it.</summary>
    /// <remarks>Closed by a block, whatever else; else what a policy or a list opens is open. Without either a bucket is closed: that is the service's default.</remarks>
    public static Known<bool> IsPublic(Resource bucket, Estate estate)
    {
        var block = Beside(bucket, estate, "aws_s3_bucket_public_access_block").Select(b => (Term)b.Properties).FirstOrDefault() ?? bucket.Properties.At("public_access_block_configuration");
        var policies = Beside(bucket, estate, "aws_s3_bucket_policy", "AWS::S3::BucketPolicy").Select(b => b.Properties.Any("policy", "policy_document"))
            .Append(bucket.Properties.At("policy")).OfType<Term>().Select(p => Opens(p));
        var lists = Beside(bucket, estate, "aws_s3_bucket_acl").Select(a => a.Properties.At("acl")).Append(bucket.Properties.Any("acl", "access_control")).OfType<Term>().Select(OpensByList);
        var byPolicy = Openings.Unless(policies, Blocked(block, "restrict_public_buckets", "block_public_policy"));
        var byList = Openings.Unless(lists, Blocked(block, "ignore_public_acls", "block_public_acls"));
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

    /// <summary>True where its objects are encrypted with a key of the customer's.</summary>
    public static Known<bool> Key(Resource bucket, Estate estate)
    {
        var encryption = Beside(bucket, estate, "aws_s3_bucket_server_side_encryption_configuration").Select(b => b.Properties.At("rule")).FirstOrDefault()
            ?? bucket.Properties.At("bucket_encryption", "server_side_encryption_configuration") ?? bucket.Properties.At("server_side_encryption_configuration", "rule");
        var rule = encryption.Any("apply_server_side_encryption_by_default") ?? encryption.At("server_side_encryption_by_default");
        var algorithm = rule.Any("sse_algorithm").Text();
        if (algorithm is { Unknown: null } && !algorithm.Value.StartsWith("aws:kms", StringComparison.Ordinal)) return new(false, algorithm.Line, null);
        return algorithm.With(rule.At("kms_master_key_id").IsCustomersKey(estate), (_, key) => key);
    }
}
