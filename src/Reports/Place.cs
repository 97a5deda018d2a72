using Plumbline.Posture.Graph;

namespace Plumbline.Reports;

/// <summary>Where an asset lives.</summary>
/// <param name="Provider">`AWS`, `Azure`, `GCP`, or null where nothing tells.</param>
/// <param name="Partition">`aws`, `aws-cn`, `aws-us-gov`; null outside AWS.</param>
/// <param name="Account">Account, subscription or project.</param>
/// <param name="Region">Region.</param>
internal sealed record Place(string? Provider, string? Partition, string? Account, string? Region)
{
    /// <summary>From an asset's facts, and from its id where that is an ARN or a resource path.</summary>
    public static Place Of(AssetRow row)
    {
        var (key, region) = (row.Id.Key, row.Fact("region"));
        var arn = key.StartsWith("arn:", StringComparison.Ordinal) ? key.Split(':', 6) : null;
        var account = row.Fact("account") ?? (arn is { Length: 6 } && IsAwsAccount(arn[4]) ? arn[4] : null);
        region ??= arn is { Length: 6 } && arn[3].Length > 0 ? arn[3] : null;
        if (arn is not null || IsAwsAccount(account)) return new Place("AWS", arn is { Length: 6 } ? arn[1] : PartitionOf(region), account, region);
        if (key.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase) || Guid.TryParseExact(account, "D", out _)) return new Place("Azure", null, account, region);
        if (key.StartsWith("projects/", StringComparison.Ordinal) || key.StartsWith("//", StringComparison.Ordinal)) return new Place("GCP", null, account, region);
        return new Place(null, null, account, region);
    }

    /// <summary>True for twelve digits.</summary>
    public static bool IsAwsAccount(string? account) => account is { Length: 12 } && account.All(char.IsAsciiDigit);

    private static string PartitionOf(string? region) => region switch
    {
        not null when region.StartsWith("cn-", StringComparison.Ordinal) => "aws-cn",
        not null when region.StartsWith("us-gov-", StringComparison.Ordinal) => "aws-us-gov",
        _ => "aws",
    };
}
