using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>Object Lock as a bucket gives it to every new object.</summary>
/// <param name="Mode">`compliance`, `governance` (those with the right to bypass may delete), or empty.</param>
/// <param name="Days">For how long; 0 without a lock.</param>
internal readonly record struct BucketLock(string Mode, long Days)
{
    public static BucketLock None { get; } = new("", 0);
}

/// <summary>How long a bucket keeps what is written below a prefix.</summary>
internal static class BucketLocks
{
    /// <summary>Days where nothing removes it: a hundred years.</summary>
    public const long Forever = 36_500;

    /// <summary>The days until a lifecycle rule removes it, and no fewer than its lock; null where nobody asked.</summary>
    public static (Answer Answer, long Days)? Days(Snapshot snapshot, string bucket, string prefix)
    {
        if (Named(snapshot, "get-bucket-lifecycle-configuration", bucket) is not { } answer) return null;
        var days = answer.Root.Elements("Rules").Where(r => r.Text("Status") == "Enabled" && Concerns(r, prefix)).Select(Expiry).DefaultIfEmpty(Forever).Min();
        return (answer, Of(snapshot, bucket) is var (_, locked) ? Math.Max(days, locked.Days) : days);
    }

    /// <summary>The default lock of a bucket; null where nobody asked.</summary>
    public static (Answer Answer, BucketLock Lock)? Of(Snapshot snapshot, string bucket)
    {
        if (Named(snapshot, "get-object-lock-configuration", bucket) is not { } answer) return null;
        var retention = answer.Root.At("ObjectLockConfiguration", "Rule", "DefaultRetention");
        var days = Number(retention, "Days") ?? (Number(retention, "Years") * 365) ?? 0;
        return (answer, days > 0 && retention.Text("Mode") is { Length: > 0 } mode ? new BucketLock(mode.ToLowerInvariant(), days) : BucketLock.None);
    }

    private static Answer? Named(Snapshot snapshot, string operation, string bucket) =>
        snapshot.Of(operation).FirstOrDefault(a => BucketNames.Of(a) == bucket);

    // Delivered logs carry no tags: a rule that asks for one leaves them alone.
    private static bool Concerns(JsonElement rule, string prefix)
    {
        var filter = rule.At("Filter");
        if (filter.At("Tag").ValueKind == JsonValueKind.Object || filter.Elements("And", "Tags").Any()) return false;
        var own = filter.Text("Prefix") ?? filter.Text("And", "Prefix") ?? rule.Text("Prefix") ?? "";
        return own.StartsWith(prefix, StringComparison.Ordinal) || prefix.StartsWith(own, StringComparison.Ordinal);
    }

    // From a fixed day on everything goes as it comes.
    private static long Expiry(JsonElement rule) =>
        rule.Text("Expiration", "Date") is not null ? 0 : Number(rule.At("Expiration"), "Days") ?? Forever;

    private static long? Number(JsonElement element, string name) =>
        element.At(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : null;
}
