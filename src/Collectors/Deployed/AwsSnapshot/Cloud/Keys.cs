namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>Whose encryption key it is.</summary>
internal static class Keys
{
    /// <summary>True where a key is named and it is not one that AWS manages (`alias/aws/…`).</summary>
    public static bool IsCustomers(string? key) => !string.IsNullOrWhiteSpace(key) && !key.Contains("alias/aws/", StringComparison.Ordinal);
}
