using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Approved.EvalResults;

/// <summary>Reads an Inspect log: its header, and one sample for what was sent.</summary>
internal static class InspectLog
{
    private static readonly string[] SystemKeys = ["system_prompt", "system_message", "system", "instructions"];

    /// <summary>True where the document is such a log or its header.</summary>
    public static bool Is(JsonElement root) =>
        root.Text("eval", "task") is not null && root.Text("eval", "model") is not null && root.At("status").ValueKind == JsonValueKind.String;

    /// <summary>One run for every metric; one without a metric where the log has no scores.</summary>
    public static IEnumerable<EvalRun> Read(JsonElement root, JsonElement sample)
    {
        var system = FromSample(sample) ?? FromPlan(root) ?? FromArguments(root);
        var run = new EvalRun(
            root.Text("eval", "task")!, root.Text("eval", "model")!, string.IsNullOrWhiteSpace(system) ? "" : Fingerprints.OfText(system),
            [.. Tools(sample)], Status(root), "", 0, Time(root), root.Text("eval", "run_id") ?? root.Text("eval", "eval_id") ?? "");
        var scores = root.Elements("results", "scores").ToList();
        var metrics = scores.SelectMany(s => Metrics(s, scores.Count > 1)).ToList();
        return metrics.Count == 0 ? [run] : metrics.Select(m => run with { Metric = m.Metric, Score = m.Score });
    }

    private static IEnumerable<(string Metric, double Score)> Metrics(JsonElement score, bool isOneOfSeveral)
    {
        if (score.At("metrics") is not { ValueKind: JsonValueKind.Object } metrics) yield break;
        foreach (var metric in metrics.EnumerateObject())
        {
            var name = (metric.Value.Text("name") ?? metric.Name).Split('/')[^1];
            if (EvalRun.IsSpread(name) || metric.Value.At("value") is not { ValueKind: JsonValueKind.Number } value) continue;
            yield return (isOneOfSeveral ? $"{score.Text("name") ?? score.Text("scorer")}/{name}" : name, value.GetDouble());
        }
    }

    private static string Status(JsonElement root) => root.Flag("invalidated") == true ? "cancelled" : root.Text("status") switch
    {
        "success" => "success",
        "error" => "error",
        _ => "cancelled",
    };

    private static DateTimeOffset Time(JsonElement root)
    {
        foreach (var text in new[] { root.Text("stats", "completed_at"), root.Text("eval", "created") })
            if (text is not null && Instants.TryParse(text, out var time)) return time;
        return DateTimeOffset.MinValue;
    }

    private static string? FromPlan(JsonElement root)
    {
        var said = root.Elements("plan", "steps").Where(s => s.Text("solver")?.Split('/')[^1] == "system_message")
            .Select(s => s.Text("params", "template")).OfType<string>().ToList();
        return said.Count > 0 ? string.Join("\n", said) : null;
    }

    private static string? FromArguments(JsonElement root) =>
        SystemKeys.Select(k => root.Text("eval", "task_args", k) ?? root.Text("eval", "model_args", k)).FirstOrDefault(t => t is not null);

    private static string? FromSample(JsonElement sample)
    {
        var said = sample.Elements("messages").Where(m => m.Text("role") == "system").Select(m => Content(m.At("content"), sample)).OfType<string>().ToList();
        return said.Count > 0 ? string.Join("\n", said) : null;
    }

    private static string? Content(JsonElement content, JsonElement sample) => content.ValueKind switch
    {
        JsonValueKind.String => Attachment(content.GetString()!, sample),
        JsonValueKind.Array => string.Join("\n", content.EnumerateArray().Select(p => p.Text("text")).OfType<string>().Select(t => Attachment(t, sample))),
        _ => null,
    };

    private static string? Attachment(string text, JsonElement sample) =>
        text.StartsWith("attachment://", StringComparison.Ordinal) ? sample.Text("attachments", text["attachment://".Length..]) : text;

    private static IEnumerable<string> Tools(JsonElement sample) =>
        sample.Elements("events").Where(e => e.Text("event") == "model").SelectMany(e => ToolShapes.Read(e.At("tools"))).Distinct();
}
