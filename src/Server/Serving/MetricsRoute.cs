using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Rules;
using Plumbline.Reports;
using Plumbline.Server.Access;
using Plumbline.Server.Alerts;
using Plumbline.Server.Keeping;
using Plumbline.Server.Sources;
using Plumbline.Server.Standings;
using Plumbline.Store.Ledgers;

namespace Plumbline.Server.Serving;

/// <summary>`/metrics`: how the server fares, for Prometheus. For this machine, and for who may see the ledger.</summary>
internal static class MetricsRoute
{
    /// <summary>Maps it.</summary>
    public static void MapMetrics(this WebApplication app) => app.MapGet("/metrics", (HttpContext context) =>
    {
        if (!IsHere(context) && !Caller.Of(context.User).May(Permission.Audit))
            return Results.StatusCode(context.User.Identity is { IsAuthenticated: true } ? StatusCodes.Status403Forbidden : StatusCodes.Status401Unauthorized);
        return Results.Text(Write(context.RequestServices), "text/plain; version=0.0.4; charset=utf-8");
    }).AllowAnonymous().ExcludeFromDescription();

    // A proxy on this machine speaks for others: what it hands on is not from here.
    private static bool IsHere(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from.IsIPv4MappedToIPv6 ? from.MapToIPv4() : from)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("Forwarded");

    /// <summary>All of it.</summary>
    public static string Write(IServiceProvider services)
    {
        var text = new MetricsText();
        text.Of("plumb_build_info", "gauge", "The version that runs.").Add("plumb_build_info", 1, ("version", Product.Version));
        Standing(text, services.GetRequiredService<EstateWatch>(), services.GetRequiredService<RunningClock>());
        Ledger(text, services.GetRequiredService<LedgerPool>(), services.GetRequiredService<EstateWatch>());
        Alerts(text, services.GetRequiredService<AlertDesk>());
        Requests(text, services.GetRequiredService<RequestTimes>());
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        text.One("process_resident_memory_bytes", "gauge", "Memory of the process.", process.WorkingSet64);
        text.One("process_cpu_seconds_total", "counter", "Processor time of the process.", process.TotalProcessorTime.TotalSeconds);
        text.One("plumb_heap_bytes", "gauge", "Memory that is held by objects.", GC.GetTotalMemory(forceFullCollection: false));
        return text.ToString();
    }

    private static void Standing(MetricsText text, EstateWatch watch, TimeProvider clock)
    {
        var standing = watch.Current;
        text.One("plumb_ready", "gauge", "1 where there is a standing to answer from.", standing is null ? 0 : 1);
        text.One("plumb_reading_failing", "gauge", "1 where the last reading of the whole failed.", watch.Problem is null ? 0 : 1);
        if (standing is null) return;
        text.One("plumb_standings_total", "counter", "How often the standing changed: readings that were judged.", standing.Number);
        text.One("plumb_standing_age_seconds", "gauge", "Since when the standing is what it is.", Math.Max(0, (clock.GetUtcNow() - standing.At).TotalSeconds));
        text.One("plumb_standing_seconds", "gauge", "How long the last reading and judging took.", standing.Took.TotalSeconds);
        text.One("plumb_verdicts", "gauge", "Verdicts that the last judging asked for.", standing.Work.Verdicts);
        text.One("plumb_assets", "gauge", "Assets of the estate.", standing.Report.Graph.Kinds.Sum(k => standing.Report.Graph.Pages(k).Sum(p => p.Length)));
        text.Of("plumb_findings", "gauge", "Findings that nobody answers for, by severity.");
        foreach (var severity in Enum.GetValues<Severity>()) text.Add("plumb_findings", standing.Report.Failures.Count(f => f.Weight.Severity == severity), ("severity", severity.Name()));
    }

    private static void Ledger(MetricsText text, LedgerPool ledgers, EstateWatch watch)
    {
        (long Tip, ImmutableArray<SourceState> Sources)? known = null;
        try
        {
            known = (ledgers.Use(l => l.Tip.Number), watch.Plan.All);
        }
        catch (LedgerException)
        {
            // The gauge says it.
        }

        text.One("plumb_ledger_up", "gauge", "1 where the ledger can be read.", known is null ? 0 : 1);
        if (known is not var (tip, sources)) return;
        text.One("plumb_ledger_records", "gauge", "The last record's number.", tip);
        text.One("plumb_sources", "gauge", "Sources.", sources.Length);
        text.One("plumb_sources_failing", "gauge", "Sources of which nothing came last time.", sources.Count(s => s.Last?.Problem is not null));
    }

    private static void Alerts(MetricsText text, AlertDesk desk)
    {
        var all = desk.All;
        void Each(string name, string type, string help, Func<LaneState, double> value)
        {
            text.Of(name, type, help);
            foreach (var (target, state) in all) text.Add(name, value(state), ("target", target.Id));
        }

        Each("plumb_alerts_sent_total", "counter", "Changes that a target took.", s => s.Sent);
        Each("plumb_alerts_failed_total", "counter", "Attempts to tell a target that failed.", s => s.Failed);
        Each("plumb_alerts_dead_total", "counter", "Changes that a target could not be told.", s => s.Dead);
        Each("plumb_alerts_dead_letters", "gauge", "Changes that were given up and wait for somebody to decide.", s => s.Letters);
        Each("plumb_alerts_reached", "gauge", "The last record that a target was told.", s => s.Reached);
        Each("plumb_alerts_failing", "gauge", "1 where the last attempt failed.", s => s.Problem is null ? 0 : 1);
    }

    private static void Requests(MetricsText text, RequestTimes times)
    {
        const string name = "plumb_http_request_duration_seconds";
        text.Of(name, "histogram", "How long answers took, by route and status.");
        foreach (var ((method, route, status), measured) in times.All)
        {
            (string, string)[] labels = [("method", method), ("route", route), ("status", status.ToString(CultureInfo.InvariantCulture))];
            var (below, sum) = measured.Read();
            for (var i = 0; i < below.Length; i++)
                text.Add(name + "_bucket", below[i], [.. labels, ("le", i < RequestTimes.Ends.Length ? RequestTimes.Ends[i].ToString(CultureInfo.InvariantCulture) : "+Inf")]);
            text.Add(name + "_sum", sum, labels).Add(name + "_count", below[^1], labels);
        }
    }
}
