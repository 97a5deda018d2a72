using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Approved.EvalResults;

/// <summary>Reads the JSON output of promptfoo, versions 2 to 4.</summary>
internal static class Promptfoo
{
    private static readonly string[] SystemKeys = ["system", "systemPrompt", "system_prompt", "instructions"];

    /// <summary>True where the document is such an output.</summary>
    public static bool Is(JsonElement root) =>
        Prompts(root).Any() && (root.At("evalId").ValueKind == JsonValueKind.String || root.At("config").ValueKind == JsonValueKind.Object
            || root.At("results", "stats").ValueKind == JsonValueKind.Object);

    /// <summary>One run for every provider, prompt and metric.</summary>
    public static IEnumerable<EvalRun> Read(JsonElement root)
    {
        var run = root.Text("evalId") ?? root.Text("id") ?? "";
        var suite = root.Text("config", "description") ?? run;
        var time = Time(root);
        var failures = Failures(root);
        foreach (var (index, prompt) in Prompts(root))
        {
            var written = prompt.Text("provider") ?? prompt.Text("provider", "id") ?? "";
            var (model, config) = Provider(root.At("config", "providers"), written);
            var system = System(prompt.Text("raw")) ?? SystemKeys.Select(k => config.Text(k)).FirstOrDefault(IsCarried);
            var tools = ToolShapes.Read(config.At("tools")).Concat(ToolShapes.Read(config.At("toolConfig", "tools")));
            var whole = new EvalRun(suite, model, system is null ? "" : Fingerprints.OfText(system), [.. tools], "", "pass-rate", 0, time, run);
            foreach (var one in Metrics(prompt.At("metrics"), failures.GetValueOrDefault(index), whole)) yield return one;
        }
    }

    private static IEnumerable<(int Index, JsonElement Prompt)> Prompts(JsonElement root) =>
        from prompt in root.Elements("results", "prompts").Index().Concat(root.Elements("results", "table", "head", "prompts").Index()).Concat(root.Elements("table", "head", "prompts").Index())
        where prompt.Item.At("metrics").ValueKind == JsonValueKind.Object
        select prompt;

    private static Dictionary<int, int> Failures(JsonElement root) =>
        root.Elements("results", "results").Where(r => r.At("success").ValueKind == JsonValueKind.False).CountBy(r => (int)Number(r, "promptIdx")).ToDictionary();

    // An error is not a pass; a run in which nothing came back says nothing good.
    private static IEnumerable<EvalRun> Metrics(JsonElement metrics, int failures, EvalRun run)
    {
        var (passed, failed, errors) = (Number(metrics, "testPassCount"), Number(metrics, "testFailCount"), Number(metrics, "testErrorCount"));
        var total = passed + failed + errors;
        // The sums are only as good as the rows behind them.
        if (failures > failed + errors) passed = Math.Max(0, total - failures);
        var status = passed + failed > 0 ? "success" : "error";
        yield return run with { Status = status, Score = total > 0 ? passed / total : 0 };
        if (metrics.At("namedScores") is not { ValueKind: JsonValueKind.Object } named) yield break;
        foreach (var score in named.EnumerateObject())
        {
            var count = Number(metrics.At("namedScoresCount"), score.Name);
            if (score.Value.ValueKind == JsonValueKind.Number && count > 0)
                yield return run with { Status = status, Metric = score.Name, Score = score.Value.GetDouble() / count };
        }
    }

    private static double Number(JsonElement element, string key) =>
        element.At(key) is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var value) && value >= 0 ? value : 0;

    private static DateTimeOffset Time(JsonElement root)
    {
        var text = root.Text("results", "timestamp") ?? root.Text("timestamp") ?? root.Text("createdAt");
        if (text is not null && Instants.TryParse(text, out var time)) return time;
        return root.At("createdAt") is { ValueKind: JsonValueKind.Number } epoch && epoch.TryGetInt64(out var ms) && ms is > 0 and < 253402300800000
            ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : DateTimeOffset.MinValue;
    }

    // A run names its provider by label where it has one; the model is what the configuration calls the id.
    private static (string Model, JsonElement Config) Provider(JsonElement providers, string written)
    {
        foreach (var provider in providers.Elements())
        {
            if (provider.ValueKind != JsonValueKind.Object) continue;
            if (provider.Text("id") is { } id && (provider.Text("label") ?? id) == written) return (id, provider.At("config"));
            if (provider.At(written) is { ValueKind: JsonValueKind.Object } keyed) return (keyed.Text("id") ?? written, keyed.At("config"));
        }

        return (written, default);
    }

    private static string? System(string? raw)
    {
        var text = raw?.TrimStart() ?? "";
        if (!text.StartsWith('[') && !text.StartsWith('-') || text.StartsWith("[[", StringComparison.Ordinal)) return null;
        var documents = YamlText.Read(text, out _);
        if (documents is not [YamlList list]) return null;
        var said = list.Nodes.Where(n => n["role"]?.Text == "system").Select(n => Content(n["content"])).OfType<string>().ToList();
        return said.Count > 0 ? string.Join("\n", said) : null;
    }

    private static string? Content(YamlNode? content) => content is YamlList parts
        ? string.Join("\n", parts.Nodes.Select(p => p["text"]?.Text).OfType<string>())
        : content?.Text;

    private static bool IsCarried(string? text) => !string.IsNullOrWhiteSpace(text) && !text.StartsWith("file://", StringComparison.Ordinal);
}
