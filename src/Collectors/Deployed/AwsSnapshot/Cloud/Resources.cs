namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>Whether an action can act on what a resource names.</summary>
internal static class Resources
{
    private const string Bucket = ":s3:::";

    /// <summary>True where the two have nothing to do with one another, so that allowing it allows nothing: `s3:GetObject` on a bucket itself.</summary>
    public static bool IsInert(string action, string resource)
    {
        if (action.AsSpan().IndexOfAny('*', '?') >= 0) return false;
        if (action.StartsWith("s3:", StringComparison.OrdinalIgnoreCase)) return IsInertInS3(action, resource);
        return ActionTable.All.TryGetValue(action, out var known) && known.Target.Length > 0
            && !Cel.Types.Glob.Overlaps(Variables.Any(resource), known.Target.Replace("{account}", "*", StringComparison.Ordinal));
    }

    private static bool IsInertInS3(string action, string resource)
    {
        var at = resource.IndexOf(Bucket, StringComparison.Ordinal);
        if (at < 0) return false;
        var name = resource[(at + Bucket.Length)..];
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return IsOfObjects(action) ? slash < 0 && !name.EndsWith('*') : slash >= 0 && !name[..slash].EndsWith('*');
    }

    private static bool IsOfObjects(string action) =>
        (action.Contains("Object", StringComparison.OrdinalIgnoreCase) && !action.Contains("BucketObjectLock", StringComparison.OrdinalIgnoreCase))
        || action.EndsWith("AbortMultipartUpload", StringComparison.OrdinalIgnoreCase) || action.EndsWith("ListMultipartUploadParts", StringComparison.OrdinalIgnoreCase)
        || action.EndsWith("BypassGovernanceRetention", StringComparison.OrdinalIgnoreCase);
}
