using Plumbline.Reports.History;
using Plumbline.Server.Access;
using Plumbline.Server.Desks;
using Plumbline.Server.Standings;

namespace Plumbline.Server.Api;

/// <summary>`/history`: what the ledger knows of an asset, from the first scan that shows it.</summary>
internal static class HistoryRoutes
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/history", History).Needs(Permission.Read).WithSummary("First and last seen, what changed, findings and approvals of `asset`: its name, its id, or kind:key; `property` chooses one word.");

    private static IResult History(Chronicle chronicle, EstateWatch watch, string asset, string? property, string? format) => Current.Of(watch, standing =>
    {
        var (history, scope) = (chronicle.Of(standing, asset), standing.Report.Scope);
        return Forms.Of(
            format, 0, () => Forms.Text(to => HistoryJson.Write(scope.Name, history, scope.AsOf, property, to), "application/json"), to => HistoryText.Write(history, scope.AsOf, property, to));
    });
}
