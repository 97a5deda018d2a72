using System.CommandLine;
using System.Globalization;
using Plumbline.Posture.Scans;
using Plumbline.Store.Recordings;

namespace Plumbline.Cli.Commands;

/// <summary>`plumb scan PATH…`: discover and assess.</summary>
internal static class ScanCommand
{
    public static Command Make()
    {
        var paths = new Argument<string[]>("path") { Description = "folders of the estate: registries, code, control-plane answers, logs", Arity = ArgumentArity.OneOrMore };
        var (format, output, reports) = (Options.Format(), Options.Output(), Options.Reports());
        var (failOn, asOf, rules) = (Options.FailOn(), Options.AsOf(), Options.Rules());
        var fresh = new Option<bool>("--fresh") { Description = "read every file anew, also what was read before and has not changed" };
        var signers = Options.Signers();
        var (record, store) = (new Option<bool>("--record") { Description = "write what this scan says into the ledger" }, Options.Store());
        var command = new Command("scan", "Read an estate and say where its planes part.") { paths, format, output, reports, failOn, asOf, rules, fresh, record, store, signers };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetRequiredValue(paths), [new ReportTarget(parsed.GetRequiredValue(format), parsed.GetValue(output)), .. parsed.GetRequiredValue(reports).Select(ReportTarget.Parse)],
            parsed.GetValue(failOn) ?? "high", parsed.GetResult(failOn) is null, parsed.GetValue(asOf), parsed.GetRequiredValue(rules), parsed.GetValue(fresh), parsed.GetValue(record), parsed.GetValue(store), parsed.GetValue(signers), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        string[] paths, ReportTarget[] targets, string failOn, bool isDefault, string? asOf, string[] rules, bool fresh, bool isRecorded, string? store, string? signers, CancellationToken cancellation)
    {
        if (targets.Select(t => t.Problem()).FirstOrDefault(p => p is not null) is { } problem) return await UsageAsync(problem).ConfigureAwait(false);
        if (ReportTarget.Twice(targets) is { } twice) return await UsageAsync($"`{twice}` is named for two reports; give each its own file").ConfigureAwait(false);
        if (!Options.TryThreshold(failOn, out var threshold)) return await UsageAsync($"`{failOn}` is no severity; choose critical, high, medium, low or none").ConfigureAwait(false);
        if (!Options.TryMoment(asOf, out var moment)) return await UsageAsync($"`{asOf}` is no time; write it as 2026-11-21T09:00:00Z").ConfigureAwait(false);
        if (await Session.ScanAsync(paths, moment, rules, cancellation, fresh, store, signers: signers).ConfigureAwait(false) is not var (report, elapsed)) return Exit.Usage;

        LastScan.Remember(paths, moment, rules);
        foreach (var target in targets.OrderBy(t => t.File is null))
        {
            if (await target.WriteAsync(report, elapsed).ConfigureAwait(false) is not { } unwritten) continue;
            await Session.FailAsync(unwritten).ConfigureAwait(false);
            return Exit.Incomplete;
        }

        return isRecorded && Record(report, store) == Exit.Incomplete ? Exit.Incomplete : isDefault ? report.ExitCodeBy(new Thresholds(report, threshold)) : report.ExitCode(threshold);
    }

    private static int Record(Report report, string? store) => LedgerSession.Run(store, mustExist: false, ledger =>
    {
        var done = ScanRecord.Write(ledger, report, LedgerSession.Actor);
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"plumb: recorded in `{ledger.Store.Place}` up to record {done.Tip.Number}: {done.Claims} claims are new, {done.Gone} are gone, {done.Findings} findings changed"));
        return Exit.InLine;
    });

    private static async Task<int> UsageAsync(string message)
    {
        await Session.FailAsync(message).ConfigureAwait(false);
        return Exit.Usage;
    }
}
