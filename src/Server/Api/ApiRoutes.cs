namespace Plumbline.Server.Api;

/// <summary>Everything under `/api/v1`, and `/health`.</summary>
internal static class ApiRoutes
{
    /// <summary>Maps all of it.</summary>
    public static void MapApi(this WebApplication app)
    {
        HealthRoutes.Map(app);
        OpenApi.Map(app);
        var api = app.MapGroup("/api/v1");
        EstateRoutes.Map(api);
        AssetRoutes.Map(api);
        GraphRoutes.Map(api);
        FindingRoutes.Map(api);
        RuleRoutes.Map(api);
        RegistryRoutes.Map(api);
        GateRoutes.Map(api);
        HistoryRoutes.Map(api);
        SourceRoutes.Map(api);
        LedgerRoutes.Map(api);
        RecordRoutes.Map(api);
        AccessRoutes.Map(api);
        AlertRoutes.Map(api);
    }
}
