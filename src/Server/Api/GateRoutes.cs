using Plumbline.Posture.Assets;
using Plumbline.Reports.Drifts;
using Plumbline.Reports.Json;
using Plumbline.Server.Access;
using Plumbline.Server.Desks;
using Plumbline.Server.Keeping;
using Plumbline.Server.Standings;
using Plumbline.Store.Records;

namespace Plumbline.Server.Api;

/// <summary>`/gates` and `/drift`: whether a release may go ahead, and where environments part.</summary>
internal static class GateRoutes
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/gates", Decide).Needs(Permission.Propose).AddEndpointFilter<Once>().WithSummary("Decides about a release now: `{system, environment, firstDeploy, record}`; 200 also where it is refused.");
        api.MapGet("/gates", (LedgerPool ledgers, long? before, int? limit) => LedgerRoutes.Acts(ledgers, before, RecordKind.Decision.Name(), null, limit)).Needs(Permission.Read).WithSummary("Decisions that were recorded, latest first.");
        api.MapGet("/drift", Drift).Needs(Permission.Read).WithSummary("Where `from` and `to` part, plans and deployments, approvals and facts; since when, and who changed it.");
    }

    private static async Task<IResult> Decide(HttpContext context, GateOffice office, EstateWatch watch)
    {
        using var sent = await Sent.ReadAsync(context).ConfigureAwait(false);
        if (sent.Problem is { } wrong) return wrong;
        if (sent.Text("system") is not { Length: > 0 } system || sent.Text("environment") is not { Length: > 0 } environment) return Problems.Bad("a gate needs `system` and `environment`");
        return Current.Of(watch, standing => Guard.Of(() =>
        {
            var decision = office.Decide(Caller.Of(context.User), standing, system, environment, sent.Is("firstDeploy"), sent.Is("record"));
            return new Answer(json => GateJson.Write(decision, json));
        }));
    }

    private static IResult Drift(DriftOffice office, EstateWatch watch, string? system, string? from, string? to) => Current.Of(watch, standing => Guard.Of(() =>
    {
        var (page, problem) = office.Of(standing, system, from ?? "development", to ?? "production");
        if (page is null) return Problems.Bad(problem!);
        using var text = new StringWriter();
        DriftJson.Write(page, text);
        return Results.Text(text.ToString(), "application/json; charset=utf-8", System.Text.Encoding.UTF8);
    }));
}
