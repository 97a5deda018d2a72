using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Approved.EvalResults;

/// <summary>Reads runs as OpenAI's evals API answers them: one `eval.run`, or a list of them.</summary>
internal static class OpenAiRuns
{
    /// <summary>True where the document is such an answer.</summary>
    public static bool Is(JsonElement root) => All(root).Any();

    /// <summary>The share of items that passed, in all and for every criterion.</summary>
    public static IEnumerable<EvalRun> Read(JsonElement root) => All(root).SelectMany(One);

    private static IEnumerable<JsonElement> All(JsonElement root) =>
        (root.Text("object") == "list" ? root.Elements("data") : [root]).Where(r => r.Text("object") == "eval.run" && r.At("result_counts").ValueKind == JsonValueKind.Object);

    private static IEnumerable<EvalRun> One(JsonElement run)
    {
        var head = new EvalRun(
            run.Text("metadata", "suite") ?? run.Text("name") ?? run.Text("eval_id") ?? "", run.Text("model") ?? run.Text("data_source", "model") ?? "", "", [],
            Status(run.Text("status")), "pass-rate", 0, Moments.Of(run.At("created_at")), run.Text("id") ?? "");
        var counts = run.At("result_counts");
        var passed = Number(counts, "passed");
        yield return head with { Score = Share(passed, Math.Max(Number(counts, "total"), passed + Number(counts, "failed") + Number(counts, "errored"))) };
        foreach (var criterion in run.Elements("per_testing_criteria_results").Where(c => c.Text("testing_criteria") is not null))
        {
            var good = Number(criterion, "passed");
            yield return head with { Metric = criterion.Text("testing_criteria")!, Score = Share(good, good + Number(criterion, "failed")) };
        }
    }

    private static double Share(double part, double of) => of > 0 ? part / of : 0;

    private static double Number(JsonElement element, string key) =>
        element.At(key) is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var value) && value >= 0 ? value : 0;

    private static string Status(string? status) => status switch
    {
        "completed" => "success",
        "failed" => "error",
        _ => "cancelled",
    };
}
