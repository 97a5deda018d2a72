using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Approved.EvalResults;

/// <summary>Reads the log of OpenAI's `oaieval`: a line with the spec, events, and a line with the final report.</summary>
internal sealed class OpenAiLog : ILines
{
    private JsonElement spec;
    private JsonElement report;
    private DateTimeOffset last = DateTimeOffset.MinValue;

    /// <inheritdoc/>
    public void Add(JsonElement line)
    {
        if (line.At("spec") is { ValueKind: JsonValueKind.Object } said) spec = said.Clone();
        else if (line.At("final_report") is { ValueKind: JsonValueKind.Object } final) report = final.Clone();
        else if (Moments.Of(line.At("created_at")) is var time && time > last) last = time;
    }

    /// <inheritdoc/>
    public IEnumerable<EvalRun> Runs()
    {
        var models = spec.Elements("completion_fns").Where(f => f.ValueKind == JsonValueKind.String).Select(f => f.GetString()!).ToList();
        var created = Moments.Of(spec.At("created_at"));
        var head = new EvalRun(
            spec.Text("eval_name") ?? spec.Text("base_eval") ?? "", models is [var model, ..] ? model : spec.Text("model_name") ?? "", "", [],
            report.ValueKind == JsonValueKind.Object ? "success" : "cancelled", "", 0, last > created ? last : created, spec.Text("run_id") ?? "");
        var scores = report.ValueKind != JsonValueKind.Object ? [] : report.EnumerateObject()
            .Where(m => m.Value.ValueKind == JsonValueKind.Number && !EvalRun.IsSpread(m.Name)).Select(m => head with { Metric = m.Name, Score = m.Value.GetDouble() }).ToList();
        return scores.Count > 0 ? scores : [head with { Status = "cancelled" }];
    }
}
