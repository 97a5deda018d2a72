using System.Text.RegularExpressions;

namespace Plumbline.Clouds.Aws;

/// <summary>A question that stayed without an answer.</summary>
/// <param name="Code">The service's own word, or one of those here.</param>
/// <param name="Status">The status of the answer; 0 where there was none.</param>
/// <param name="RequestId">The id of the request; null where there was no answer.</param>
/// <param name="Resource">What the service says may not be reached; null where it does not say.</param>
internal sealed partial record Failure(string Code, int Status, string? RequestId, string? Resource = null)
{
    /// <summary>No service answers in this region under that name.</summary>
    public const string NoEndpoint = "NoEndpoint";

    /// <summary>The connection broke or timed out each time.</summary>
    public const string NoAnswer = "NoAnswer";

    /// <summary>The answer is no document that can be read.</summary>
    public const string NoDocument = "UnreadableAnswer";

    /// <summary>A bound of the reading was reached.</summary>
    public const string Bound = "BoundReached";

    private static readonly HashSet<string> Turned = new(StringComparer.Ordinal)
    {
        "Throttling", "ThrottlingException", "ThrottledException", "TooManyRequestsException", "RequestLimitExceeded", "RequestThrottled",
        "RequestThrottledException", "SlowDown", "ProvisionedThroughputExceededException", "LimitExceededException", "EC2ThrottledException", "BandwidthLimitExceeded",
        "PriorRequestNotComplete", "TransactionInProgressException", "RequestTimeout", "RequestTimeoutException", NoAnswer,
    };

    private static readonly HashSet<string> Ended = new(StringComparer.Ordinal) { "ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired" };

    private static readonly HashSet<string> Unknown = new(StringComparer.Ordinal)
        { "UnrecognizedClientException", "InvalidClientTokenId", "InvalidAccessKeyId", "AuthFailure", "OptInRequired", "InvalidToken" };

    private static readonly HashSet<string> Away = new(StringComparer.Ordinal)
        { "ResourceNotFoundException", "ResourceNotFound", "NoSuchEntity", "NoSuchBucket", "TrailNotFoundException", "NotFoundException", "InvalidGroup.NotFound" };

    private static readonly HashSet<string> None = new(StringComparer.Ordinal)
    {
        "NoSuchBucketPolicy", "NoSuchLifecycleConfiguration", "NoSuchPublicAccessBlockConfiguration", "ObjectLockConfigurationNotFoundError",
        "ServerSideEncryptionConfigurationNotFoundError",
    };

    /// <summary>It is an answer: what was asked for was never set.</summary>
    public bool IsNone => None.Contains(Code);

    /// <summary>It may be tried again.</summary>
    public bool IsPassing => Turned.Contains(Code) || Status is 429 or 500 or 502 or 503 or 504;

    /// <summary>The keys have ended.</summary>
    public bool IsExpired => Ended.Contains(Code);

    /// <summary>The keys are not known where they were shown: they are wrong, or the region is not enabled.</summary>
    public bool IsUnknownKey => Unknown.Contains(Code);

    /// <summary>This identity may not ask.</summary>
    public bool IsRefused => Code.StartsWith("AccessDenied", StringComparison.Ordinal) || Code is "UnauthorizedOperation" or "AllAccessDisabled" || (Status == 403 && !IsExpired && !IsUnknownKey);

    /// <summary>What was listed a moment ago is there no more.</summary>
    public bool IsGone => Away.Contains(Code);

    /// <summary>The resource that a refusal names; null where it names none.</summary>
    public static string? ResourceOf(string? message) => message is not null && Named().Match(message) is { Success: true } match ? match.Groups[1].Value.TrimEnd('.', ',') : null;

    [GeneratedRegex(@"on resource: (arn:[A-Za-z0-9:/._*+=@-]{1,400})", RegexOptions.CultureInvariant)]
    private static partial Regex Named();
}
