using System.Text.Json;
using System.Text.RegularExpressions;
using Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Deployed.AwsSnapshot;

/// <summary>Errors that were saved where an answer should be: some say that there is none, all others are gaps.</summary>
internal static partial class Refusals
{
    private static readonly Dictionary<string, string> SayingNone = new(StringComparer.Ordinal)
    {
        ["get-bucket-lifecycle-configuration"] = "NoSuchLifecycleConfiguration",
        ["get-object-lock-configuration"] = "ObjectLockConfigurationNotFoundError",
        ["get-bucket-policy"] = "NoSuchBucketPolicy",
        ["get-bucket-policy-status"] = "NoSuchBucketPolicy",
        ["get-public-access-block"] = "NoSuchPublicAccessBlockConfiguration",
        ["get-bucket-encryption"] = "ServerSideEncryptionConfigurationNotFoundError",
    };

    /// <summary>True where a command may answer by an error that there is none.</summary>
    public static bool MaySayNone(AnswerKind kind) => SayingNone.ContainsKey(kind.Operation);

    /// <summary>True where this error says that there is none.</summary>
    public static bool SaysNone(AnswerKind kind, string? code) => code is not null && SayingNone.GetValueOrDefault(kind.Operation) == code;

    /// <summary>The code of a document that is an error and nothing else; null where it is none.</summary>
    public static string? CodeOf(JsonElement page) =>
        page.ValueKind == JsonValueKind.Object && page.EnumerateObject().All(p => p.Name is "Error" or "ResponseMetadata") && page.Text("Error", "Code") is { } code && Words().IsMatch(code) ? code : null;

    /// <summary>What is not known for an error's sake.</summary>
    public static Claim Gap(EstateFile file, AnswerKind kind, JsonElement page, string code)
    {
        var answer = new Answer(file, kind, page, Places.Of(file.Path));
        return new Gap(
            AwsSnapshotCollector.Source, Plane.Deployed, GapKind.Unreadable, $"`{file.Path}` holds the error `{code}` instead of an answer",
            Fix(kind, page.At("Error"), code), ReachOf(answer), kind.Speaks).ToClaim(answer.Origin);
    }

    // What is asked of one bucket leaves all others alone.
    private static Reach ReachOf(Answer answer) =>
        answer.Kind.Api.StartsWith("s3api get-", StringComparison.Ordinal) && BucketNames.Of(answer) is { } bucket
            ? new Reach(Asset: new AssetId(AssetKind.Bucket, $"arn:aws:s3:::{bucket}")) : answer.Home.Reach;

    private static string Fix(AnswerKind kind, JsonElement error, string code) => code switch
    {
        _ when code.StartsWith("AccessDenied", StringComparison.Ordinal) || code is "UnauthorizedOperation" or "403" => Permit(kind, error),
        _ when code.StartsWith("Expired", StringComparison.Ordinal) || code is "RequestExpired" => "sign in again and read the account again",
        _ when code.Contains("Throttl", StringComparison.Ordinal) || code is "TooManyRequestsException" or "RequestLimitExceeded" or "SlowDown" => "read the account again at a quieter time, or fewer regions at once",
        "NoSuchBucket" => "an answer names this bucket and it is not there: whoever makes one of its name gets what is meant for it; make it again, or take its name out of what names it",
        "BoundReached" when kind.Operation == "lookup-events" => "more happened than is asked for, and the newest was kept; have the trail delivered to a bucket and scan what lies there",
        "BoundReached" => "there is more than is read at once; read this account's regions one by one",
        "UnrecognizedClientException" or "InvalidClientTokenId" or "OptInRequired" or "AuthFailure" => "enable the region for this account, or leave it out",
        "NoEndpoint" => "the service has no endpoint in this region, or its name cannot be resolved; leave the region out, or let this machine resolve it",
        _ => $"run `aws {kind.Api} --output json` to see why, and read the account again",
    };

    private static string Permit(AnswerKind kind, JsonElement error)
    {
        var action = error.Text("Action") is { } named && Actions().IsMatch(named) ? $"`{named}`" : $"`aws {kind.Api}`";
        var resource = error.Text("Resource") is { } arn && Arns().IsMatch(arn) ? $" on `{arn}`" : "";
        var owner = kind.Api.StartsWith("s3api ", StringComparison.Ordinal) ? "; a bucket of another account is read with that account" : "";
        return $"allow {action}{resource} to who reads the account, and read it again{owner}";
    }

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,79}$", RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    [GeneratedRegex(@"^[a-z0-9-]{2,30}:[A-Za-z0-9]{2,80}$", RegexOptions.CultureInvariant)]
    private static partial Regex Actions();

    [GeneratedRegex(@"^arn:aws[a-z-]*:[A-Za-z0-9:/._*+=@-]{1,400}$", RegexOptions.CultureInvariant)]
    private static partial Regex Arns();
}
