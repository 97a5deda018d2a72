using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Approved.EvalResults;

/// <summary>Reads the results of lm-evaluation-harness: `results.TASK.METRIC`, since 0.4 `METRIC,FILTER`.</summary>
internal static class LmEval
{
    private static readonly string[] Marks = ["versions", "configs", "config", "n-shot", "group_subtasks"];
    private static readonly string[] ModelKeys = ["pretrained", "model", "engine", "model_name", "deployment", "path"];

    /// <summary>True where the document is such a result.</summary>
    public static bool Is(JsonElement root) =>
        root.At("results") is { ValueKind: JsonValueKind.Object } results && Marks.Any(m => root.At(m).ValueKind == JsonValueKind.Object)
        && results.EnumerateObject().Any() && results.EnumerateObject().All(t => t.Value.ValueKind == JsonValueKind.Object && Scores(t.Value).Any());

    /// <summary>One run for every task and metric.</summary>
    public static IEnumerable<EvalRun> Read(JsonElement root)
    {
        var prompt = root.Text("system_instruction") ?? root.Text("config", "system_instruction");
        var run = new EvalRun(
            "", Model(root), string.IsNullOrWhiteSpace(prompt) ? "" : Fingerprints.OfText(prompt), [], "success", "", 0,
            Moments.Of(root.At("date")), root.Text("run_id") ?? "");
        return from task in root.At("results").EnumerateObject()
               from score in Scores(task.Value)
               select run with { Suite = task.Name, Metric = score.Metric, Score = score.Value };
    }

    private static IEnumerable<(string Metric, double Value)> Scores(JsonElement task) =>
        from entry in task.EnumerateObject()
        where entry.Value.ValueKind == JsonValueKind.Number && entry.Name is not ("sample_len" or "samples")
        let parts = entry.Name.Split(',', 2)
        where !EvalRun.IsSpread(parts[0])
        select (parts is [_, not "none"] ? entry.Name : parts[0], entry.Value.GetDouble());

    // `--model_args pretrained=ORG/NAME,dtype=float` as text, or as a mapping; an API's own name otherwise.
    private static string Model(JsonElement root)
    {
        var given = root.At("config", "model_args");
        if (given.ValueKind == JsonValueKind.Object && ModelKeys.Select(k => given.Text(k)).FirstOrDefault(t => t is not null) is { } mapped) return mapped;
        var pairs = (root.Text("config", "model_args") ?? "").Split(',').Select(p => p.Split('=', 2)).Where(p => p.Length == 2).ToList();
        foreach (var key in ModelKeys)
            if (pairs.Find(p => p[0].Trim() == key) is [_, var value] && value.Trim().Length > 0) return value.Trim();
        return root.Text("model_name") ?? "";
    }
}
