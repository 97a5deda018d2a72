using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text;
using Plumbline.Posture.Evidence;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Recordings;

namespace Plumbline.Cli.Commands;

/// <summary>`plumb eval record`: binds an eval result to what it was made with, so that a gate can tell whether it speaks of what is released.</summary>
internal static class EvalCommand
{
    public static Command Make() => new("eval", "Bind eval results to what they were made with.") { Record() };

    private static Command Record()
    {
        var (suite, result) = (new Option<string>("--suite") { Description = "the suite, as the registry calls it", Required = true }, new Option<string>("--result") { Description = "the result file that the eval tool wrote", Required = true });
        var (system, registry) = (new Option<string>("--system") { Description = "the AI system that it was run for", Required = true }, GateOptions.Many("--registry", "a folder of the estate (default: what was scanned last)"));
        var model = new Option<string?>("--model") { Description = "the model that was tested, where the result does not say" };
        var prompt = new Option<string?>("--prompt") { Description = "the system prompt: a file with its text, sha256:…, or none; where the result does not say" };
        var tools = new Option<string[]>("--tool") { Description = "a tool definition as name#fingerprint, or none; where the result does not say; may be repeated", AllowMultipleArgumentsPerToken = false, DefaultValueFactory = _ => [] };
        var guardrail = new Option<string?>("--guardrail") { Description = "the guardrail that stood before the model: its name or id, with :VERSION where it is not the approved one, or none; where the result does not say" };
        var dataset = new Option<string?>("--dataset") { Description = "the cases: a file or sha256:…; where the result does not carry them" };
        var (sign, to, store, asOf) = (new Option<string?>("--sign") { Description = "the private key that signs the binding (PEM)" }, new Option<string?>("--to") { Description = "write the binding to this file of the estate instead of the ledger" }, Options.Store(), Options.AsOf());
        var command = new Command("record", "Record which model, prompt, tools, guardrail and cases an eval result is of.") { suite, result, system, registry, model, prompt, tools, guardrail, dataset, sign, to, store, asOf };
        command.SetAction((parsed, cancellation) => GateRun.GuardAsync(() => RunAsync(
            new EvalClaim(
                parsed.GetRequiredValue(suite), parsed.GetRequiredValue(result), parsed.GetRequiredValue(system), parsed.GetValue(model), parsed.GetValue(prompt),
                parsed.GetRequiredValue(tools), parsed.GetValue(guardrail), parsed.GetValue(dataset)),
            parsed.GetRequiredValue(registry), new Kept(parsed.GetValue(sign), parsed.GetValue(to), parsed.GetValue(store), parsed.GetValue(asOf)), cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(EvalClaim claim, string[] roots, Kept kept, CancellationToken cancellation)
    {
        if (!Options.TryMoment(kept.AsOf, out var moment)) throw new LedgerException($"`{kept.AsOf}` is no time; write it as 2026-11-21T09:00:00Z");
        var last = roots.Length == 0 ? LastScan.Recall() : new LastScan(roots, moment, []);
        if (last is null) throw new LedgerException("nothing was scanned yet; name the folder of the registry with --registry");
        if (await Session.ScanAsync(last.Paths, moment ?? last.AsOf, last.Rules, cancellation, controls: ImmutableHashSet<string>.Empty).ConfigureAwait(false) is not var (report, _)) return Exit.Usage;
        using var key = kept.Key is null ? null : Keys.Read(kept.Key, isPrivate: true);
        var now = TimeProvider.System.GetUtcNow();
        var statement = await claim.BindAsync(report, LedgerSession.Actor, now, key is null ? "" : Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()), cancellation).ConfigureAwait(false);
        var payload = statement.Write();
        var document = key is null ? Encoding.UTF8.GetString(payload) + "\n" : Envelope.Sign(Envelope.InToto, payload, key).Write();
        var where = kept.File;
        if (kept.File is not null) LedgerSession.WriteFile(kept.File, document);
        else
        {
            using var ledger = LedgerSession.Open(kept.Store);
            var tip = GateRecord.Binding(ledger, statement, Encoding.UTF8.GetBytes(document), LedgerSession.Actor);
            where = string.Create(CultureInfo.InvariantCulture, $"{ledger.Store.Place}, record {tip.Number}");
        }

        Show(statement, key is not null, where!);
        return Exit.InLine;
    }

    private static void Show(EvalStatement said, bool isSigned, string where)
    {
        Console.WriteLine($"{said.Suite} for {said.System}: {said.File} is bound ({(isSigned ? "signed" : "asserted: nobody signed it")}), in `{where}`");
        Console.WriteLine($"  guardrail  {said.Guardrail}");
        Console.WriteLine($"  dataset    {said.Dataset}");
        foreach (var run in said.Runs)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  run        {run.Metric} {run.Score:0.###} ({run.Status}) at {run.Time:yyyy-MM-dd HH:mm} UTC"));
            Console.WriteLine($"    model    {run.Model}");
            Console.WriteLine($"    prompt   {run.Prompt}");
            Console.WriteLine($"    tools    {(run.Tools.IsEmpty ? EvalStatement.None : string.Join(", ", run.Tools))}");
        }
    }

    private sealed record Kept(string? Key, string? File, string? Store, string? AsOf);
}
