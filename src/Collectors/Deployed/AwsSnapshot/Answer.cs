using System.Globalization;
using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Deployed.AwsSnapshot;

/// <summary>One saved answer of the AWS command line.</summary>
/// <param name="File">The file that holds it.</param>
/// <param name="Kind">The command it answers.</param>
/// <param name="Root">The document.</param>
/// <param name="Home">Account and region that the path, or a caller identity above it, gives it.</param>
internal sealed record Answer(EstateFile File, AnswerKind Kind, JsonElement Root, Home Home)
{
    /// <summary>Where its claims can be read again.</summary>
    public Origin Origin { get; } = new(AwsSnapshotCollector.Source, File.Path, Event: Root.Text("ResponseMetadata", "RequestId"), Api: Kind.Api);

    /// <summary>True where a further page exists.</summary>
    public bool HasMore => Root.Text("nextToken") is not null || Root.Text("NextToken") is not null || Root.Text("NextMarker") is not null
        || Root.Flag("IsTruncated") == true;

    /// <summary>Account and region by an ARN of its content, then by where it was saved.</summary>
    public Home HomeOf(string? arn) => Home.Of(Arn.Parse(arn), Home);

    /// <summary>An instant as the command line prints it (ISO 8601) or the service answers it (epoch seconds).</summary>
    public static DateTimeOffset Time(JsonElement element, params ReadOnlySpan<string> path)
    {
        var found = element.At(path);
        if (found.ValueKind == JsonValueKind.String && DateTimeOffset.TryParse(
                found.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)) return time;
        if (found.ValueKind != JsonValueKind.Number || !found.TryGetDouble(out var seconds)) return DateTimeOffset.MinValue;
        return seconds is > 0 and < 253402300800 ? DateTimeOffset.UnixEpoch.AddSeconds(seconds) : DateTimeOffset.MinValue;
    }
}

/// <summary>Account and region; null where not known.</summary>
internal readonly record struct Home(string? Account, string? Region)
{
    /// <summary>What the ARN says, and where it is silent, what the place says.</summary>
    public static Home Of(Arn? arn, Home place) => new(
        arn is { Account.Length: > 0 } a ? a.Account : place.Account, arn is { Region.Length: > 0 } r ? r.Region : place.Region);

    /// <summary>The account of one region as an asset; null where either is not known.</summary>
    public AssetId? Asset => Account is null || Region is null ? null : new AssetId(AssetKind.Account, $"{Account}/{Region}");

    /// <summary>What lives here.</summary>
    public Reach Reach => new(Account: Account, Region: Region);
}
