using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.AwsSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Answers;

/// <summary>Where audit trail and invocation log are kept: for how long, and whether a change would show.</summary>
internal sealed class LogStores : IAnswerReader
{
    private const string InvocationLog = "invocation log";

    /// <inheritdoc/>
    public IEnumerable<Claim> Read(Snapshot snapshot)
    {
        var trails = Trail.All(snapshot);
        foreach (var (answer, home) in Homes(snapshot))
        {
            var stores = Invocations(answer).Concat(Trails(trails, home, answer)).ToList();
            var keeping = stores.ConvertAll(s => (Store: s, Days: s.Bucket is { } b ? BucketLocks.Days(snapshot, b, s.Prefix) : GroupDays(snapshot, s)));
            var guarding = stores.ConvertAll(s => (Store: s, Lock: s.Bucket is { } b ? BucketLocks.Of(snapshot, b) ?? Signed(s, answer) : GroupLock(snapshot, s)));
            foreach (var (store, days) in keeping)
                yield return days is { } d ? Say(home.Asset!.Value, "logRetention", Retention(store, d.Days), d.Answer) : Unknown(store, home, answer, "account.logRetention");
            foreach (var (store, locked) in guarding)
                yield return locked is { } l ? Say(home.Asset!.Value, "logTamper", Tamper(store, l.Lock), l.Answer) : Unknown(store, home, answer, "account.logTamper");
            if (!IsWhole(snapshot, home)) continue;
            if (keeping.TrueForAll(k => k.Days is not null)) yield return Cover(home.Reach, answer, "account.logRetention");
            if (guarding.TrueForAll(g => g.Lock is not null)) yield return Cover(home.Reach, answer, "account.logTamper");
        }
    }

    // One answer about logging for each account and region; the first by path.
    private static IEnumerable<(Answer Answer, Home Home)> Homes(Snapshot snapshot) =>
        snapshot.Of("get-model-invocation-logging-configuration").Where(a => a.Home.Asset is not null).GroupBy(a => a.Home).Select(g => (g.First(), g.Key));

    private static bool IsWhole(Snapshot snapshot, Home home) => snapshot.IsListed("describe-trails", home) || snapshot.IsListed("list-trails", home);

    private static IEnumerable<Store> Invocations(Answer answer)
    {
        var config = answer.Root.At("loggingConfig");
        if (config.Text("s3Config", "bucketName") is { Length: > 0 } bucket)
            yield return new Store($"s3://{bucket}", InvocationLog, bucket, (config.Text("s3Config", "keyPrefix") is { Length: > 0 } p ? p + "/" : "") + "AWSLogs/", false);
        if (config.Text("cloudWatchConfig", "logGroupName") is { Length: > 0 } group) yield return new Store($"log-group:{group}", InvocationLog, null, group, false);
    }

    private static IEnumerable<Store> Trails(ImmutableArray<Trail> trails, Home home, Answer answer) =>
        from trail in trails
        where trail.IsLogging != false && trail.Bucket is not null && trail.Reaches(home.Account!, home.Region!)
        select new Store($"s3://{trail.Bucket}", $"trail {trail.Name}", trail.Bucket, (trail.Prefix is { Length: > 0 } p ? p + "/" : "") + "AWSLogs/", trail.IsValidated == true);

    private static (Answer Answer, JsonElement Group)? Group(Snapshot snapshot, Store store)
    {
        foreach (var answer in snapshot.Of("describe-log-groups"))
        {
            foreach (var group in answer.Root.Elements("logGroups"))
                if (group.Text("logGroupName") == store.Prefix) return (answer, group);
        }

        return null;
    }

    private static (Answer Answer, long Days)? GroupDays(Snapshot snapshot, Store store) => Group(snapshot, store) is var (answer, group)
        ? (answer, group.At("retentionInDays") is { ValueKind: JsonValueKind.Number } days && days.TryGetInt64(out var count) ? count : BucketLocks.Forever) : null;

    // A log group cannot be written over, but it can be taken away whole, and nothing shows what it held.
    private static (Answer Answer, BucketLock Lock)? GroupLock(Snapshot snapshot, Store store) => Group(snapshot, store) is var (answer, _) ? (answer, BucketLock.None) : null;

    // Signed digests show a change whether the bucket is locked or not.
    private static (Answer Answer, BucketLock Lock)? Signed(Store store, Answer answer) => store.IsValidated ? (answer, BucketLock.None) : null;

    private static Value Retention(Store store, long days) => Value.Map(
        ("store", Value.Of(store.Name)), ("holds", Value.Of(store.Holds)), ("days", Value.Of(days)));

    private static Value Tamper(Store store, BucketLock locked) => Value.Map(
        ("store", Value.Of(store.Name)), ("holds", Value.Of(store.Holds)), ("lock", Value.Of(locked.Mode)),
        ("lockDays", Value.Of(locked.Days)), ("validated", Value.Of(store.IsValidated)));

    private static Claim Unknown(Store store, Home home, Answer answer, string word)
    {
        var command = store.Bucket is null ? $"logs describe-log-groups --log-group-name-prefix {store.Prefix}"
            : word == "account.logTamper" ? $"s3api get-object-lock-configuration --bucket {store.Bucket}" : $"s3api get-bucket-lifecycle-configuration --bucket {store.Bucket}";
        return Lack(
            home.Reach, answer,
            string.Create(CultureInfo.InvariantCulture, $"{(word == "account.logTamper" ? "whether a change of" : "how long")} the {store.Holds} in `{store.Name}` {(word == "account.logTamper" ? "would show" : "is kept")} is not in the snapshot"),
            $"run `aws {command} --output json` and save the answer, error messages too, with the name in the file name", word);
    }

    /// <summary>A place that logs go to.</summary>
    private sealed record Store(string Name, string Holds, string? Bucket, string Prefix, bool IsValidated);
}
