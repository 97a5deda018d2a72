namespace Plumbline.Collectors.Files;

/// <summary>An Amazon resource name, cut at its colons; parts that are not written are empty.</summary>
public readonly record struct Arn(string Partition, string Service, string Region, string Account, string Resource)
{
    /// <summary>What follows the first `/` or `:` of the resource: `role/path/NAME` gives `path/NAME`.</summary>
    public string Id => Resource.IndexOfAny(['/', ':']) is var at and >= 0 ? Resource[(at + 1)..] : Resource;

    /// <summary>The last part of the resource: `role/path/NAME` gives `NAME`.</summary>
    public string Name => Resource[(Resource.LastIndexOfAny(['/', ':']) + 1)..];

    /// <summary>Reads a name, or answers null where the text is none.</summary>
    public static Arn? Parse(string? text)
    {
        if (text is null || !text.StartsWith("arn:", StringComparison.Ordinal)) return null;
        var parts = text.Split(':', 6);
        return parts.Length == 6 ? new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]) : null;
    }

    /// <summary>A role as sessions and IAM's events name it, without its path; null where it has none. Names of roles are unique in an account.</summary>
    public static string? WithoutPath(string role) =>
        role.IndexOf(":role/", StringComparison.Ordinal) is > 0 and var at && role.LastIndexOf('/') is var last && last > at + 5
            ? string.Concat(role.AsSpan(0, at + 6), role.AsSpan(last + 1)) : null;

    /// <summary>The partition that a region belongs to.</summary>
    public static string PartitionOf(string region) =>
        region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov" : region.StartsWith("cn-", StringComparison.Ordinal) ? "aws-cn" : "aws";
}
