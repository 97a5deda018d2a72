using System.CommandLine;
using System.Globalization;
using Plumbline.Posture.Gates;
using Plumbline.Posture.Scans;
using Plumbline.Reports.Json;
using Plumbline.Reports.Terminal;
using Plumbline.Store.Recordings;

namespace Plumbline.Cli.Commands;

/// <summary>`plumb gate --system S --env E`: whether a release may go ahead; exit 0 says allow, and nothing else does.</summary>
internal static class GateCommand
{
    private static readonly string[] Formats = ["terminal", "json"];

    public static Command Make()
    {
        var (system, environment) = (GateOptions.System(), GateOptions.Environment());
        var paths = new Argument<string[]>("path") { Description = "folders of the estate (default: what was scanned last)", Arity = ArgumentArity.ZeroOrMore };
        var registry = GateOptions.Many("--registry", "a folder of the estate: registries, code, evals, answers, logs; read as `scan` reads it");
        var (plan, manifest) = (GateOptions.Many("--plan", "what Terraform is about to do: terraform show -json PLAN > tfplan.json"), GateOptions.Many("--manifest", "what is about to be applied to a cluster"));
        var (format, asOf, rules, store) = (new Option<string>("--format") { Description = string.Join(", ", Formats), DefaultValueFactory = _ => Formats[0] }, Options.AsOf(), Options.Rules(), Options.Store());
        var (first, record) = (new Option<bool>("--first-deploy") { Description = "you assert that it was never released there, so nothing of it runs yet; refused where anything speaks of an earlier release" }, new Option<bool>("--record") { Description = "write the decision into the ledger" });
        var signers = Options.Signers();
        var (sign, attest, artifact) = (new Option<string?>("--sign") { Description = "the private key that signs the verdict (PEM)" }, new Option<string?>("--attest") { Description = "write the signed verdict to this file" }, GateOptions.Many("--artifact", "what is deployed, to be named in the verdict: NAME@sha256:DIGEST or a file; a model file is judged too"));
        var command = new Command("gate", "Say whether a release of an AI system may go ahead, and what stands against it; exit 1 where it may not.")
        {
            system, environment, paths, registry, plan, manifest, format, asOf, rules, store, first, record, signers, sign, attest, artifact,
            GateVerifyCommand.Make(), GateOverrideCommand.Make(),
        };
        command.SetAction((parsed, cancellation) => parsed.GetValue(system) is { Length: > 0 } named && parsed.GetValue(environment) is { Length: > 0 } where
            ? RunAsync(
                new Asked(
                    named, where, [.. parsed.GetRequiredValue(paths), .. parsed.GetRequiredValue(registry)], parsed.GetRequiredValue(plan), parsed.GetRequiredValue(manifest),
                    parsed.GetRequiredValue(format), parsed.GetValue(asOf), parsed.GetRequiredValue(rules), parsed.GetValue(store), parsed.GetValue(first), parsed.GetValue(record), parsed.GetValue(signers)),
                new Attested(parsed.GetValue(sign), parsed.GetValue(attest), parsed.GetRequiredValue(artifact)), cancellation)
            : UsageAsync("a gate needs --system and --env; write e.g. `plumb gate --system SYSTEM --env production`"));
        return command;
    }

    private static async Task<int> RunAsync(Asked asked, Attested attested, CancellationToken cancellation)
    {
        if (!Formats.Contains(asked.Format)) return await UsageAsync($"`{asked.Format}` is no format; choose {string.Join(", ", Formats)}").ConfigureAwait(false);
        if (!Options.TryMoment(asked.AsOf, out var moment)) return await UsageAsync($"`{asked.AsOf}` is no time; write it as 2026-11-21T09:00:00Z").ConfigureAwait(false);
        if (attested.Problem() is { } wrong) return await UsageAsync(wrong).ConfigureAwait(false);
        var last = asked.Roots.Length == 0 ? LastScan.Recall() : new LastScan(asked.Roots, moment, asked.Rules);
        if (last is null) return await UsageAsync("nothing was scanned yet; name a folder with --registry").ConfigureAwait(false);
        return await GateRun.GuardAsync(async () =>
        {
            var now = TimeProvider.System.GetUtcNow();
            // A moment that only a sample pins is that of its files; what was recorded since counts all the same.
            var at = moment ?? now;
            var run = GateRun.Read(asked, attested.Artifacts, at);
            if (await ScanAsync(last, moment, asked, run, Gate.About(new GateRequest(asked.System, asked.Environment, run.ReleaseFiles, at)), cancellation).ConfigureAwait(false) is not { } report) return Exit.Usage;
            Releases.MustBeRead(report, run.Files);
            var system = Releases.SystemId(report, asked.System);
            var decision = Gate.Decide(report, run.Request(report, system, asked.Environment, asked.IsFirst));
            attested.Write(decision, now);
            if (asked.IsRecorded) Record(asked, decision, report.Scope.Name);
            Show(decision, asked.Format);
            return decision.ExitCode;
        }).ConfigureAwait(false);
    }

    // Most gates need a third of the rules; a registry that brings other controls to the gate is read before that is known.
    private static async Task<Report?> ScanAsync(LastScan last, DateTimeOffset? moment, Asked asked, GateRun run, About about, CancellationToken cancellation)
    {
        async Task<Report?> With(IReadOnlySet<string> controls) =>
            await Session.ScanAsync(last.Paths, moment ?? last.AsOf, last.Rules, cancellation, store: asked.Store, beside: run.Beside, controls: controls, about: about, signers: asked.Signers).ConfigureAwait(false) is var (report, _) ? report : null;
        var first = await With(Gate.Controls).ConfigureAwait(false);
        return first is not null && Gate.MoreControls(first) is { Count: > 0 } more ? await With(Gate.Controls.Union(more)).ConfigureAwait(false) : first;
    }

    private static void Record(Asked asked, GateDecision decision, string estate)
    {
        using var ledger = LedgerSession.Open(asked.Store);
        var tip = GateRecord.Decision(ledger, decision, estate, LedgerSession.Actor);
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"plumb: recorded in `{ledger.Store.Place}` as record {tip.Number}"));
    }

    private static void Show(GateDecision decision, string format)
    {
        using var screen = new StreamWriter(Console.OpenStandardOutput(), new System.Text.UTF8Encoding(false), 1 << 14) { NewLine = "\n" };
        if (format == "json") GateJson.Write(decision, screen);
        else GateText.Write(decision, screen, Session.Screen(null));
    }

    private static async Task<int> UsageAsync(string message)
    {
        await Session.FailAsync(message).ConfigureAwait(false);
        return Exit.Usage;
    }
}

/// <summary>What `plumb gate` was asked.</summary>
internal sealed record Asked(
    string System, string Environment, string[] Roots, string[] Plans, string[] Manifests, string Format, string? AsOf, string[] Rules, string? Store, bool IsFirst, bool IsRecorded, string? Signers);
