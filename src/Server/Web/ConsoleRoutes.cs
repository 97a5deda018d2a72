using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Extensions.WebEncoders;
using Plumbline.Server.Access;
using Plumbline.Server.Desks;

namespace Plumbline.Server.Web;

/// <summary>The console: pages for people, rendered here, readable without a script.</summary>
internal static class ConsoleRoutes
{
    /// <summary>What the pages need.</summary>
    public static IServiceCollection AddConsole(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddAntiforgery();
        services.AddSingleton<Rendering>().AddSingleton<Trend>().AddSingleton<Chronicle>().AddHostedService<Warmth>();
        services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        return services;
    }

    /// <summary>Maps all pages and what their forms ask for.</summary>
    public static void MapConsole(this IEndpointRouteBuilder app)
    {
        StaticFiles.Map(app);
        ThemeRoute.Map(app);
        app.Page<OverviewPage>("/");
        app.Page<InventoryPage>("/inventory");
        app.Page<GraphPage>("/graph", GraphPage.IsThere);
        app.Page<SystemsPage>("/systems");
        app.Page<UsagePage>("/usage");
        app.Page<AssetPage>("/assets/{kind}/{**key}", v => Asked.Asset(v) is not null);
        app.Page<HistoryPage>("/history/{kind}/{**key}", v => Asked.AssetEver(v) is not null);
        app.Page<FindingsPage>("/findings");
        app.Page<FindingPage>("/findings/{id}", v => Asked.Finding(v) is not null || Asked.Past(v).Count > 0);
        app.Page<RulesPage>("/rules");
        app.Page<RulePage>("/rules/{id}", v => Asked.Rule(v) is not null);
        app.Page<SearchPage>("/search");
        app.Page<DiagnosePage>("/diagnose");
        app.Page<SourcesPage>("/sources", always: true);
        app.Page<DriftView>("/drift");
        app.Page<RegistriesPage>("/registries");
        app.Page<EntryPage>("/registries/entry");
        app.Page<GatesPage>("/gates");
        app.Page<AuditPage>("/audit", needed: Permission.Audit);
        app.Page<AccountsPage>("/accounts", needed: Permission.Administer, always: true);
        AccountForms.Map(app);
        FindingForms.Map(app);
        RegistryForms.Map(app);
        RuleTrialRoute.Map(app);
        SourceForms.Map(app);
    }
}
