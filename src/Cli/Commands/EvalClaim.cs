using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Approved.EvalResults;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Gates;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Scans;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Recordings;

namespace Plumbline.Cli.Commands;

/// <summary>What somebody says of an eval result: what the file itself says stands, and they may add what it does not.</summary>
internal sealed record EvalClaim(
    string Suite, string Result, string System, string? Model, string? Prompt, string[] Tools, string? Guardrail, string? Dataset)
{
    private const string None = EvalStatement.None;
    private const string Prefix = "sha256:";

    /// <summary>Binds the result; throws a sentence where something is not said, or said otherwise.</summary>
    public async Task<EvalStatement> BindAsync(Report report, string actor, DateTimeOffset now, string key, CancellationToken cancellation)
    {
        var system = Releases.SystemId(report, System);
        var owned = report.Graph.Relations.Where(r => r.Verb == "owns" && r.From == new AssetId(AssetKind.AiSystem, system)).Select(r => r.To).ToHashSet();
        List<AssetRow> workloads = [.. report.Graph.Pages(AssetKind.Workload).SelectMany(p => p).Where(w => owned.Contains(w.Id))];
        if (workloads.Count == 0) throw new LedgerException($"no registry knows a system `{System}` with workloads; name one of the registry's systems");
        var names = Names(workloads);
        var runs = await RunsAsync(report, cancellation).ConfigureAwait(false);
        if (runs.Find(r => !names.Contains(Text(r, "suite") ?? "")) is { } other)
            throw new LedgerException($"`{Result}` is of suite `{Text(other, "suite")}`, and the registry does not call `{Suite}` so; add that name under `names:` of the suite, or name another --suite");
        return new EvalStatement(
            system, Suite, Path.GetFileName(Result), GateOptions.Digest(Result, "name the file that the eval tool wrote"), GuardrailOf(workloads, report.Graph), DatasetOf(), actor, now, key,
            [.. runs.Select(Run)]);
    }

    private HashSet<string> Names(List<AssetRow> workloads)
    {
        var suites = workloads.SelectMany(w => w.Says(Plane.Approved, "suites").AsList?.Items ?? []).Select(s => s.AsMap).OfType<MapValue>().Where(s => s["suite"].AsString == Suite).ToList();
        if (suites.Count == 0) throw new LedgerException($"no workload of `{System}` must pass a suite `{Suite}`; name it under `suites:` of the workload and list it under `evals:`");
        return [.. suites.SelectMany(s => s["names"].AsList!.Items).Select(n => n.AsString!), Suite];
    }

    private async Task<List<MapValue>> RunsAsync(Report report, CancellationToken cancellation)
    {
        var info = new FileInfo(Result);
        if (!info.Exists) throw new LedgerException($"`{Result}` is not there; name the file that the eval tool wrote");
        var scope = new Scope("eval", report.Scope.AsOf, [new EstateFile("evals/" + info.Name, info.Length, () => File.OpenRead(info.FullName))], []);
        var found = new List<MapValue>();
        await foreach (var claim in new EvalResultsCollector().CollectAsync(scope, cancellation).ConfigureAwait(false))
        {
            if (claim.Property == Claim.Reserved.Gap) throw new LedgerException(Gap.Read(claim).Reason + "; " + Gap.Read(claim).Fix);
            if (claim.Property == "runs") found.Add(claim.Value.AsMap!);
        }

        return found.Count > 0 ? found : throw new LedgerException($"`{Result}` is no result file that is known; src/Collectors/Approved/EvalResults/README.md lists the tools");
    }

    private BoundRun Run(MapValue run)
    {
        if (run["time"].AsBoxed is not Timestamp time) throw new LedgerException($"`{Result}` does not say when the run was made, so nothing can be told to be newer; export it with its time");
        return new BoundRun(
            Text(run, "run") ?? "", Text(run, "status") ?? "", Text(run, "metric") ?? "", run["score"].AsDouble, time.AsInstant,
            One("model", Text(run, "model") is { Length: > 0 } model ? model : null, Model), One("prompt", Said(run), PromptOf()), ToolsOf(run));
    }

    // A result of a tool that names its prompts says with an empty one that there was none.
    private static string? Said(MapValue run) => Text(run, "prompt") is not { } prompt ? null : prompt.Length == 0 ? None : prompt;

    private string One(string what, string? said, string? given)
    {
        if (said is null) return given ?? throw new LedgerException($"`{Result}` does not say which {what} was tested; say it with --{what}");
        var same = given is null || given == said || (what == "model" && ModelId.Parse(given).Base == ModelId.Parse(said).Base);
        return same ? said : throw new LedgerException($"`{Result}` says that its {what} was `{said}`, and --{what} says `{given}`; leave the option out");
    }

    private string? PromptOf()
    {
        if (Prompt is null or None || Prompt.StartsWith(Prefix, StringComparison.Ordinal)) return Prompt;
        try
        {
            return Fingerprints.OfText(File.ReadAllText(Prompt));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LedgerException($"`{Prompt}` cannot be read; name a file with the prompt's text, its sha256:… or none", e);
        }
    }

    private ImmutableArray<string> ToolsOf(MapValue run)
    {
        ImmutableArray<string> given = [.. Tools.Where(t => t != None).Distinct().Order(StringComparer.Ordinal)];
        if (run["tools"].AsList is not { } list) return Tools.Length > 0 ? given : throw new LedgerException($"`{Result}` does not say which tools the model had; say it with --tool name#fingerprint, or --tool none");
        ImmutableArray<string> said = [.. list.Items.Select(t => t.AsString!).Distinct().Order(StringComparer.Ordinal)];
        return Tools.Length == 0 || given.SequenceEqual(said) ? said
            : throw new LedgerException($"`{Result}` says that its tools were {(said.IsEmpty ? None : string.Join(", ", said))}, and --tool says otherwise; leave the option out");
    }

    private string GuardrailOf(List<AssetRow> workloads, AssetGraph graph)
    {
        var carried = CaseDigest.GuardrailOf(File.ReadAllBytes(Result));
        var said = Guardrail ?? carried ?? throw new LedgerException($"`{Result}` does not say which guardrail stood before the model; say it with --guardrail NAME, or --guardrail none");
        if (said == None) return carried is null ? None : throw new LedgerException($"`{Result}` says that guardrail `{carried}` stood before the model, and --guardrail says none; leave the option out");
        var colon = said.LastIndexOf(':');
        var (name, version) = colon > 0 && !said.StartsWith("arn:", StringComparison.Ordinal) ? (said[..colon], said[(colon + 1)..]) : (said, null);
        var uses = workloads.Select(w => w.Says(Plane.Approved, "guardrail").AsMap).OfType<MapValue>().ToList();
        var use = uses.Find(u => u["id"].AsString == name || graph.Find(new AssetId(AssetKind.Guardrail, u["id"].AsString!))?.Name == name);
        if (use is null && graph.Find(new AssetId(AssetKind.Guardrail, name)) is null) throw new LedgerException($"no registry knows a guardrail `{name}`; name one that is registered, or none");
        return Released.BindingOf(use?["id"].AsString ?? name, version ?? use?["version"].AsString ?? "", graph);
    }

    private string DatasetOf()
    {
        if (Dataset is { } given && given.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return given.Length == Prefix.Length + 64 ? given.ToLowerInvariant() : throw new LedgerException($"`{given}` is no digest; write sha256: and 64 hexadecimal digits, or name the file of the cases");
        if (Dataset is not null) return Prefix + GateOptions.Digest(Dataset, "name the file of the cases");
        return CaseDigest.Of(File.ReadAllBytes(Result)) ?? throw new LedgerException($"`{Result}` does not carry the cases it was made with; name their file, or its digest, with --dataset");
    }

    private static string? Text(MapValue run, string field) => run[field].AsString;
}
