using System.Collections.Immutable;
using Plumbline.Reports;
using Plumbline.Server.Alerts;
using Plumbline.Server.Keeping;
using Plumbline.Server.Sources;
using Plumbline.Server.Standings;
using Plumbline.Store.Ledgers;

namespace Plumbline.Server.Api;

/// <summary>`/health`: whether the server lives, and whether it can answer. Open, and says nothing about the estate.</summary>
internal static class HealthRoutes
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => Results.Text("ok\n")).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/health", Health).AllowAnonymous().WithSummary("200 where it can answer, 503 where not yet or not any more, and what is wrong.");
    }

    private static Answer Health(EstateWatch watch, LedgerPool ledgers, AlertDesk desk)
    {
        string? store = null;
        ImmutableArray<SourceState> sources = [];
        try
        {
            ledgers.Use(l => l.Tip);
            sources = watch.Plan.All;
        }
        catch (LedgerException)
        {
            store = "the ledger cannot be read";
        }

        // What is wrong is said without saying where it is: this is open to everybody.
        var isWritten = store is not null || ledgers.Fault is null;
        var isReady = watch.Current is not null && store is null;
        return Answer.Object(
            json =>
            {
                json.WriteString("status", store is not null ? "failing" : watch.Current is null ? "starting" : watch.Problem is null && isWritten && sources.All(s => s.Last?.Problem is null) && desk.All.All(t => t.State.Problem is null) ? "ok" : "degraded");
                json.WriteBoolean("ready", isReady);
                json.WriteString("version", Product.Version);
                json.WriteString("store", store ?? (isWritten ? "ok" : "the ledger cannot be written; see that its disk has room"));
                json.WriteNumber("sources", sources.Length);
                json.WriteNumber("sourcesFailing", sources.Count(s => s.Last?.Problem is not null));
                json.WriteNumber("alertsFailing", desk.All.Count(t => t.State.Problem is not null));
                json.WriteNumber("deadLetters", desk.All.Sum(t => t.State.Letters));
            },
            isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
