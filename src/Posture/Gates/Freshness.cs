using System.Globalization;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Scans;

namespace Plumbline.Posture.Gates;

/// <summary>
/// Whether what is known of what runs is recent enough to release upon. Logs say themselves how far they reach; answers of a control plane do not
/// say when they were asked for, so the time at which their file was written counts, which is never before.
/// </summary>
internal sealed class Freshness
{
    /// <summary>Days that the evidence of what runs may be old where no registry says otherwise.</summary>
    public const int UsualDays = 30;

    // A clock that runs ahead by less is no other day.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    // Archives that are the same whoever packs them give their files a date of long ago.
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Report report;
    private readonly int days;
    private readonly List<Coverage> looks;
    private readonly Lazy<Dictionary<string, DateTimeOffset>> written;

    public Freshness(Report report, int days)
    {
        (this.report, this.days) = (report, days);
        looks = [.. report.Claims.Where(c => c.Property == Claim.Reserved.Coverage && c.Plane == Plane.Observed).Select(Coverage.Read).Where(c => c.Until is not null && c.Speaks.Any(w => w.StartsWith("workload.", StringComparison.Ordinal)))];
        written = new(() => report.Scope.Files.Where(f => f.Written > Earliest).DistinctBy(f => f.Path).ToDictionary(f => f.Path, f => f.Written!.Value, StringComparer.Ordinal));
    }

    /// <summary>What is too old to release a workload upon.</summary>
    public IEnumerable<GateReason> Reasons(AssetRow workload)
    {
        foreach (var plane in (Plane[])[Plane.Deployed, Plane.Observed])
        {
            // Where nobody looked at all, that is said already.
            if ((workload.Planes & (1 << (int)plane)) == 0) continue;
            var newest = Newest(workload, plane);
            if (newest is { } at && report.Scope.AsOf - at <= TimeSpan.FromDays(days)) continue;
            yield return new GateReason(
                Gate.Evidence, $"{plane.Name()}-evidence-stale", workload.Name, Told(workload, plane, newest),
                plane == Plane.Deployed ? "Ask its control plane again and save the answers (docs/estate.md); `evidence-within` under `gates:` of a registry says how many days old they may be."
                    : "Add its logs up to today (docs/estate.md); `evidence-within` under `gates:` of a registry says how many days old they may be.");
        }
    }

    private string Told(AssetRow workload, Plane plane, DateTimeOffset? newest) => newest is not { } at
        ? $"nobody says when it was looked at what is {plane.Name()} of {workload.Name}, and a release asks for evidence of the last {days} days"
        : string.Create(CultureInfo.InvariantCulture, $"what is {plane.Name()} of {workload.Name} was looked at last on {at.UtcDateTime:yyyy-MM-dd}, {(report.Scope.AsOf - at).TotalDays:0} days before {report.Scope.AsOf.UtcDateTime:yyyy-MM-dd}; a release asks for evidence of the last {days} days");

    private DateTimeOffset? Newest(AssetRow workload, Plane plane)
    {
        var claims = workload.Layout.Words.Where(w => !w.IsImported && (plane == Plane.Deployed || w.Borrowed is null))
            .SelectMany(w => workload.Layout.Slot(plane, w.Name) is >= 0 and var slot ? Said(workload, slot) : []).ToList();
        var times = plane == Plane.Deployed && claims.Any(c => c.Origin.File is { } file && written.Value.ContainsKey(file))
            ? claims.Select(c => c.Origin.File is { } file && written.Value.TryGetValue(file, out var at) ? at : DateTimeOffset.MinValue)
            : claims.Select(c => c.Time).Where(IsPast).Concat(plane == Plane.Observed ? looks.Where(l => Reaches(l.Reach, workload)).Select(l => l.Until!.Value).Where(IsPast) : []);
        return times.DefaultIfEmpty(DateTimeOffset.MinValue).Max() is var newest && newest > DateTimeOffset.MinValue ? newest : null;
    }

    private static IEnumerable<Claim> Said(AssetRow workload, int slot) =>
        workload.CoverageOf(slot) is { } coverage ? workload.ClaimsOf(slot).Append(coverage) : workload.ClaimsOf(slot);

    // What lies ahead of the moment says nothing of it.
    private bool IsPast(DateTimeOffset time) => time <= report.Scope.AsOf + Skew;

    private bool Reaches(Reach reach, AssetRow workload) => reach.Asset is { } asset ? report.Graph.Find(asset)?.Id == workload.Id
        : reach.Account is not { } account || account == workload.Fact("account");
}
