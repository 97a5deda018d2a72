using System.Text.RegularExpressions;

namespace Plumbline.Collectors.Files.Containers;

/// <summary>Models that a container's command and variables name.</summary>
public static partial class ModelHints
{
    private static readonly string[] Options =
        ["--model", "--model-id", "--model_id", "--model-path", "--model-uri", "--hf-repo", "-hf", "-hfr", "--hf_model", "--base-model", "--model-name-or-path", "--model_name_or_path"];

    /// <summary>The models named, each once, with the line where that is known.</summary>
    public static IEnumerable<(string Model, string Revision, int Line)> Of(Container container)
    {
        var isServer = container.Runs is { Role: "model-server" or "gateway" or "framework" };
        var revision = container.Words.Option("--revision") ?? container.Variables.FirstOrDefault(v => v.Name == "REVISION")?.Value ?? "";
        var found = FromWords(container, isServer).Select(m => (m, container.Line))
            .Concat(container.Variables.Where(v => v.Value is not null && Names().IsMatch(v.Name)).Select(v => (v.Value!.Trim(), v.Line)).Where(m => IsModel(m.Item1, isServer)));
        foreach (var (model, line) in found.DistinctBy(m => m.Item1)) yield return (Clean(model), revision, line);
    }

    /// <summary>True where a storage address or name is a model rather than a folder beside the server.</summary>
    public static bool IsModel(string text, bool isServer) =>
        text.Length is > 1 and < 300 && !Placeholders.In(text) && !text.Any(char.IsWhiteSpace) && text[0] is not ('/' or '.' or '-' or '~')
        && (isServer ? Plain().IsMatch(text) && !text.EndsWith(".py", StringComparison.Ordinal) : ModelTexts.IsModel(text) || (Hub().IsMatch(text) && Sized().IsMatch(text)));

    /// <summary>A model without the prefix that says where it is fetched.</summary>
    public static string Clean(string text) => text.StartsWith("hf://", StringComparison.Ordinal) ? text[5..] : text.StartsWith("ollama://", StringComparison.Ordinal) ? text[9..] : text;

    private static IEnumerable<string> FromWords(Container container, bool isServer)
    {
        var words = container.Words;
        foreach (var option in Options)
            if (words.Option(option) is { Length: > 0 } value && IsModel(value, isServer)) yield return value;
        for (var i = 0; i + 2 < words.Length; i++)
        {
            var isStart = (words[i].EndsWith("vllm", StringComparison.Ordinal) && words[i + 1] == "serve")
                || (words[i].EndsWith("ollama", StringComparison.Ordinal) && words[i + 1] is "run" or "pull");
            if (isStart && IsModel(words[i + 2], true)) yield return words[i + 2];
        }

        foreach (var word in words.Where(w => w.StartsWith("hf://", StringComparison.Ordinal) && IsModel(w, true))) yield return word;
        if (container.Image?.Repository is { } repository && NimImages().Match(repository) is { Success: true } nim)
            yield return nim.Groups[1].Value + (container.Image.Tag.Length > 0 ? ":" + container.Image.Tag : "");
    }

    [GeneratedRegex(@"^(?:[A-Z0-9]+_)*(?:MODEL|MODEL_ID|MODEL_NAME|MODELS|DEPLOYMENT_NAME|CHAT_DEPLOYMENT)$", RegexOptions.CultureInvariant)]
    private static partial Regex Names();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._:/@+-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();

    [GeneratedRegex(@"^(?:hf://)?[A-Za-z0-9][A-Za-z0-9._-]{0,95}/[A-Za-z0-9][A-Za-z0-9._-]{0,95}(?:[:@][A-Za-z0-9._-]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Hub();

    [GeneratedRegex(@"\d+(?:\.\d+)?[bBmM](?:[-_.:]|$)|llama|qwen|mistral|mixtral|gemma|phi-|deepseek|gpt|bert|bge-|e5-|minilm|embed|whisper|falcon|granite|nemotron", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Sized();

    [GeneratedRegex(@"(?:^|/)nim/([^/]+/[^/]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex NimImages();
}
