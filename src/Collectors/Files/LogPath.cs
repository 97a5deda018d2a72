namespace Plumbline.Collectors.Files;

/// <summary>What the path of a delivered log file says: `…/AWSLogs/[o-org/]ACCOUNT/KIND/REGION/…`.</summary>
/// <param name="Kind">`CloudTrail`, `CloudTrail-Digest`, `BedrockModelInvocationLogs`; null where the path is of no such layout.</param>
/// <param name="Account">The account; null where the path does not say.</param>
/// <param name="Region">The region; null where the path does not say.</param>
public sealed record LogPath(string? Kind, string? Account, string? Region)
{
    private static readonly string[] Kinds = ["CloudTrail", "CloudTrail-Digest", "CloudTrail-Insight", "BedrockModelInvocationLogs"];

    /// <summary>Reads a path relative to the scanned root; the file's own name counts where the folders are gone.</summary>
    public static LogPath Of(string path)
    {
        var parts = path.Split('/');
        for (var i = 0; i < parts.Length - 1; i++)
        {
            if (Array.IndexOf(Kinds, parts[i]) < 0) continue;
            var account = i > 0 && IsAccount(parts[i - 1]) ? parts[i - 1] : null;
            var region = parts.Skip(i + 1).FirstOrDefault(IsRegion);
            if (account is not null || region is not null) return new LogPath(parts[i], account, region);
        }

        return parts[^1].Split('_') is [var owner, var kind, var place, ..] && IsAccount(owner) && Array.IndexOf(Kinds, kind) >= 0
            ? new LogPath(kind, owner, IsRegion(place) ? place : null)
            : new LogPath(null, null, null);
    }

    /// <summary>True for twelve digits.</summary>
    public static bool IsAccount(string text) => text.Length == 12 && text.All(char.IsAsciiDigit);

    /// <summary>True for a region's shape: `eu-west-1`, `us-gov-east-1`.</summary>
    public static bool IsRegion(string text) =>
        text.Length is > 7 and < 24 && text.Split('-') is { Length: > 2 and < 6 } parts
        && parts[^1].Length is 1 or 2 && parts[^1].All(char.IsAsciiDigit)
        && parts[..^1].All(p => p.Length > 1 && p.All(char.IsAsciiLetterLower));
}
