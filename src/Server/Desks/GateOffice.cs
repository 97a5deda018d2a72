using Plumbline.Posture.Assets;
using Plumbline.Posture.Gates;
using Plumbline.Posture.Scans;
using Plumbline.Server.Access;
using Plumbline.Server.Keeping;
using Plumbline.Server.Standings;
using Plumbline.Store.Recordings;

namespace Plumbline.Server.Desks;

/// <summary>Decides about releases from the standing of the estate, as `plumb gate` decides from a scan.</summary>
/// <param name="ledgers">Remembers what was allowed before.</param>
/// <param name="clock">The estate's time.</param>
public sealed class GateOffice(LedgerPool ledgers, RunningClock clock)
{
    /// <summary>The decision now; written into the ledger where that is asked.</summary>
    public GateDecision Decide(Caller caller, Standing standing, string system, string environment, bool isFirst, bool isRecorded)
    {
        var (report, now) = (standing.Report, clock.GetUtcNow());
        var id = Id(report, system);
        var last = ledgers.Use(l => Environments(report, id, environment, now).Select(e => GateRecord.LastAllowed(l.Store, id, e, now)).Max());
        var decision = Gate.Decide(report, new GateRequest(id, environment, [], now, isFirst, last));
        if (isRecorded) ledgers.Use(l => GateRecord.Decision(l, decision, report.Scope.Name, caller.Name));
        return decision;
    }

    private static IEnumerable<string> Environments(Report report, string system, string environment, DateTimeOffset now)
    {
        var request = new GateRequest(system, environment, [], now);
        return report.Graph.Pages(AssetKind.Workload).SelectMany(p => p).Select(w => w.Fact("environment")).OfType<string>().Append(environment).Distinct().Where(request.IsIn);
    }

    private static string Id(Report report, string named)
    {
        var systems = report.Graph.Pages(AssetKind.AiSystem).SelectMany(p => p).ToList();
        return systems.Exists(s => s.Id.Key == named) || systems.FindAll(s => s.Name == named) is not [var one] ? named : one.Id.Key;
    }
}
