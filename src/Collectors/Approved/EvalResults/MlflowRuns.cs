using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Approved.EvalResults;

/// <summary>Reads runs as MLflow's REST API answers them: `runs/get` and `runs/search`.</summary>
internal static class MlflowRuns
{
    private static readonly string[] SuiteKeys = ["eval_suite", "suite", "evaluation_suite", "task", "mlflow.evaluation.name"];
    private static readonly string[] ModelKeys = ["model_id", "modelId", "model", "model_name", "llm", "endpoint", "deployment"];
    private static readonly string[] PromptKeys = ["system_prompt", "systemPrompt", "system"];

    /// <summary>True where the document is such an answer.</summary>
    public static bool Is(JsonElement root) => All(root).Any(r => (r.Text("info", "run_id") ?? r.Text("info", "run_uuid")) is not null && r.At("data").ValueKind == JsonValueKind.Object);

    /// <summary>One run for every metric.</summary>
    public static IEnumerable<EvalRun> Read(JsonElement root) => All(root).Where(r => r.Text("info", "lifecycle_stage") != "deleted").SelectMany(One);

    private static IEnumerable<JsonElement> All(JsonElement root) =>
        root.At("run") is { ValueKind: JsonValueKind.Object } one ? [one] : root.Elements("runs").Where(r => r.ValueKind == JsonValueKind.Object);

    private static IEnumerable<EvalRun> One(JsonElement run)
    {
        var said = run.Elements("data", "params").Concat(run.Elements("data", "tags"))
            .Where(p => p.Text("key") is not null && p.Text("value") is { Length: > 0 }).ToLookup(p => p.Text("key")!, p => p.Text("value")!);
        string? First(string[] keys) => keys.SelectMany(k => said[k]).FirstOrDefault();
        var ended = Moments.Of(run.At("info", "end_time"));
        var prompt = First(PromptKeys);
        var head = new EvalRun(
            First(SuiteKeys) ?? run.Text("info", "run_name") ?? said["mlflow.runName"].FirstOrDefault() ?? "mlflow", First(ModelKeys) ?? "",
            prompt is null ? "" : Fingerprints.OfText(prompt), [], Status(run.Text("info", "status")), "", 0,
            ended > DateTimeOffset.MinValue ? ended : Moments.Of(run.At("info", "start_time")), run.Text("info", "run_id") ?? run.Text("info", "run_uuid") ?? "");
        return from metric in run.Elements("data", "metrics")
               where metric.Text("key") is { } key && !EvalRun.IsSpread(key) && metric.At("value").ValueKind == JsonValueKind.Number
               select head with { Metric = metric.Text("key")!, Score = metric.At("value").GetDouble() };
    }

    private static string Status(string? status) => status switch
    {
        "FINISHED" => "success",
        "FAILED" => "error",
        _ => "cancelled",
    };
}
