using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Drifts;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;
using Plumbline.Reports.Drifts;
using Plumbline.Server.Keeping;
using Plumbline.Server.Standings;
using Plumbline.Store.Recordings;
using EnvironmentName = Plumbline.Posture.Graph.EnvironmentName;

namespace Plumbline.Server.Desks;

/// <summary>Where environments, plans and approvals part, and since when. The ledger is walked once for each question; every standing after that is added.</summary>
/// <param name="ledgers">Remembers the scans before.</param>
/// <param name="reading">Knows the words of planes.</param>
public sealed class DriftOffice(LedgerPool ledgers, EstateReading reading)
{
    private const int MostQuestions = 8;
    private readonly Lock gate = new();
    private readonly Dictionary<DriftQuestion, (DriftHistory History, long Number)> known = [];

    /// <summary>The page of a question; null and one sentence where it cannot be asked.</summary>
    public (DriftPage? Page, string? Problem) Of(Standing standing, string? system, string from, string to)
    {
        var question = new DriftQuestion(system, EnvironmentName.Of(from), EnvironmentName.Of(to));
        var report = standing.Report;
        if (question.From == question.To) return (null, $"`{question.From}` does not differ from itself; name two environments");
        if (system is not null && !report.Graph.Pages(AssetKind.AiSystem).SelectMany(p => p).Any(r => r.Id.Key == system || r.Name == system)) return (null, $"`{system}` is no AI system of this estate");
        var drifts = DriftBook.Of(report.Graph, Promotions(report.Claims), report.Scope.AsOf, question);
        lock (gate)
        {
            if (!known.TryGetValue(question, out var past))
            {
                if (known.Count >= MostQuestions) known.Clear();
                past = (Walked(report.Scope.Name, report.Scope.AsOf, question), 0);
            }

            if (past.Number != standing.Number && (past.History.Trend.Count == 0 || past.History.Trend[^1].Moment < report.Scope.AsOf)) past.History.Add(report.Scope.AsOf, drifts);
            known[question] = (past.History, standing.Number);
            return (new DriftPage(report.Scope.Name, report.Scope.AsOf, question, [.. drifts.Select(d => past.History.Date(d, report.Graph, report.Scope.AsOf))], [.. past.History.Trend]) { Closed = past.History.Closed }, null);
        }
    }

    private DriftHistory Walked(string estate, DateTimeOffset until, DriftQuestion question)
    {
        var history = new DriftHistory();
        ledgers.Use(l =>
        {
            var recorded = RecordedPromotions.Of(l.Store, until);
            ScanWalk.Each(l.Store, estate, until, scan =>
            {
                IReadOnlyCollection<Claim> claims = [.. scan.Claims, .. recorded.Where(p => p.Time <= scan.Moment)];
                history.Add(scan.Moment, DriftBook.Of(AssetGraph.From(claims, reading.Words), Promotions(claims), scan.Moment, question));
            });
            return true;
        });
        return history;
    }

    private static ImmutableArray<Promotion> Promotions(IEnumerable<Claim> claims) =>
        [.. claims.Where(c => c.Property == Claim.Reserved.Promotion).Select(Promotion.Read).OfType<Promotion>().Distinct().OrderBy(p => p.Start).ThenBy(p => p.Until).ThenBy(p => p.Name, StringComparer.Ordinal)];
}
