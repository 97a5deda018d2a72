using Plumbline.Posture.Assets;
using Plumbline.Posture.Drifts;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;
using Plumbline.Reports.Drifts;
using Plumbline.Server.Keeping;
using Plumbline.Server.Standings;
using Plumbline.Store.Recordings;
using EnvironmentName = Plumbline.Posture.Graph.EnvironmentName;

namespace Plumbline.Server.Desks;

/// <summary>Where environments, plans and approvals part, and since when. The ledger is walked once for each question; what comes after that is added.</summary>
/// <param name="ledgers">Remembers the scans before.</param>
/// <param name="reading">Knows the words of planes.</param>
public sealed class DriftOffice(LedgerPool ledgers, EstateReading reading)
{
    private const int MostQuestions = 8;
    private static readonly string[] Usual = ["development", "test", "staging", "production"];
    private readonly Lock gate = new();
    private readonly List<Past> known = [];

    /// <summary>The page of a question; null and one sentence where it cannot be asked.</summary>
    public (DriftPage? Page, string? Problem) Of(Standing standing, string? system, string from, string to)
    {
        var question = new DriftQuestion(system, EnvironmentName.Of(from), EnvironmentName.Of(to));
        var report = standing.Report;
        if (question.From == question.To) return (null, $"`{question.From}` does not differ from itself; name two environments");
        if (system is not null && !report.Graph.Pages(AssetKind.AiSystem).SelectMany(p => p).Any(r => r.Id.Key == system || r.Name == system)) return (null, $"`{system}` is no AI system of this estate");
        var environments = Environments(report);
        if (((string[])[question.From, question.To]).FirstOrDefault(e => !environments.Contains(e)) is { } unknown)
            return (null, $"no workload of this estate is in `{unknown}`; choose {string.Join(", ", environments)}");
        var past = PastOf(question);
        lock (past)
        {
            return (past.Page is { } page && past.Number == standing.Number ? page : Drawn(past, standing), null);
        }
    }

    private static SortedSet<string> Environments(Report report) => new(
        report.Graph.Pages(AssetKind.Workload).Concat(report.Graph.Pages(AssetKind.Account)).SelectMany(p => p).Select(r => r.Fact("environment")).OfType<string>().Select(EnvironmentName.Of).Concat(Usual), StringComparer.Ordinal);

    // The questions asked last are remembered; each is worked on by itself.
    private Past PastOf(DriftQuestion question)
    {
        lock (gate)
        {
            var past = known.Find(p => p.Question == question) ?? new Past(question);
            known.Remove(past);
            known.Add(past);
            if (known.Count > MostQuestions) known.RemoveAt(0);
            return past;
        }
    }

    private DriftPage Drawn(Past past, Standing standing)
    {
        var (report, moment) = (standing.Report, standing.Report.Scope.AsOf);
        var drifts = DriftBook.Of(report.Graph, Promotion.All(report.Claims), moment, past.Question);
        // Standings that nobody asked about are in the ledger; the last one is at hand.
        if (past.Number + 1 != standing.Number || past.Page is null)
        {
            ledgers.Use(l =>
            {
                RecordedDrift.Walk(l.Store, report.Scope.Name, moment.AddTicks(-1), past.Question, reading.Words, past.History);
                return true;
            });
        }

        if (past.History.Trend.Count == 0 || past.History.Trend[^1].Moment < moment) past.History.Add(moment, drifts, report.Graph);
        past.Number = standing.Number;
        return past.Page = new DriftPage(report.Scope.Name, moment, past.Question, [.. drifts.Select(d => past.History.Date(d, report.Graph, moment))], [.. past.History.Trend]) { Closed = past.History.Closed };
    }

    private sealed class Past(DriftQuestion question)
    {
        public DriftQuestion Question => question;

        public DriftHistory History { get; } = new();

        public long Number { get; set; }

        public DriftPage? Page { get; set; }
    }
}
