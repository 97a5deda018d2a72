using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Approved.EvalResults;

/// <summary>Reads a test run that DeepEval saved: `testCases[].metricsData[]`.</summary>
internal static class DeepEval
{
    private static readonly string[] ModelKeys = ["model", "model_name", "modelName", "llm"];
    private static readonly string[] PromptKeys = ["system_prompt", "systemPrompt", "system prompt", "prompt template", "prompt_template", "prompt"];

    /// <summary>True where the document is such a run.</summary>
    public static bool Is(JsonElement root) => Cases(root).Any(c => Metrics(c).Any());

    /// <summary>The share of cases that passed, and the average of every metric over the cases that have it.</summary>
    public static IEnumerable<EvalRun> Read(JsonElement root)
    {
        var cases = Cases(root).ToList();
        var run = Head(root, cases);
        var judged = cases.Where(c => c.Flag("success") is not null).ToList();
        if (judged.Count > 0) yield return run with { Metric = "pass-rate", Score = judged.Count(c => c.Flag("success") == true) / (double)judged.Count };
        var scores = from one in cases from metric in Metrics(one) where metric.At("score").ValueKind == JsonValueKind.Number
                     group metric.At("score").GetDouble() by metric.Text("name") ?? metric.Text("metric")!;
        foreach (var metric in scores.OrderBy(s => s.Key, StringComparer.Ordinal)) yield return run with { Metric = metric.Key, Score = Math.Round(metric.Average(), 12) };
    }

    private static EvalRun Head(JsonElement root, List<JsonElement> cases)
    {
        var settings = root.At("hyperparameters") is { ValueKind: JsonValueKind.Object } given ? given : root.At("configurations");
        var prompt = PromptKeys.Select(k => settings.Text(k)).FirstOrDefault(t => !string.IsNullOrWhiteSpace(t));
        var wholly = cases.SelectMany(Metrics).All(m => m.At("error").ValueKind is JsonValueKind.Undefined or JsonValueKind.Null);
        return new EvalRun(
            root.Text("identifier") ?? root.Text("testFile") ?? root.Text("datasetAlias") ?? "deepeval",
            ModelKeys.Select(k => settings.Text(k)).FirstOrDefault(t => t is not null) ?? "", prompt is null ? "" : Fingerprints.OfText(prompt), [],
            wholly ? "success" : "error", "", 0, Time(root, cases), root.Text("testRunId") ?? root.Text("id") ?? "");
    }

    // The run itself has no clock: its newest trace has.
    private static DateTimeOffset Time(JsonElement root, List<JsonElement> cases) =>
        cases.Select(c => Moments.Of(c.At("trace", "endTime"))).Append(Moments.Of(root.At("createdAt"))).Max();

    private static IEnumerable<JsonElement> Cases(JsonElement root) =>
        root.Elements("testCases").Concat(root.Elements("conversationalTestCases")).Where(c => c.ValueKind == JsonValueKind.Object);

    private static IEnumerable<JsonElement> Metrics(JsonElement one) =>
        one.Elements("metricsData").Concat(one.Elements("metricsMetadata")).Where(m => m.Text("name") is not null || m.Text("metric") is not null);
}
