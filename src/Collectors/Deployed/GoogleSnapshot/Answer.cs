using System.Globalization;
using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Deployed.GoogleSnapshot;

/// <summary>One object of a saved answer.</summary>
/// <param name="File">The file that holds it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Root">The object.</param>
/// <param name="Line">1-based element of a list; 0 where the file is the object.</param>
internal sealed record Answer(EstateFile File, AnswerKind Kind, JsonElement Root, int Line)
{
    /// <summary>Where its claims can be read again.</summary>
    public Origin Origin { get; } = new(GoogleSnapshotCollector.Source, File.Path, Line, Api: Kind.Api);

    /// <summary>When it was last changed; the smallest instant where it does not say.</summary>
    public DateTimeOffset Updated => Time("updateTime") ?? Time("createTime") ?? DateTimeOffset.MinValue;

    /// <summary>An instant as the API writes it (RFC 3339); null where there is none.</summary>
    public DateTimeOffset? Time(string key) => Root.Text(key) is { } text && DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}

/// <summary>Project and location; null where not known.</summary>
internal readonly record struct Home(string? Project, string? Location)
{
    /// <summary>What lives here.</summary>
    public Reach Reach => new(Account: Project, Region: Project is null ? null : Location);
}
