using System.CommandLine;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Rules;
using Plumbline.Reports.Registries;

namespace Plumbline.Cli.Commands;

/// <summary>`plumb waive N | ID --owner … --reason … --until …`: the registry entry that accepts what is wrong in one finding, and no more.</summary>
internal static class WaiveCommand
{
    public static Command Make()
    {
        var what = new Argument<string>("what") { Description = "a finding's number or id in the last scan" };
        var owner = new Option<string>("--owner") { Description = "who answers for it", Required = true };
        var reason = new Option<string>("--reason") { Description = "why it is accepted", Required = true };
        var until = new Option<string>("--until") { Description = "the day it ends, e.g. 2027-03-01", Required = true };
        var to = new Option<string?>("--to") { Description = "append to this file of waivers instead of printing" };
        var (record, store) = (RegistrySession.Named<bool>("--record", "propose it in the ledger, where somebody else approves it"), Options.Store());
        var command = new Command("waive", "Write the registry entry that accepts a finding until a date.") { what, owner, reason, until, to, record, store };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetRequiredValue(what), new Terms(parsed.GetRequiredValue(owner), parsed.GetRequiredValue(reason), parsed.GetRequiredValue(until)),
            parsed.GetValue(record) ? new Place(null, parsed.GetValue(store), true) : new Place(parsed.GetValue(to), null, false), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string what, Terms terms, Place to, CancellationToken cancellation)
    {
        if (!Instants.TryParse(terms.Until, out var until)) return await UsageAsync($"`{terms.Until}` is no date; write it as 2027-03-01").ConfigureAwait(false);
        if (LastScan.Recall() is not { } last) return await UsageAsync("nothing was scanned yet; run `plumb scan PATH`").ConfigureAwait(false);
        if (await Session.ScanAsync(last.Paths, last.AsOf, last.Rules, cancellation).ConfigureAwait(false) is not var (report, _)) return Exit.Usage;
        if (ExplainCommand.FindingOf(what, report) is not { Verdict: Verdict.Fail } finding)
            return await UsageAsync($"`{what}` is no finding that can be accepted; give a number or id of the last scan").ConfigureAwait(false);
        if (until <= report.Scope.AsOf) return await UsageAsync($"`{terms.Until}` is over at the moment of the scan; give a later day").ConfigureAwait(false);

        var entry = WaiverEntry.Of(finding, terms.Owner, terms.Reason, terms.Until);
        if (to.IsLedger) return Record(entry, finding, terms, to.Store);
        if (to.File is null)
        {
            await Console.Out.WriteAsync(WaiverEntry.Head + entry).ConfigureAwait(false);
            return Exit.InLine;
        }

        return await AppendAsync(to.File, entry).ConfigureAwait(false);
    }

    private static int Record(string entry, Finding finding, Terms terms, string? store) => RegistrySession.Write(store, null, desk =>
    {
        var note = $"{finding.Rule.Control}/{finding.Rule.Id}: {terms.Reason}";
        ProposeCommand.Tell(desk.Propose(RegistrySession.Wanted(RegistrySession.ReadText(WaiverEntry.Head + entry)), new Store.Recordings.Terms(false, "", note, null, null)));
        return Exit.InLine;
    });

    private static async Task<int> AppendAsync(string file, string entry)
    {
        try
        {
            var before = File.Exists(file) ? await File.ReadAllTextAsync(file).ConfigureAwait(false) : WaiverEntry.Head;
            var section = before.Split('\n').LastOrDefault(l => l.Length > 0 && char.IsAsciiLetter(l[0]))?.TrimEnd();
            if (section != "waivers:") return await UsageAsync($"`{file}` does not end in `waivers:`; name a file of its own for waivers").ConfigureAwait(false);
            await File.WriteAllTextAsync(file, (before.EndsWith('\n') ? before : before + "\n") + entry).ConfigureAwait(false);
            await Console.Error.WriteLineAsync($"plumb: added to `{file}`; scan again with it below the estate").ConfigureAwait(false);
            return Exit.InLine;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return await UsageAsync($"`{file}` cannot be written; see that the folder is there and yours").ConfigureAwait(false);
        }
    }

    private static async Task<int> UsageAsync(string message)
    {
        await Session.FailAsync(message).ConfigureAwait(false);
        return Exit.Usage;
    }

    private sealed record Place(string? File, string? Store, bool IsLedger);

    private sealed record Terms(string Owner, string Reason, string Until);
}
