using System.Text.RegularExpressions;

namespace Plumbline.Collectors.Files.Containers;

/// <summary>Calls of Python libraries that fetch or start a model, and of a server's own API.</summary>
internal static partial class PythonCalls
{
    /// <summary>Reads a text.</summary>
    public static void Read(string text, List<string> models, List<string> unknown)
    {
        foreach (Match call in Api().Matches(text)) Add(call.Groups["m"].Value, models, unknown);
        if (!Calls().IsMatch(text)) return;
        var set = new Lazy<ILookup<string, string>>(() => Sets(text));
        foreach (Match call in First().Matches(text))
        {
            if (Apart().IsMatch(Arguments(call.Groups["r"].Value))) continue;
            if (call.Groups["m"].Success) Add(call.Groups["m"].Value, models, unknown);
            else if (call.Groups["e"].Success) unknown.Add($"${{{call.Groups["e"].Value}:-{call.Groups["d"].Value}}}");
            else foreach (var said in set.Value[call.Groups["n"].Value].DefaultIfEmpty("$" + call.Groups["n"].Value).Distinct()) Add(said, models, unknown);
        }

        foreach (Match named in Named().Matches(text))
            if (ModelHints.IsRepository(named.Groups["m"].Value) || ModelHints.IsModel(named.Groups["m"].Value, isServer: false)) Add(named.Groups["m"].Value, models, unknown);
    }

    // What stands behind the call's own bracket belongs to another.
    private static string Arguments(string rest)
    {
        for (var (i, depth) = (0, 1); i < rest.Length; i++)
            if ((depth += rest[i] is '(' ? 1 : rest[i] is ')' ? -1 : 0) == 0) return rest[..i];
        return rest;
    }

    private static void Add(string text, List<string> models, List<string> unknown)
    {
        if (ScriptNames.IsOpen(text)) unknown.Add(text);
        else if (ModelAddresses.In(text).FirstOrDefault() is { } model) models.Add(model);
        else if (ModelHints.IsModel(text, isServer: true)) models.Add(text);
    }

    // What names are set to in the same text; a variable of the environment; else nobody knows.
    private static ILookup<string, string> Sets(string text) => Set().Matches(text)
        .ToLookup(m => m.Groups["n"].Value, m => m.Groups["m"].Success ? m.Groups["m"].Value : $"${{{m.Groups["e"].Value}:-{m.Groups["d"].Value}}}", StringComparer.Ordinal);

    [GeneratedRegex(@"from_pretrained|snapshot_download|hf_hub_download|SentenceTransformer|CrossEncoder|\bLLM\s*\(|\bLlama\s*\(|pipeline\s*\(|EngineArgs|WhisperModel|FastLanguageModel", RegexOptions.CultureInvariant)]
    private static partial Regex Calls();

    [GeneratedRegex(
        @"\b(?:from_pretrained|snapshot_download|hf_hub_download|SentenceTransformer|CrossEncoder|WhisperModel|LLM)\s*\(\s*(?:[a-z_]{1,40}\s*=\s*)?(?:[rfu]?\\?[""'](?<m>[^""'\\\r\n]{1,300})\\?[""']|(?:os\.)?(?:environ\s*\[|environ\.get\s*\(|getenv\s*\()\s*\\?[""'](?<e>[A-Za-z_][A-Za-z0-9_]{0,60})\\?[""'](?:\s*,\s*\\?[""'](?<d>[^""'\\\r\n]{0,300})\\?[""'])?|(?<n>[A-Za-z_][A-Za-z0-9_.]{0,60}))(?<r>[^\r\n;]{0,200})",
        RegexOptions.CultureInvariant)]
    private static partial Regex First();

    [GeneratedRegex(@"repo_type\s*=\s*\\?[""'](?:dataset|space)", RegexOptions.CultureInvariant)]
    private static partial Regex Apart();

    [GeneratedRegex(
        @"\b(?:repo_id|model|model_id|model_name|model_name_or_path|pretrained_model_name_or_path|tokenizer|draft_model|speculative_model|lora_path|adapter|base_model)[""']?\s*[=:]\s*\\?[""'](?<m>[^""'\\\r\n]{2,300})\\?[""']",
        RegexOptions.CultureInvariant)]
    private static partial Regex Named();

    [GeneratedRegex(
        @"(?:^|[\s;,(])(?<n>[A-Za-z_][A-Za-z0-9_.]{0,60})\s*=\s*(?:[rfu]?[""'](?<m>[^""'\r\n]{1,300})[""']|(?:os\.)?(?:environ\s*\[|environ\.get\s*\(|getenv\s*\()\s*[""'](?<e>[A-Za-z_][A-Za-z0-9_]{0,60})[""'](?:\s*,\s*[""'](?<d>[^""'\r\n]{0,300})[""'])?)",
        RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Set();

    [GeneratedRegex(@"/api/(?:pull|generate|chat|create|embed|embeddings)\b[^\r\n]{0,300}?\\?[""'](?:name|model)\\?[""']\s*:\s*\\?[""'](?<m>[^""'\\\r\n]{2,300})", RegexOptions.CultureInvariant)]
    private static partial Regex Api();
}
