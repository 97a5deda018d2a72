using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Plumbline.Collectors.Files.Containers;

/// <summary>What the start of a model server says of what it loads. A model that stands elsewhere in the command, or in a variable that the server does not read, is not what it loads.</summary>
/// <param name="Models">The models it is told to load, by name.</param>
/// <param name="Folders">Folders and files beside it that it is told to load: which model lies there they do not say.</param>
/// <param name="Names">True where it is told a model by name.</param>
internal sealed partial record ServerStart(ImmutableArray<string> Models, ImmutableArray<(string By, string Folder)> Folders, bool Names)
{
    private const int MostValues = 50;
    private static readonly string[] Positional = ["vLLM", "LMDeploy", "Aphrodite", "MLServer", "BentoML"];
    private static readonly string[] Verbs = ["serve", "run", "start", "api_server", "gradio", "vllm"];
    private static readonly string[] Interpreters = ["sh", "bash", "ash", "dash", "zsh", "python", "python3", "exec", "source", ".", "-c", "-m", "--", ";", "|", "&"];
    private static readonly string[] NoNames = ["all", "auto", "default", "none", "local"];

    /// <summary>True where a container is a server of models, by its image or its command; what stands beside servers under their name is none.</summary>
    public static bool IsServer(Container container) =>
        (container.Runs is { Role: "model-server" } && !(container.Image is { } image && Beside().IsMatch(image.Repository[(image.Repository.LastIndexOf('/') + 1)..]))) || ServerCommands.All(container.Words).Any(s => s.Runs.Role == "model-server");

    /// <summary>Reads a container's start and the variables that its server reads.</summary>
    public static ServerStart Of(Container container)
    {
        var reading = new Reading();
        var starts = ServerCommands.All(container.Words).Where(s => s.Runs.Role == "model-server").ToList();
        foreach (var (runs, words) in starts) reading.Command(words, runs, isKnown: true);
        if (starts.Count == 0) reading.Command(container.Words, container.Runs, isKnown: !container.HasCommand);
        foreach (var runs in starts.Select(s => s.Runs).Append(container.Runs).Distinct()) reading.Variables(container, RuntimeVariables.Of(runs));
        if (container.Image?.Repository is { } repository && NimImages().IsMatch(repository)) reading.Names = true;
        return new([.. reading.Models.Select(ModelHints.Clean).Distinct()], [.. reading.Folders.Distinct()], reading.Names || reading.Models.Count > 0);
    }

    /// <summary>True where a text is a folder or file beside the server, not a model's name.</summary>
    public static bool IsFolder(string text) =>
        text is ['/' or '.' or '~', _, ..] || text.StartsWith("file:", StringComparison.OrdinalIgnoreCase) || (!text.Contains("://", StringComparison.Ordinal) && Weights().IsMatch(text));

    private sealed class Reading
    {
        public List<string> Models { get; } = [];

        public List<(string By, string Folder)> Folders { get; } = [];

        public bool Names { get; set; }

        public void Command(ImmutableArray<string> words, AiImage? runs, bool isKnown)
        {
            var isFirst = true;
            for (var i = 0; i < words.Length; i++)
            {
                var (option, inline) = CommandWords.Parted(words[i]);
                if (option is ['-', _, ..]) Option(words, i, option, inline, runs);
                else if (IsPositional(words, i, runs) && Word(words, i, runs, isKnown, isFirst)) isFirst = false;
            }
        }

        public void Variables(Container container, RuntimeVariables read)
        {
            foreach (var name in read.Models.Concat(read.Parts))
            {
                if (container.Variables.LastOrDefault(v => v.Name == name)?.Value?.Trim() is not { Length: > 1 } value) continue;
                if (value[0] is '[' or '{') Names |= !Placeholders.In(value);
                else foreach (var text in value.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) Take($"variable `{name}`", text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..], read.Models.Contains(name));
            }

            foreach (var variable in container.Variables)
                if (variable.Value is { Length: > 1 } value && ModelHints.IsModelName(variable.Name) && IsFolder(value.Trim())) Folders.Add(($"variable `{variable.Name}`", value.Trim()));
        }

        private void Option(ImmutableArray<string> words, int at, string option, string? inline, AiImage? runs)
        {
            if (option.Length > 100) return;
            var name = option.TrimStart('-').Replace('_', '-').ToLowerInvariant();
            var (isPart, isMain) = (IsPart(name), IsMain(name, runs));
            if (!isPart && !isMain) return;
            var room = isPart || name.EndsWith('s') ? MostValues : 1;
            var values = inline is not null ? [inline] : words.Skip(at + 1).TakeWhile(w => w is not ['-', _, ..] and not (";" or "|" or "&")).Take(room);
            // Programs of all kinds take a module behind `-m`.
            var isModule = option == "-m" && at > 0 && words[at - 1].Contains("python", StringComparison.Ordinal);
            foreach (var text in values.SelectMany(v => v.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
                if (!isModule) Take($"argument `{option}`", text.Contains("://", StringComparison.Ordinal) ? text : text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..], isMain && !isPart);
        }

        private void Take(string by, string text, bool isMain)
        {
            if (IsFolder(text)) Folders.Add((by, text));
            else if (isMain && ModelHints.IsModel(text, isServer: true) && !NoNames.Contains(text, StringComparer.OrdinalIgnoreCase)) Models.Add(text);
        }

        // A word that no option before it takes as its value.
        private static bool IsPositional(ImmutableArray<string> words, int at, AiImage? runs)
        {
            if (at == 0 || words[at - 1] is not ['-', _, ..] before || before is "--" or "-c" || before.Contains('=', StringComparison.Ordinal)) return true;
            var name = before.TrimStart('-').Replace('_', '-').ToLowerInvariant();
            if (IsPart(name) || IsMain(name, runs)) return false;
            return IsFolder(words[at]) ? before.StartsWith("--", StringComparison.Ordinal) && !TakesPath().IsMatch(name) : Flags().IsMatch(name);
        }

        private bool Word(ImmutableArray<string> words, int at, AiImage? runs, bool isKnown, bool isFirst)
        {
            var word = words[at];
            var takes = runs is not null && Positional.Contains(runs.Runtime);
            if (IsFolder(word))
            {
                var before = at == 0 ? "" : words[at - 1][(words[at - 1].LastIndexOf('/') + 1)..];
                var isProgram = (at == 0 && !isKnown) || Interpreters.Contains(before) || before is [.., '>'] or [.., '<'];
                if ((takes || !isKnown) && !isProgram && !Scripts().IsMatch(word)) Folders.Add(($"argument `{word}`", word));
            }
            else if (isFirst && isKnown && takes && !Verbs.Contains(word) && ModelHints.IsModel(word, isServer: true)) Models.Add(word);
            else return false;
            return true;
        }

        private static bool IsPart(string name) => Parts().IsMatch(name) && !Apart().IsMatch(name);

        private static bool IsMain(string name, AiImage? runs) => Mains().IsMatch(name) || (name == "model-name" && runs is { Runtime: "Xinference" });
    }

    [GeneratedRegex(@"^(?:(?:base|hf|pretrained|llm)-)?models?(?:-(?:id|path|dir|uri|url|name-or-path|repository|repo|store|base-path|tag|ref|source|file|folder|location|repository-path))?$|^(?:m|mu|hf|hfr|hf-repo|load|engine-dir|checkpoint|checkpoint-path|checkpoint-dir|ckpt|ckpt-path|gguf|gguf-file|weights|weights-path)$", RegexOptions.CultureInvariant)]
    private static partial Regex Mains();

    [GeneratedRegex(@"(?:^|[-.])(?:loras?|adapters?|peft|mmproj|drafts?|speculative|vocoder|control-vectors?)(?:[-.]|$)|^(?:md|hfd|mv|mm)$", RegexOptions.CultureInvariant)]
    private static partial Regex Parts();

    [GeneratedRegex(@"(?:^|-)(?:configs?|logs?|cache|template|dtype|rank)(?:-|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Apart();

    // Options whose value is a path, or any text, but never a model that is loaded.
    [GeneratedRegex(@"(?:^|-)(?:path|paths|dir|directory|file|folder|template|config|conf|cache|certs?|certificate|key|keyfile|certfile|log|logs|plugin|plugins|socket|uds|unix|uri|url|prefix|root|route|override|output|endpoint|grammar|schema|tokenizer|vocab|parser|storage|space|media|name|trace|profile|middleware|mount|overrides|processors|home|api|host|listen|address)$", RegexOptions.CultureInvariant)]
    private static partial Regex TakesPath();

    [GeneratedRegex(@"^(?:enable|disable|no|enforce|trust|use|allow|skip|return|calculate|verbose|debug|quiet|headless|multi)(?:-|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Flags();

    [GeneratedRegex(@"\.(?:gguf|ggml|safetensors|onnx|pth|pt|ckpt|bin|llamafile|nemo|mar|tflite|keras|engine)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Weights();

    [GeneratedRegex(@"\.(?:sh|bash|py|js|conf|cfg|ya?ml|json|toml|log|pem|crt|key|jinja|j2|properties)$|^/dev/", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Scripts();

    [GeneratedRegex(@"(?:^|[-_])(?:router|routing|sidecar|scheduler|gateway|proxy|exporter|epp|operator|controller|metrics|benchmark|uds-tokenizer)(?:[-_]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Beside();

    [GeneratedRegex(@"(?:^|/)nim/[^/]+/[^/]+$", RegexOptions.CultureInvariant)]
    private static partial Regex NimImages();
}
