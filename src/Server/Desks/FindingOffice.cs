using Plumbline.Posture.Findings;
using Plumbline.Server.Access;
using Plumbline.Server.Keeping;
using Plumbline.Server.Standings;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Recordings;

namespace Plumbline.Server.Desks;

/// <summary>Who looks after which finding.</summary>
/// <param name="ledgers">Where that is written.</param>
/// <param name="clock">The estate's time.</param>
public sealed class FindingOffice(LedgerPool ledgers, RunningClock clock)
{
    private const int Longest = 2000;

    /// <summary>Everyone who looks after a finding of the estate, by finding.</summary>
    public Dictionary<string, Care> Of(Standing standing) => ledgers.Use(l => FindingCare.Of(l.Store, standing.Report.Scope.Name));

    /// <summary>The finding that can be accepted now; null where there is none: what is not known cannot be.</summary>
    public static Finding? Acceptable(Standing standing, string id) => standing.Index.Finding(id) is { Verdict: Posture.Rules.Verdict.Fail, IsWaived: false } finding ? finding : null;

    /// <summary>Gives a finding to somebody, or to nobody where <paramref name="to"/> is empty.</summary>
    /// <exception cref="LedgerException">A text is longer than can be meant.</exception>
    public Care Assign(Caller caller, Standing standing, Finding finding, string to, string note)
    {
        if (to.Length > 200 || note.Length > Longest) throw new LedgerException("a name has at most 200 characters, and a note 2,000; say it shorter");
        var care = new Care(finding.Id, to.Trim(), note.Trim(), 0);
        var tip = ledgers.Append(_ => [FindingCare.Entry(standing.Report.Scope.Name, care, caller.Name, clock.GetUtcNow())]);
        return care with { Record = tip.Number };
    }
}
