using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>Something that keeps or makes the logs of an account.</summary>
/// <param name="Name">As people call it: `s3://BUCKET`, `log-group:NAME`, `trail:NAME`.</param>
/// <param name="Region">Where it is.</param>
/// <param name="Rights">What ends it: an action and the resource it is asked for on.</param>
/// <param name="IsOwn">False where it may belong to another account, whose own policies decide too.</param>
/// <param name="Denies">Statements of its own policy, with whom each speaks of.</param>
internal sealed record LogSink(
    string Name, string Region, ImmutableArray<(string Action, string Resource)> Rights, bool IsOwn, ImmutableArray<(Statement Statement, JsonElement Item)> Denies);

/// <summary>The log sinks of an account, from its trails and its model-invocation logging.</summary>
internal sealed class LogSinks(Snapshot snapshot)
{
    private static readonly string[] OnObjects = ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention"];
    private static readonly string[] OnBucket = ["s3:PutBucketPolicy", "s3:DeleteBucketPolicy", "s3:PutLifecycleConfiguration", "s3:DeleteBucket"];

    private readonly ImmutableArray<Trail> trails = Trail.All(snapshot);

    /// <summary>The sinks, by name.</summary>
    public IEnumerable<LogSink> Of(string account) =>
        Invocations(account).Concat(trails.Where(t => t.Accounts.Contains(account)).SelectMany(t => OfTrail(t, account)))
            .GroupBy(s => s.Name).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => g.First() with { Rights = [.. g.SelectMany(s => s.Rights).Distinct()], IsOwn = g.Any(s => s.IsOwn) });

    /// <summary>What the snapshot lacks to know the sinks of an account: in words, and the command that supplies it.</summary>
    public IEnumerable<(string What, string Command)> Lacking(string account)
    {
        if (!snapshot.Of("get-model-invocation-logging-configuration").Any(a => a.Home.Account == account))
            yield return ("where model invocations are logged", "bedrock get-model-invocation-logging-configuration");
        if (!snapshot.Of("describe-trails").Concat(snapshot.Of("list-trails")).Any(a => Snapshot.HomeOf(a).Account == account))
            yield return ("which trails there are", "cloudtrail describe-trails");
    }

    private IEnumerable<LogSink> Invocations(string account)
    {
        foreach (var answer in snapshot.Of("get-model-invocation-logging-configuration").Where(a => a.Home.Account == account))
        {
            var region = answer.Home.Region ?? "";
            var config = answer.Root.At("loggingConfig");
            var buckets = new[] { config.Text("s3Config", "bucketName"), config.Text("cloudWatchConfig", "largeDataDeliveryS3Config", "bucketName") };
            foreach (var bucket in buckets.OfType<string>().Where(b => b.Length > 0).Distinct()) yield return Bucket(bucket, account, region, isOwn: true);
            if (config.Text("cloudWatchConfig", "logGroupName") is { Length: > 0 } group) yield return Group(group, account, region);
            if (buckets.Any(b => !string.IsNullOrEmpty(b)) || config.Text("cloudWatchConfig", "logGroupName") is { Length: > 0 })
            {
                yield return new LogSink($"invocation-logging:{region}", region,
                    [("bedrock:DeleteModelInvocationLoggingConfiguration", "*"), ("bedrock:PutModelInvocationLoggingConfiguration", "*")], true, []);
            }
        }
    }

    private IEnumerable<LogSink> OfTrail(Trail trail, string account)
    {
        var region = trail.HomeRegion ?? "";
        var item = Items(trail.Arn).FirstOrDefault();
        var isOwn = Arn.Parse(trail.Arn)?.Account == account;
        if (isOwn)
        {
            yield return new LogSink($"trail:{trail.Name}", region,
                [("cloudtrail:StopLogging", trail.Arn), ("cloudtrail:DeleteTrail", trail.Arn), ("cloudtrail:UpdateTrail", trail.Arn), ("cloudtrail:PutEventSelectors", trail.Arn)], true, []);
        }

        if (item.Text("S3BucketName") is { Length: > 0 } bucket) yield return Bucket(bucket, account, region, isOwn && item.Flag("IsOrganizationTrail") != true);
        if (Arn.Parse(item.Text("CloudWatchLogsLogGroupArn")) is { } group && group.Account == account) yield return Group(group.Id.Split(':')[0], account, group.Region);
        if (item.Text("KmsKeyId") is { } key && Arn.Parse(key)?.Account == account) yield return Key(key);
    }

    private IEnumerable<JsonElement> Items(string arn) =>
        snapshot.Of("get-trail").Select(a => a.Root.At("Trail")).Concat(snapshot.Of("describe-trails").SelectMany(a => a.Root.Elements("trailList"))).Where(i => i.Text("TrailARN") == arn);

    private LogSink Bucket(string name, string account, string region, bool isOwn)
    {
        var told = snapshot.Answers.Where(a => a.Kind.Api.StartsWith("s3api ", StringComparison.Ordinal) && BucketNames.Of(a) == name).ToList();
        var (bucket, objects) = ($"arn:{Arn.PartitionOf(region)}:s3:::{name}", $"arn:{Arn.PartitionOf(region)}:s3:::{name}/AWSLogs/{account}/log");
        var rights = OnObjects.Select(a => (a, objects)).Concat(OnBucket.Select(a => (a, bucket)));
        var keys = from answer in told
                   from rule in answer.Root.Elements("ServerSideEncryptionConfiguration", "Rules")
                   let key = rule.Text("ApplyServerSideEncryptionByDefault", "KMSMasterKeyID")
                   where Arn.Parse(key)?.Account == account
                   select key;
        var denies = from answer in told
                     where answer.Kind.Operation == "get-bucket-policy"
                     from statement in PolicyText.Statements(answer.Root.Text("Policy"))
                     select statement;
        var known = told.Select(t => t.Home.Account).OfType<string>().ToList();
        return new LogSink($"s3://{name}", region, [.. rights, .. keys.SelectMany(k => Key(k!).Rights)], known.Count > 0 ? known.Contains(account) : isOwn, [.. denies]);
    }

    private static LogSink Group(string name, string account, string region)
    {
        var arn = $"arn:{Arn.PartitionOf(region)}:logs:{region}:{account}:log-group:{name}";
        return new LogSink($"log-group:{name}", region,
            [("logs:DeleteLogGroup", arn + ":*"), ("logs:DeleteLogStream", arn + ":log-stream:any"), ("logs:PutRetentionPolicy", arn + ":*")], true, []);
    }

    private static LogSink Key(string arn) => new(
        $"key:{Arn.Parse(arn)?.Name}", Arn.Parse(arn)?.Region ?? "", [("kms:ScheduleKeyDeletion", arn), ("kms:DisableKey", arn), ("kms:PutKeyPolicy", arn)], true, []);
}
