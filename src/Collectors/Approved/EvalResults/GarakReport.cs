using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Approved.EvalResults;

/// <summary>Reads garak's `report.jsonl`: the share of outputs that withstood each probe by each detector, and in all.</summary>
internal sealed class GarakReport : ILines
{
    private readonly SortedDictionary<string, (double Passed, double Total)> results = new(StringComparer.Ordinal);
    private string model = "";
    private string run = "";
    private string version = "";
    private DateTimeOffset time = DateTimeOffset.MinValue;
    private bool ended;

    /// <inheritdoc/>
    public void Add(JsonElement line)
    {
        switch (line.Text("entry_type"))
        {
            case "start_run setup":
                model = Name(line) ?? model;
                Begin(line.Text("transient.run_id"), line.At("transient.starttime_iso"), line.Text("_config.version") ?? line.Text("garak_version"));
                break;
            case "init":
                Begin(line.Text("run"), line.At("start_time"), line.Text("garak_version"));
                break;
            case "completion" or "digest":
                ended = true;
                if (Moments.Of(line.At("end_time")) is var at && at > time) time = at;
                break;
            case "eval":
                Judge(line);
                break;
        }
    }

    /// <inheritdoc/>
    public IEnumerable<EvalRun> Runs()
    {
        // Reports of old say nothing at their end; a newer one without it broke off.
        var status = ended || version.StartsWith("0.9.", StringComparison.Ordinal) ? "success" : "cancelled";
        var head = new EvalRun("garak", model, "", [], results.Count == 0 ? "cancelled" : status, "", 0, time, run);
        if (results.Count == 0) return [head];
        var all = new EvalRun[] { head with { Metric = "pass-rate", Score = Share(results.Values.Sum(r => r.Passed), results.Values.Sum(r => r.Total)) } };
        return all.Concat(results.Where(r => r.Value.Total > 0).Select(r => head with { Metric = r.Key, Score = Share(r.Value.Passed, r.Value.Total) }));
    }

    private void Begin(string? id, JsonElement at, string? made)
    {
        run = id ?? run;
        version = made ?? version;
        if (Moments.Of(at) is var start && start > time) time = start;
    }

    private void Judge(JsonElement line)
    {
        if (line.Text("probe") is not { } probe) return;
        var key = line.Text("detector") is { } detector ? $"{probe}/{detector}" : probe;
        var total = Number(line, "total_evaluated") ?? Number(line, "total") ?? 0;
        var (passed, sum) = results.GetValueOrDefault(key);
        results[key] = (passed + (Number(line, "passed") ?? 0), sum + total);
    }

    // `openai` and `gpt-4o` are written apart; the name alone is the model.
    private static string? Name(JsonElement line)
    {
        foreach (var key in new[] { "plugins.target_name", "plugins.model_name", "_config.plugins.model_name", "model_name", "target_name" })
            if (line.Text(key) is { Length: > 0 } name) return name;
        return null;
    }

    private static double Share(double part, double of) => of > 0 ? part / of : 0;

    private static double? Number(JsonElement element, string key) =>
        element.At(key) is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var value) && value >= 0 ? value : null;
}
