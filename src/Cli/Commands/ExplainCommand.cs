using System.CommandLine;
using System.Globalization;
using System.Text;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;
using Plumbline.Reports.Terminal;

namespace Plumbline.Cli.Commands;

/// <summary>`plumb explain N | ID | CONTROL/RULE`: one finding or rule, told to the end.</summary>
internal static class ExplainCommand
{
    public static Command Make()
    {
        var what = new Argument<string>("what") { Description = "a finding's number or id in the last scan, or a rule by its id or as control/rule" };
        var paths = new Argument<string[]>("path") { Description = "what to scan (default: what was scanned last)", Arity = ArgumentArity.ZeroOrMore };
        var (asOf, rules, store, estate) = (Options.AsOf(), Options.Rules(), Options.Store(), Options.Estate());
        var command = new Command("explain", "Tell one finding or rule to the end: claims, weight, why, fix.") { what, paths, asOf, rules, estate, store };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetRequiredValue(what), parsed.GetRequiredValue(paths), parsed.GetValue(asOf), parsed.GetRequiredValue(rules), new Past(parsed.GetValue(store), parsed.GetValue(estate)), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string what, string[] paths, string? asOf, string[] rules, Past past, CancellationToken cancellation)
    {
        if (!Options.TryMoment(asOf, out var moment)) return await UsageAsync($"`{asOf}` is no time; write it as 2026-11-21T09:00:00Z").ConfigureAwait(false);
        if (paths.Length == 0 && moment is { } then && past.IsThere) return past.Run(then, rules, report => PrintAsync(what, report));
        var last = paths.Length == 0 ? LastScan.Recall() : new LastScan(paths, moment, rules);
        if (last is null) return await UsageAsync("nothing was scanned yet; run `plumb scan PATH`, or name a path").ConfigureAwait(false);
        if (await Session.ScanAsync(last.Paths, moment ?? last.AsOf, last.Rules, cancellation).ConfigureAwait(false) is not var (report, _)) return Exit.Usage;
        return await PrintAsync(what, report).ConfigureAwait(false);
    }

    private static async Task<int> PrintAsync(string what, Report report)
    {
        await using var screen = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 14);
        var look = Session.Screen(null);
        if (FindingOf(what, report) is { } finding) Explanation.Of(finding, screen, look);
        else if (RuleOf(what, report) is { } rule) Explanation.Of(rule, report, screen, look);
        else return await UsageAsync($"`{what}` is no finding of {report.Failures.Count()} and no rule; give a finding's number or id, or a rule's").ConfigureAwait(false);
        return Exit.InLine;
    }

    /// <summary>The finding of a report by its number or the start of its id.</summary>
    public static Finding? FindingOf(string what, Report report)
    {
        var all = report.Assessment.Findings;
        if (int.TryParse(what, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= all.Length) return all[number - 1];
        return what.Length >= 6 ? all.FirstOrDefault(f => f.Id.StartsWith(what, StringComparison.Ordinal)) : null;
    }

    private static Rule? RuleOf(string what, Report report) =>
        report.Rulebook.Conditions.Select(c => c.Rule).FirstOrDefault(r => $"{r.Control}/{r.Id}" == what || r.Id == what);

    private static async Task<int> UsageAsync(string message)
    {
        await Session.FailAsync(message).ConfigureAwait(false);
        return Exit.Usage;
    }
}
