using Plumbline.Collectors.Files;
using Plumbline.Server.Access;
using Plumbline.Server.Admission;
using Plumbline.Server.Alerts;
using Plumbline.Server.Api;
using Plumbline.Server.Desks;
using Plumbline.Server.Keeping;
using Plumbline.Server.Sources;
using Plumbline.Server.Standings;
using Plumbline.Server.Web;

namespace Plumbline.Server.Serving;

/// <summary>Puts a server together: what it keeps, what it watches, who may ask, what it answers.</summary>
internal static class ServeHost
{
    /// <summary>Bytes of a body at most, where a route says nothing else.</summary>
    private const int LargestBody = 8 << 20;

    private const int MostConnections = 2000;

    /// <summary>A server that is not started yet.</summary>
    /// <param name="settings">How it is run.</param>
    /// <param name="machine">The machine's clock.</param>
    /// <param name="say">Told one sentence about what happens.</param>
    /// <param name="more">Adds what only a rehearsal has; null for what the product is.</param>
    public static WebApplication Build(ServeSettings settings, TimeProvider machine, Action<string> say, Action<IServiceCollection>? more = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [], ContentRootPath = AppContext.BaseDirectory });
        Front.Set(builder, LargestBody, MostConnections, kestrel => Listening.Add(kestrel, settings, machine, say));
        Keep(builder.Services, settings, machine, say);
        builder.Services.AddProblemDetails().AddExceptionHandler<Faults>();
        builder.Services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        builder.Services.AddApiDescription();
        builder.Services.AddAccess(settings.Access, say);
        builder.Services.AddConsole();
        more?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages(Faults.AnswerAsync);
        app.UseAccess();
        app.UseAntiforgery();
        app.MapAccess();
        app.MapApi();
        app.MapConsole();
        app.MapMetrics();
        _ = app.Services.GetRequiredService<RequestTimes>();
        return app;
    }

    private static void Keep(IServiceCollection services, ServeSettings settings, TimeProvider machine, Action<string> say)
    {
        services.AddSingleton(settings).AddSingleton(settings.Estate).AddSingleton(machine);
        services.AddSingleton(p => new RunningClock(machine, Start(settings, machine)));
        services.AddSingleton(p => new LedgerPool(settings.Estate.Store, p.GetRequiredService<RunningClock>()));
        services.AddSingleton(p => new SourceBook(
            p.GetRequiredService<LedgerPool>(), Catalogue.All(settings.Estate.Home, machine), [.. Given(settings)], p.GetRequiredService<RunningClock>()));
        services.AddSingleton(p => new SourcePlan(p.GetRequiredService<SourceBook>(), machine));
        services.AddSingleton(_ => new EstateReading(settings.Estate));
        services.AddSingleton(p => new EstateWatch(
            p.GetRequiredService<EstateReading>(), p.GetRequiredService<SourcePlan>(), p.GetRequiredService<LedgerPool>(), p.GetRequiredService<RunningClock>(), say));
        services.AddSingleton(_ => ServerKey.Of(settings.Estate.Home));
        services.AddSingleton<RegistryOffice>().AddSingleton<GateOffice>().AddSingleton<FindingOffice>().AddSingleton<DriftOffice>().AddSingleton<RuleTrials>().AddSingleton<Inbox>();
        services.AddHostedService<Watching>().AddHostedService<Tidying>();
        Tell(services, settings, machine);
    }

    private static void Tell(IServiceCollection services, ServeSettings settings, TimeProvider machine)
    {
        services.AddSingleton(_ => new SecretNames(settings.Estate.Home, Environment.GetEnvironmentVariable));
        services.AddSingleton(p => new TargetBook(p.GetRequiredService<LedgerPool>(), p.GetRequiredService<SecretNames>(), p.GetRequiredService<RunningClock>()) { AllowsPrivate = settings.Access.AllowsPrivateTargets });
        services.AddSingleton(p => new DeadLetters(p.GetRequiredService<LedgerPool>()));
        services.AddSingleton(p => new FindingRecords(p.GetRequiredService<LedgerPool>(), p.GetRequiredService<EstateWatch>(), p.GetRequiredService<EstateReading>().Words));
        services.AddSingleton(p => new Senders(settings.Estate.Home, p.GetRequiredService<SecretNames>(), p.GetRequiredService<Outgoing>(), settings.Access.AllowsPrivateTargets ? Reach.Private : Reach.Public, machine, Environment.MachineName));
        services.AddSingleton(p => new AlertDesk(
            p.GetRequiredService<TargetBook>(), p.GetRequiredService<DeadLetters>(), p.GetRequiredService<FindingRecords>(), p.GetRequiredService<Senders>(), Patience.Usual, machine,
            new Speaker(p.GetRequiredService<LedgerPool>(), $"{Environment.MachineName} {Path.GetFullPath(settings.Estate.Home)}", machine)));
        services.AddHostedService<Telling>();
        services.AddMetrics().AddSingleton<RequestTimes>();
    }

    private static IEnumerable<Source> Given(ServeSettings settings) =>
    [
        .. settings.Paths.Select((p, i) => new Source(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"given-{i + 1}"), "folder", p, settings.Every) { IsGiven = true }),
        new Source(InboxReader.Id, InboxReader.Id, "records that were sent here", settings.Every) { IsGiven = true },
    ];

    // A sample pins the moment that it speaks of; a clock never goes back behind what was written.
    private static DateTimeOffset? Start(ServeSettings settings, TimeProvider machine)
    {
        var start = settings.AsOf ?? (settings.Paths is [var only] ? Estate.Pinned(only) : null);
        if (start is null || !Store.Home.HasLedger(settings.Estate.Store)) return start;
        using var store = Store.Stores.Open(settings.Estate.Store);
        return store.Tip.Time > start ? store.Tip.Time : start;
    }

    /// <summary>The watch as something that runs while the server does.</summary>
    private sealed class Watching(EstateWatch watch) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(() => watch.RunAsync(stoppingToken), stoppingToken);
    }

    /// <summary>The desk as something that runs while the server does.</summary>
    private sealed class Telling(AlertDesk desk) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(() => desk.RunAsync(stoppingToken), stoppingToken);
    }
}
