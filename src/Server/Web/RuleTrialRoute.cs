using Microsoft.AspNetCore.Mvc;
using Plumbline.Server.Access;
using Plumbline.Server.Desks;
using Plumbline.Server.Keeping;
using Plumbline.Server.Standings;

namespace Plumbline.Server.Web;

/// <summary>`/rules/try`: asks a rule of the estate as it stands, before anybody enables it. Nothing is stored.</summary>
internal static class RuleTrialRoute
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.Page<RuleTrialPage>("/rules/try");
        app.MapPost("/rules/try", async (HttpContext http, EstateWatch watch, RuleTrials desk, RunningClock clock, [FromForm] string? rule, CancellationToken cancellation) =>
        {
            var visit = new Visit(http, watch, clock.GetUtcNow());
            if (visit.Standing is null) return Shown.Of<ReadingPage>(visit, StatusCodes.Status503ServiceUnavailable);
            http.Items[typeof(TriedRule)] = await desk.TryAsync(visit.Standing, (rule ?? "").ReplaceLineEndings("\n"), cancellation).ConfigureAwait(false);
            return Shown.Of<RuleTrialPage>(visit, StatusCodes.Status200OK);
        }).Needs(Permission.Propose).ExcludeFromDescription();
    }
}
