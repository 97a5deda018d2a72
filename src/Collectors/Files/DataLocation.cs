using System.Text.RegularExpressions;

namespace Plumbline.Collectors.Files;

/// <summary>Where data lies, written one way: `s3://bucket/prefix` without a slash at its end.</summary>
public static partial class DataLocation
{
    private const int Longest = 2048;

    /// <summary>The location that a text names, however it is written (ARN, `s3a://`, virtual-hosted or path-style address); null where it names none.</summary>
    public static string? Of(string? text)
    {
        if (text is null || text.Length > Longest) return null;
        var trimmed = text.Trim();
        if (Bucket(trimmed) is { } s3) return "s3://" + Plain(s3);
        var match = Schemes().Match(trimmed);
        return match.Success ? match.Groups[1].Value.ToLowerInvariant() + "://" + Plain(match.Groups[2].Value) : null;
    }

    /// <summary>True where <paramref name="inner"/> is <paramref name="outer"/> or lies below it; both as <see cref="Of"/> writes them.</summary>
    public static bool Holds(string outer, string inner) =>
        inner.StartsWith(outer, StringComparison.Ordinal) && (inner.Length == outer.Length || inner[outer.Length] == '/');

    /// <summary>The bucket of an `s3://` location; null where it is none.</summary>
    public static string? BucketOf(string? location) =>
        location is not null && location.StartsWith("s3://", StringComparison.Ordinal) ? location[5..].Split('/')[0] is { Length: > 0 } name ? name : null : null;

    private static string? Bucket(string text)
    {
        var match = S3().Match(text);
        if (match.Success) return match.Groups[1].Value;
        return text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && Uri.TryCreate(text, UriKind.Absolute, out var address) ? Hosted(address) : null;
    }

    // https://bucket.s3.region.amazonaws.com/key and https://s3.region.amazonaws.com/bucket/key.
    private static string? Hosted(Uri address)
    {
        var host = address.IdnHost;
        if (!host.EndsWith(".amazonaws.com", StringComparison.Ordinal) && !host.EndsWith(".amazonaws.com.cn", StringComparison.Ordinal)) return null;
        var key = Uri.UnescapeDataString(address.AbsolutePath).TrimStart('/');
        if (host.StartsWith("s3.", StringComparison.Ordinal) || host.StartsWith("s3-", StringComparison.Ordinal)) return key.Length > 0 ? key : null;
        var at = host.IndexOf(".s3", StringComparison.Ordinal);
        return at > 0 ? $"{host[..at]}/{key}" : null;
    }

    private static string Plain(string path) => path.TrimEnd('*').TrimEnd('/');

    [GeneratedRegex(@"^(?:s3[an]?://|arn:aws[a-z-]*:s3:::)(.+)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex S3();

    [GeneratedRegex(@"^(gs|abfss?|wasbs?|hf|dbfs|hdfs|azureml|oci|r2|minio):/{1,3}(.+)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Schemes();
}
