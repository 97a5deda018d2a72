using Plumbline.Reports;
using Plumbline.Server.Keeping;
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

    private static Answer Health(EstateWatch watch, LedgerPool ledgers)
    {
        string? store = null;
        try
        {
            ledgers.Use(l => l.Tip);
        }
        catch (LedgerException)
        {
            store = "the ledger cannot be read";
        }

        var isReady = watch.Current is not null && store is null;
        return Answer.Object(
            json =>
            {
                json.WriteString("status", store is not null ? "failing" : watch.Current is null ? "starting" : watch.Problem is null && watch.Plan.All.All(s => s.Last?.Problem is null) ? "ok" : "degraded");
                json.WriteBoolean("ready", isReady);
                json.WriteString("version", Product.Version);
                json.WriteString("store", store ?? "ok");
                json.WriteNumber("sources", watch.Plan.All.Length);
                json.WriteNumber("sourcesFailing", watch.Plan.All.Count(s => s.Last?.Problem is not null));
            },
            isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
