using System.Globalization;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Posture.Gates;

/// <summary>Which release it is: evidence first, then what was written down, then what somebody says; nobody's word stands against evidence.</summary>
internal static class Deploys
{
    private const int Shown = 3;

    public static bool IsFirst(DeployKind deploy) => deploy is DeployKind.First or DeployKind.SaidFirst;

    public static DeployKind Of(Belongings its, Report report, GateRequest request, out GateReason? contradiction)
    {
        contradiction = null;
        var earlier = Earlier(its, report, request).Take(Shown).ToList();
        if (earlier.Count > 0)
        {
            if (request.SaysFirst) contradiction = Against(its.Workloads.FirstOrDefault()?.Name ?? request.System, request, earlier);
            return DeployKind.Later;
        }

        if (its.Workloads.Length > 0 && its.Workloads.All(w => Gate.IsLookedAt(w, Plane.Deployed) || Gate.IsLookedAt(w, Plane.Observed))) return DeployKind.First;
        return request.SaysFirst ? DeployKind.SaidFirst : DeployKind.Unknown;
    }

    private static IEnumerable<string> Earlier(Belongings its, Report report, GateRequest request)
    {
        foreach (var workload in its.Workloads)
            foreach (var plane in (Plane[])[Plane.Deployed, Plane.Observed])
                if (Gate.Seen(workload, plane).FirstOrDefault() is { } claim) yield return $"{workload.Name} is {plane.Name()} there: {claim.Property} ({claim.Origin})";
        if (request.LastAllowed is { } at) yield return string.Create(CultureInfo.InvariantCulture, $"a gate let it pass at {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC (ledger)");
        foreach (var remembered in request.Earlier) yield return remembered;
        foreach (var (promotion, origin) in Promoted(its, report, request)) yield return $"{promotion.Section}/{promotion.Name}{(promotion.Version.Length > 0 ? "@" + promotion.Version : "")} was promoted {promotion.From} to {promotion.To} on {promotion.Start.UtcDateTime:yyyy-MM-dd} ({origin})";
    }

    // A promotion comes before the release that it lets through. What left this environment was in it, and what a later version replaced was too.
    private static IEnumerable<(Promotion, Origin)> Promoted(Belongings its, Report report, GateRequest request)
    {
        var all = report.Claims.Where(c => c.Property == Claim.Reserved.Promotion).Select(c => (Said: Promotion.Read(c), c.Origin)).Where(p => p.Said is not null && p.Said.Start <= report.Scope.AsOf && its.Use(p.Said)).ToList();
        foreach (var (said, origin) in all.OrderBy(p => p.Said!.Start).ThenBy(p => p.Origin))
        {
            var isReplaced = request.IsIn(said!.To) && all.Exists(o => request.IsIn(o.Said!.To) && (o.Said.Section, o.Said.Name) == (said.Section, said.Name) && o.Said.Version != said.Version && o.Said.Start > said.Start);
            if (isReplaced || request.IsIn(said.From)) yield return (said, origin);
        }
    }

    private static GateReason Against(string asset, GateRequest request, List<string> earlier) => new(
        Gate.Evidence, "not-the-first-deploy", asset,
        $"--first-deploy says that {request.System} was never released to {request.Environment}, and this speaks of an earlier release: {string.Join("; ", earlier)}",
        "Leave --first-deploy out, and add the answers of its control plane and its logs.");
}
