using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Plumbline.Collectors.Files.Containers;

/// <summary>Models that a container's command and variables name.</summary>
public static partial class ModelHints
{
    private static readonly string[] Options =
        ["--model", "--model-id", "--model_id", "--model-path", "--model-uri", "--hf-repo", "-hf", "-hfr", "--hf_model", "--base-model", "--model-name-or-path", "--model_name_or_path",
        "--speculative-model", "--speculative_model", "--draft-model", "--model-repository"];

    private static readonly KnownAnswers<bool> Known = new(n => Names().IsMatch(n));

    /// <summary>The models named, each once, with the line where that is known.</summary>
    public static IEnumerable<(string Model, string Revision, int Line)> Of(Container container)
    {
        var isServer = container.Runs is { Role: "model-server" or "gateway" or "framework" };
        var revision = Revision(container);
        var main = revision.Length == 0 ? [] : ServerStart.Of(container).Models;
        var found = FromWords(container, isServer).Select(m => (m, container.Line))
            .Concat(container.Variables.Where(v => v.Value is not null).Select(v => (v.Name, Text: v.Value!.Trim(), v.Line))
                .Where(v => IsModelName(v.Name) ? IsModel(v.Text, isServer) : ModelTexts.IsModel(v.Text)).Select(v => (v.Text, v.Line)));
        foreach (var (model, line) in found.DistinctBy(m => m.Item1)) yield return (Clean(model), main.Contains(Clean(model)) ? revision : "", line);
    }

    // Of two revisions some programs take the first, most the last: then none is known.
    private static string Revision(Container container)
    {
        var said = Values(container.Words, "--revision").Distinct().ToList();
        if (said.Count == 0 && RuntimeVariables.Of(container.Runs) is { Revision.Length: > 0 } read && container.Variables.LastOrDefault(v => v.Name == read.Revision)?.Value is { } value) said.Add(value.Trim());
        return said.Count == 1 ? said[0] : "";
    }

    /// <summary>Where a model is named that nobody can tell: an argument or variable that is filled in elsewhere.</summary>
    public static IEnumerable<(string What, int Line)> Open(Container container)
    {
        foreach (var option in Options)
            foreach (var value in Values(container.Words, option))
                if (Placeholders.In(value)) yield return ($"argument `{option}` of container `{container.Name}` is filled in elsewhere", container.Line);
        foreach (var variable in container.Variables.Where(v => IsModelName(v.Name)))
        {
            if (variable.Value is null && variable.From.Length > 0) yield return ($"variable `{variable.Name}` of container `{container.Name}` comes from {variable.From}, which is not at hand", variable.Line);
            else if (variable.Value is { } value && Placeholders.In(value)) yield return ($"variable `{variable.Name}` of container `{container.Name}` is filled in elsewhere", variable.Line);
        }
    }

    /// <summary>Arguments that say a model is a folder beside the server: which model lies there they do not say.</summary>
    public static IEnumerable<(string Option, string Folder)> Folders(Container container) =>
        from option in Options
        from value in Values(container.Words, option)
        where value is ['/' or '.' or '~', ..] || value.StartsWith("file:", StringComparison.OrdinalIgnoreCase)
        select (option, value);

    /// <summary>Words of a command that stand where a model does, and that whoever runs it fills in.</summary>
    public static IEnumerable<string> Unsaid(ImmutableArray<string> words) => Options.SelectMany(o => Values(words, o)).Where(ScriptNames.IsOpen);

    /// <summary>True where a text has the form of a hub's repository: `org/name`.</summary>
    public static bool IsRepository(string text) => text.Length < 300 && Hub().IsMatch(text);

    /// <summary>True where a text is a provider's id, or a repository whose name is that of a model.</summary>
    public static bool IsTelling(string text) => text.Length is > 3 and < 300 && (ModelTexts.IsModel(text) || (Hub().IsMatch(text) && Sized().IsMatch(text)));

    /// <summary>True where a name of a folder or file is a model's: `qwen2.5-7b`.</summary>
    public static bool IsSized(string name) => Sized().IsMatch(name);

    /// <summary>Values of variables that hold a model by their name, where their text by itself would not be known as one: names that a provider's customer gave.</summary>
    public static IEnumerable<string> Given(Container container) =>
        container.Variables.Where(v => v.Value is not null && IsModelName(v.Name) && (Usual().IsMatch(v.Name) || SecretNames.IsOfModels(v.Name)))
            .Select(v => v.Value!.Trim()).Where(t => IsModel(t, isServer: true) && !ModelTexts.IsModel(t)).Select(Clean);

    /// <summary>True where a variable or setting of this name holds a model.</summary>
    public static bool IsModelName(string name) => name.Length <= 100 && Known.Of(name);

    /// <summary>True where a storage address or name is a model rather than a folder beside the server.</summary>
    public static bool IsModel(string text, bool isServer) =>
        text.Length is > 1 and < 300 && !Placeholders.In(text) && !text.Any(char.IsWhiteSpace) && text[0] is not ('/' or '.' or '-' or '~')
        && (isServer ? Plain().IsMatch(text) && !text.EndsWith(".py", StringComparison.Ordinal) : ModelTexts.IsModel(text) || (Hub().IsMatch(text) && Sized().IsMatch(text)));

    /// <summary>A model without the prefix that says where it is fetched.</summary>
    public static string Clean(string text) => text.StartsWith("hf://", StringComparison.Ordinal) ? text[5..] : text.StartsWith("ollama://", StringComparison.Ordinal) ? text[9..] : text;

    private static IEnumerable<string> FromWords(Container container, bool isServer)
    {
        var words = container.Words;
        // Images whose entry point is the server take the model first.
        if (isServer && words.FirstOrDefault(w => w != "serve") is { } first && first == words[words[0] == "serve" ? 1 : 0] && Hub().IsMatch(first) && Sized().IsMatch(first)) yield return first;
        // Of an option that is given twice most programs take the last, some the first.
        foreach (var option in Options)
            foreach (var value in Values(words, option))
                if (IsModel(value, isServer)) yield return value;
        // Adapters are models too: `--lora-modules name=org/adapter …`.
        for (var i = words.IndexOf("--lora-modules") + 1; i > 0 && i < words.Length && words[i] is not ['-', ..]; i++)
            if (words[i][(words[i].IndexOf('=', StringComparison.Ordinal) + 1)..] is var adapter && IsModel(adapter, isServer)) yield return adapter;
        foreach (var word in words)
            if (word[(word.IndexOf('=', StringComparison.Ordinal) + 1)..] is var value && ModelTexts.IsModel(value)) yield return value;
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

    private static IEnumerable<string> Values(ImmutableArray<string> words, string option)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] == option && i + 1 < words.Length) yield return words[i + 1];
            else if (words[i].Length > option.Length && words[i][option.Length] == '=' && words[i].StartsWith(option, StringComparison.Ordinal)) yield return words[i][(option.Length + 1)..];
        }
    }

    [GeneratedRegex(@"^(?:(?:LLM|AI|CHAT|EMBEDDINGS?|DEFAULT|BASE|HF|GENAI|COMPLETION)_)*MODEL(?:_ID|_NAME)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Usual();

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
