using System.CommandLine;
using System.Globalization;
using Plumbline.Posture.Gates;
using Plumbline.Posture.Rules;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Recordings;

namespace Plumbline.Cli.Commands;

/// <summary>`plumb gate override --system S --env E --rule R --owner W --reason W --until DAY`: lets a release pass for a time, in somebody's name.</summary>
internal static class GateOverrideCommand
{
    private const int MostDays = 90;

    public static Command Make()
    {
        var (system, environment) = (GateOptions.System(), GateOptions.Environment());
        var (control, rule) = (new Option<string?>("--control") { Description = "what it lets pass: every rule of this control" }, new Option<string?>("--rule") { Description = "what it lets pass: this rule, as the gate prints it" });
        var (owner, reason) = (new Option<string>("--owner") { Description = "who answers for it", Required = true }, new Option<string>("--reason") { Description = "why", Required = true });
        var registry = GateOptions.Many("--registry", "a folder with registries, which say what systems there are (default: what was scanned last, and the ledger)");
        var (until, store) = (new Option<string>("--until") { Description = "when it ends, at most 90 days from now: 2026-12-01", Required = true }, Options.Store());
        var command = new Command("override", "Let releases pass what the gate refuses, until a date and in somebody's name; the scan shows it as a finding.") { system, environment, registry, control, rule, owner, reason, until, store };
        command.SetAction((parsed, _) => GateRun.GuardAsync(async () =>
        {
            if (parsed.GetValue(system) is not { Length: > 0 } named || parsed.GetValue(environment) is not { Length: > 0 } where) return Usage("an override is about one gate; name it with --system and --env");
            if (parsed.GetValue(control) is null && parsed.GetValue(rule) is null) return Usage("say what it lets pass: --rule RULE as the gate prints it, or --control CONTROL");
            if (!Instants.TryParse(parsed.GetRequiredValue(until), out var end)) return Usage($"`{parsed.GetRequiredValue(until)}` is no date; write it as 2026-12-01");
            if (parsed.GetRequiredValue(owner).Trim().Length == 0 || parsed.GetRequiredValue(reason).Trim().Length == 0) return Usage("an override has an owner and a reason; say both");
            var one = new GateOverride(
                Bare(parsed.GetValue(control)), Bare(parsed.GetValue(rule)), parsed.GetRequiredValue(owner).Trim(), parsed.GetRequiredValue(reason).ReplaceLineEndings(" ").Trim(), default, end, true);
            var now = TimeProvider.System.GetUtcNow();
            if (end <= now || end - now > TimeSpan.FromDays(MostDays)) return Usage($"`{parsed.GetRequiredValue(until)}` is not within the next {MostDays} days; what lasts longer is a mode under `gates:` in a registry");
            var (known, place) = await KnownGates.FindAsync(parsed.GetRequiredValue(registry), parsed.GetValue(store), named, where).ConfigureAwait(false);
            return LedgerSession.Run(parsed.GetValue(store), mustExist: false, ledger => Write(ledger, known, place, one));
        }));
        return command;
    }

    private static int Write(Ledger ledger, string system, string environment, GateOverride one)
    {
        var tip = GateRecord.Override(ledger, system, environment, one, LedgerSession.Actor);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{one.Owner} lets releases of {system} to {environment} pass {(one.Rule.Length > 0 ? one.Rule : one.Control)} until {one.Until:yyyy-MM-dd HH:mm} UTC; recorded in `{ledger.Store.Place}` as record {tip.Number}, by {LedgerSession.Actor}"));
        return Exit.InLine;
    }

    // The gate prints `control/rule`.
    private static string Bare(string? text) => text is null ? "" : text[(text.IndexOf('/', StringComparison.Ordinal) + 1)..].Trim();

    private static int Usage(string message)
    {
        Console.Error.WriteLine($"plumb: {message}");
        return Exit.Usage;
    }
}
