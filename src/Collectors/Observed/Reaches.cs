using System.Collections.Immutable;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Observed;

/// <summary>Which accounts and regions a log source looked at, from when until when, and which files it could not read whole.</summary>
/// <param name="source">The collector.</param>
/// <param name="speaks">The words it uses.</param>
/// <param name="what">What its records are called in a sentence: `CloudTrail log`.</param>
public sealed class Reaches(string source, ImmutableArray<string> speaks, string what)
{
    /// <summary>In place of a region: the source speaks for the whole account.</summary>
    public const string Everywhere = "*";

    /// <summary>Most request ids that all claims of one source carry.</summary>
    public const int MostIds = 1_000_000;

    /// <summary>Most different statements, changes or deeds of one sort that a source tells.</summary>
    public const int MostStatements = 50_000;

    private readonly Dictionary<(string Account, string Region), Window> windows = [];
    private readonly List<Claim> gaps = [];

    /// <summary>A record of this account and region was read.</summary>
    public void Saw(string account, string region, DateTimeOffset time, string file)
    {
        var window = Of(account, region, file);
        if (time < window.From) window.From = time;
        if (time > window.Until) window.Until = time;
    }

    /// <summary>A delivered file without records was read: the source looked, and nothing had happened.</summary>
    public void SawNothing(LogPath path, string file)
    {
        if (path is { Account: { } account, Region: { } region }) Of(account, region, file);
    }

    /// <summary>A file, or part of it, could not be read.</summary>
    /// <param name="path">What the file's path says.</param>
    /// <param name="file">The file.</param>
    /// <param name="reason">The rest of the sentence that starts with the file.</param>
    /// <param name="seen">Accounts and regions of the records that could be read.</param>
    public void Lost(LogPath path, string file, string reason, IReadOnlySet<(string Account, string Region)> seen)
    {
        IEnumerable<Reach> reaches = path.Account is not null || path.Region is not null ? [new Reach(null, path.Account, path.Region)]
            : seen.Count > 0 ? seen.Order().Select(s => Of(s.Account, s.Region))
            : [Reach.Everything];
        foreach (var reach in reaches)
        {
            gaps.Add(new Gap(
                source, Plane.Observed, GapKind.Unreadable, $"{what} `{file}` {reason}",
                $"fetch `{file}` again from where it was delivered, and scan again", reach, speaks).ToClaim(new Origin(source, file)));
        }
    }

    /// <summary>Ids were left out of a claim about one asset.</summary>
    public void Cut(AssetId asset, string word, Origin origin) => gaps.Add(new Gap(
        source, Plane.Observed, GapKind.Unreadable, $"`{asset.Key}` has more request ids in {word} than the {RequestIds.Most} of one claim, or the {MostIds} of all; the rest is left out",
        "scan a shorter stretch of time", new Reach(asset), [word]).ToClaim(origin));

    /// <summary>Something was left out because there was too much of it in all.</summary>
    /// <param name="reason">What, as a sentence.</param>
    /// <param name="words">The words that are no longer complete.</param>
    public void Full(string reason, ImmutableArray<string> words) => gaps.Add(new Gap(
        source, Plane.Observed, GapKind.Unreadable, $"{what}: {reason}", "scan a shorter stretch of time", Reach.Everything, words).ToClaim(new Origin(source)));

    /// <summary>Coverages and gaps, in a fixed order.</summary>
    public IEnumerable<Claim> ToClaims()
    {
        foreach (var ((account, region), window) in windows.OrderBy(w => w.Key))
        {
            var any = window.Until >= window.From;
            yield return new Coverage(
                source, Plane.Observed, Of(account, region), speaks, any ? window.From : null, any ? window.Until : null)
                .ToClaim(new Origin(source, window.File));
        }

        foreach (var gap in gaps) yield return gap;
    }

    private static Reach Of(string account, string region) => new(null, account, region == Everywhere ? null : region);

    private Window Of(string account, string region, string file)
    {
        if (!windows.TryGetValue((account, region), out var window)) windows[(account, region)] = window = new Window(file);
        if (string.CompareOrdinal(file, window.File) < 0) window.File = file;
        return window;
    }

    private sealed class Window(string file)
    {
        public string File = file;
        public DateTimeOffset From = DateTimeOffset.MaxValue;
        public DateTimeOffset Until = DateTimeOffset.MinValue;
    }
}
