using System.Collections.Immutable;
using System.Globalization;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;

namespace Plumbline.Posture.Gates;

/// <summary>Whether the suites of a workload were green on what is released: on this model, prompt, tools, guardrail and cases, and on nothing else.</summary>
internal sealed class EvalCheck(Released released, string system, AssetGraph graph, ImmutableArray<string> keys)
{
    private const string Control = "eval-gate";
    private readonly AssetRow row = released.Workload;

    /// <summary>What stands against the release.</summary>
    public IEnumerable<GateReason> Reasons()
    {
        if (!Released.IsKnown(row, Plane.Approved, "suites"))
        {
            yield return Say("no-eval-suite", $"no registry says which eval suites {row.Name} must pass", "Name them under `suites:` of the workload in a registry, and list them under `evals:`.");
            yield break;
        }

        var suites = Released.Items(row, Plane.Approved, "suites").ToList();
        if (suites.Count == 0) yield return Say("no-eval-suite", $"{row.Name} has no eval suite to pass", "Write a suite, list it under `evals:` with a threshold, and name it under `suites:` of the workload.");
        foreach (var reason in NotKnown().Concat(suites.SelectMany(Suite))) yield return reason;
    }

    private IEnumerable<GateReason> NotKnown()
    {
        foreach (var (part, what, key) in new[] { (released.Models, "models", "models"), (released.Prompts, "system prompts", "prompts"), (released.Tools, "tools", "tools"), (released.Guardrail, "guardrail", "guardrail") })
            if (!part.IsKnown) yield return Say($"{key}-not-known", $"nobody says which {what} are released with {row.Name}, so no eval can be bound to them", $"Write `{key}:` for the workload in a registry; `{key}: []` where it has none.");
        foreach (var tool in released.Tools.Values.Where(t => !t.Contains('#', StringComparison.Ordinal)))
            yield return Say("tool-without-definition", $"tool {tool} of {row.Name} is approved by name only, so no eval can be bound to what it does", "Write its `definition:` (description and schema) in the registry.");
    }

    private IEnumerable<GateReason> Suite(MapValue suite)
    {
        var name = suite["suite"].AsString!;
        var bindings = Bindings(suite, name);
        if (!released.Datasets.ContainsKey(name))
            yield return Say("dataset-not-known", $"no registry says which cases suite {name} consists of, so a run on other cases would look the same", $"Write `dataset: \"sha256:…\"` for `{name}` under `evals:`; `plumb eval record` prints the digest of the cases that a run was made with.");
        if (bindings.Count == 0)
        {
            yield return Unbound(suite, name);
            yield break;
        }

        var current = bindings.Where(b => Changed(b, name).Count == 0).ToList();
        var green = current.Where(b => IsGreen(b, suite)).ToList();
        if (Stale(suite, name, bindings, green) is { } stale) yield return stale;
        else foreach (var reason in Newer(suite, name, green)) yield return reason;
    }

    private GateReason? Stale(MapValue suite, string name, List<MapValue> bindings, List<MapValue> green)
    {
        if (Uncovered(green) is not { } open) return null;
        var near = bindings.Where(b => Touches(b, open)).DefaultIfEmpty(bindings[^1]).Last();
        var changed = Changed(near, name);
        if (changed.Count == 0 && Touches(near, open))
            return Say("eval-not-green", $"{name} is not green on what is released with {row.Name}: {Score(near)}, green begins at {suite["threshold"]}", "Repair what the suite complains of, run it again, and record the result with `plumb eval record`.");
        if (changed.Count == 0) changed = [("model", near["base"].AsString!, open)];
        var (what, was, now) = changed[0];
        return Say(
            $"{what}-changed-since-eval",
            $"{name} was run for {row.Name} {(changed.Count == 1 ? "" : $"on {changed.Count} other things than are released; first ")}with {what} {was} ({Score(near)}), and {what} {now} is released",
            $"Run {name} on what is released now and record it: plumb eval record --suite {ShellWord.Of(name)} --result FILE --system {ShellWord.Of(system)}");
    }

    // The newest result decides, whether anybody bound it or not.
    private IEnumerable<GateReason> Newer(MapValue suite, string name, List<MapValue> green)
    {
        foreach (var model in released.Models.Values)
        {
            var since = green.Where(b => b["base"].AsString == model).Select(b => Time(b)).DefaultIfEmpty(DateTimeOffset.MaxValue).Max();
            var red = Runs(suite, name).Where(r => r["base"].AsString == model && r["status"].AsString == "success" && r["score"].AsDouble < suite["threshold"].AsDouble && Time(r) > since).ToList();
            if (red.Count == 0) continue;
            yield return Say("newer-eval-not-green", $"{name} was green for {row.Name} at {Show(since)}, and missed its threshold since: {Score(red[^1])}", "Find out what changed between the runs; record a green run that is newer than the one that missed.");
        }
    }

    private GateReason Unbound(MapValue suite, string name)
    {
        var runs = Runs(suite, name).Where(r => IsGreen(r, suite)).ToList();
        var fix = $"Record it: plumb eval record --suite {ShellWord.Of(name)} --result FILE --system {ShellWord.Of(system)}{(keys.IsEmpty ? "" : " --sign KEY, with one of the keys under `gates: eval-keys`")}";
        return runs.Count == 0
            ? Say("no-green-eval", $"no green run of {name} is recorded for {row.Name}", $"Run {name} on what is to be released. {fix}")
            : Say("eval-unbound", $"{name} is green ({Score(runs[^1])}), and no record binds that run to the model, prompt, tools, guardrail and cases of {row.Name}", fix);
    }

    private List<MapValue> Bindings(MapValue suite, string name)
    {
        var all = graph.Find(new AssetId(AssetKind.EvalSuite, name)) is { } asset ? Released.Items(asset, Plane.Approved, "bindings") : [];
        return
        [
            .. all.Where(b => b["system"].AsString == system && IsMetric(b, suite) && b["state"].AsString != "changed"
                && (keys.IsEmpty || keys.Contains(b["key"].AsString!))).OrderBy(Time).ThenBy(b => b["result"].AsString, StringComparer.Ordinal),
        ];
    }

    private IEnumerable<MapValue> Runs(MapValue suite, string name) => Released.Items(row, Plane.Approved, "evals")
        .Where(r => (r["suite"].AsString == name || (suite["names"].AsList?.Contains(r["suite"]) ?? false)) && IsMetric(r, suite)).OrderBy(Time);

    private static bool IsMetric(MapValue run, MapValue suite) => suite["metric"].AsString is "" or null || run["metric"].AsString == suite["metric"].AsString;

    private static bool IsGreen(MapValue run, MapValue suite) => run["status"].AsString == "success" && run["score"].AsDouble >= suite["threshold"].AsDouble;

    /// <summary>What a run was made with that is released otherwise; the model and the prompt are asked for one by one elsewhere.</summary>
    private List<(string What, string Was, string Now)> Changed(MapValue run, string suite)
    {
        var changed = new List<(string, string, string)>();
        void Compare(string what, string was, IEnumerable<string> now)
        {
            List<string> all = [.. now];
            if (!(all.Count == 0 ? was == EvalStatement.None : all.Contains(was))) changed.Add((what, was, all.Count == 0 ? EvalStatement.None : string.Join(" or ", all)));
        }

        Compare("model", run["base"].AsString!, released.Models.Values);
        Compare("prompt", run["prompt"].AsString!, released.Prompts.Values);
        var tools = run["tools"].AsList!.Items.Select(t => t.AsString!).ToList();
        if (!tools.Order(StringComparer.Ordinal).SequenceEqual(released.Tools.Values)) changed.Add(("tools", Listed(tools), Listed(released.Tools.Values)));
        Compare("guardrail", run["guardrail"].AsString!, released.Guardrail.Values);
        if (released.Datasets.TryGetValue(suite, out var cases)) Compare("dataset", run["dataset"].AsString!, [cases]);
        return changed;
    }

    // Every model and every prompt that is released must have its own green run.
    private string? Uncovered(List<MapValue> green) =>
        released.Models.Values.FirstOrDefault(m => !green.Exists(b => b["base"].AsString == m))
        ?? released.Prompts.Values.FirstOrDefault(p => !green.Exists(b => b["prompt"].AsString == p))
        ?? (green.Count == 0 ? "" : null);

    private static bool Touches(MapValue run, string open) => open.Length == 0 || run["base"].AsString == open || run["prompt"].AsString == open;

    private static string Listed(IReadOnlyCollection<string> tools) => tools.Count == 0 ? EvalStatement.None : string.Join(", ", tools);

    private static string Score(MapValue run) => string.Create(CultureInfo.InvariantCulture, $"{run["metric"]} {run["score"].AsDouble:0.###} at {Show(Time(run))}");

    private static DateTimeOffset Time(MapValue run) => run["time"].AsBoxed is Timestamp time ? time.AsInstant : DateTimeOffset.MinValue;

    private static string Show(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private GateReason Say(string rule, string message, string fix) => new(Control, rule, row.Name, message, fix);
}
