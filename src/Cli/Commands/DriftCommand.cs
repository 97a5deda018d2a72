using System.CommandLine;
using System.Collections.Immutable;
using System.Text;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Drifts;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;
using Plumbline.Reports.Drifts;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Recordings;

namespace Plumbline.Cli.Commands;

/// <summary>`plumb drift [PATH…]`: where environments, plans and approvals part, since when, and who changed it.</summary>
internal static class DriftCommand
{
    private static readonly string[] Formats = ["terminal", "json"];

    public static Command Make()
    {
        var paths = new Argument<string[]>("path") { Description = "what to scan (default: what the ledger recorded)", Arity = ArgumentArity.ZeroOrMore };
        var system = new Option<string?>("--system") { Description = "only this AI system, by id or name" };
        var from = new Option<string>("--env-from") { Description = "the environment that versions come from", DefaultValueFactory = _ => "development" };
        var to = new Option<string>("--env-to") { Description = "the environment that they go to", DefaultValueFactory = _ => "production" };
        var since = new Option<string?>("--since") { Description = "show the trend from this moment on, e.g. 2026-11-01 (default: every recorded scan)" };
        var (asOf, store, estate) = (Options.AsOf(), Options.Store(), Options.Estate());
        var format = new Option<string>("--format") { Description = "terminal or json", DefaultValueFactory = _ => Formats[0] };
        var command = new Command("drift", "Say where development and production, plans and deployments, approvals and facts part, and since when; exit 1 where something does and nobody answers for it.") { paths, system, from, to, since, asOf, estate, store, format };
        command.SetAction((parsed, cancellation) => RunAsync(
            new Asked(
                parsed.GetRequiredValue(paths), new DriftQuestion(parsed.GetValue(system), EnvironmentName.Of(parsed.GetRequiredValue(from)), EnvironmentName.Of(parsed.GetRequiredValue(to))),
                parsed.GetValue(since), parsed.GetValue(asOf), parsed.GetValue(estate), parsed.GetValue(store), parsed.GetRequiredValue(format)),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Asked asked, CancellationToken cancellation)
    {
        if (!Formats.Contains(asked.Format)) return await UsageAsync($"`{asked.Format}` is no format; choose {string.Join(" or ", Formats)}").ConfigureAwait(false);
        if (!Options.TryMoment(asked.AsOf, out var moment)) return await UsageAsync($"`{asked.AsOf}` is no time; write it as 2026-11-21T09:00:00Z").ConfigureAwait(false);
        if (!Options.TryMoment(asked.Since, out var since)) return await UsageAsync($"`{asked.Since}` is no time; write it as 2026-11-21T09:00:00Z").ConfigureAwait(false);
        if (asked.Question.From == asked.Question.To) return await UsageAsync($"`{asked.Question.From}` does not differ from itself; name two environments with --env-from and --env-to").ConfigureAwait(false);
        if (asked.Paths.Length == 0) return LedgerSession.Run(asked.Store, mustExist: true, ledger => Print(FromLedger(ledger, asked, moment ?? TimeProvider.System.GetUtcNow(), since), asked));
        if (await Session.ScanAsync(asked.Paths, moment, [], cancellation).ConfigureAwait(false) is not var (report, _)) return Exit.Usage;
        return LedgerSession.Guard(() => Print(Page(report.Scope.Name, report.Graph, report.Scope.AsOf, asked, Promotion.All(report.Claims), null, since), asked));
    }

    private static DriftPage FromLedger(Ledger ledger, Asked asked, DateTimeOffset moment, DateTimeOffset? since)
    {
        var (estate, history, words) = (Recollection.Estate(ledger, asked.Estate), new DriftHistory(), Session.Words);
        RecordedDrift.Walk(ledger.Store, estate, moment, asked.Question, words, history);
        var now = Recollection.Claims(ledger, estate, moment);
        return Page(estate, AssetGraph.From(now, words), moment, asked, Promotion.All(now), history, since);
    }

    private static DriftPage Page(
        string estate, AssetGraph graph, DateTimeOffset moment, Asked asked, ImmutableArray<Promotion> promotions, DriftHistory? recorded, DateTimeOffset? since)
    {
        if (asked.Question.System is { } system && !graph.Pages(AssetKind.AiSystem).SelectMany(p => p).Any(r => r.Id.Key == system || r.Name == system))
            throw new LedgerException($"`{system}` is no AI system of `{estate}`; known are {string.Join(", ", graph.Pages(AssetKind.AiSystem).SelectMany(p => p).Select(r => $"`{r.Id.Key}`"))}");
        var drifts = DriftBook.Of(graph, promotions, moment, asked.Question);
        var history = recorded ?? new DriftHistory();
        var dated = drifts.Select(d => history.Date(d, graph, moment)).ToImmutableArray();
        if (recorded is null) history.Add(moment, drifts, graph);
        return new DriftPage(estate, moment, asked.Question, dated, [.. history.Trend.Where(t => since is null || t.Moment >= since)]) { Closed = history.Closed };
    }

    private static int Print(DriftPage page, Asked asked)
    {
        using var screen = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 14) { NewLine = "\n" };
        if (asked.Format == "json") DriftJson.Write(page, screen);
        else DriftText.Write(page, screen);
        return page.Count(DriftState.Drift) > 0 ? Exit.OutOfLine : Exit.InLine;
    }

    private static async Task<int> UsageAsync(string message)
    {
        await Session.FailAsync(message).ConfigureAwait(false);
        return Exit.Usage;
    }

    private sealed record Asked(string[] Paths, DriftQuestion Question, string? Since, string? AsOf, string? Estate, string? Store, string Format);
}
