using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Drifts;
using Plumbline.Reports.Drifts;
using Plumbline.Reports.Json;
using Plumbline.Reports.Terminal;
using Plumbline.Server.Access;
using Plumbline.Server.Desks;
using Plumbline.Server.Keeping;
using Plumbline.Server.Standings;
using Plumbline.Store.Records;

namespace Plumbline.Server.Api;

/// <summary>`/gates` and `/drift`: whether a release may go ahead, and where environments part.</summary>
internal static class GateRoutes
{
    private const string Recorded = "Plumbline-Record";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/gates", Decide).Needs(Permission.Propose).AddEndpointFilter<Once>().WithMetadata(new RequestSizeLimitAttribute(SentRelease.Largest))
            .WithSummary("Decides about a release now: `{system, environment, firstDeploy, record}`, or a form with these fields and the files `plan` and `manifest`; 200 also where it is refused.");
        api.MapGet("/gates", (LedgerPool ledgers, long? before, int? limit) => LedgerRoutes.Acts(ledgers, before, RecordKind.Decision.Name(), null, limit)).Needs(Permission.Read).WithSummary("Decisions that were recorded, latest first.");
        api.MapGet("/drift", Drift).Needs(Permission.Read).WithSummary("Where `from` and `to` part, plans and deployments, approvals and facts; since when, and who changed it.");
    }

    private static async Task<IResult> Decide(HttpContext context, GateOffice office, EstateWatch watch, string? format)
    {
        var sent = await SentRelease.ReadAsync(context).ConfigureAwait(false);
        if (sent.Problem is { } wrong) return wrong;
        return await Current.OfAsync(watch, async standing =>
        {
            var (decision, record) = await office.DecideAsync(Caller.Of(context.User), standing, sent.Release!, context.RequestAborted).ConfigureAwait(false);
            if (record is not null) context.Response.Headers[Recorded] = record.Number.ToString(CultureInfo.InvariantCulture);
            return Forms.Of(format, decision.ExitCode, () => Forms.Text(to => GateJson.Write(decision, to), "application/json"), to => GateText.Write(decision, to, Forms.Page));
        }).ConfigureAwait(false);
    }

    private static IResult Drift(DriftOffice office, EstateWatch watch, string? system, string? from, string? to, string? format) => Current.Of(watch, standing =>
    {
        var (page, problem) = office.Of(standing, system, from ?? "development", to ?? "production");
        if (page is null) return Problems.Bad(problem!);
        return Forms.Of(format, page.Count(DriftState.Drift) > 0 ? 1 : 0, () => Forms.Text(w => DriftJson.Write(page, w), "application/json"), w => DriftText.Write(page, w));
    });
}
