using System.Buffers;
using System.Collections.Immutable;

namespace Plumbline.Collectors.Files.Containers;

/// <summary>Reads what shell and Python scripts do with models; nothing is run.</summary>
public static class ScriptModels
{
    private const int Most = 200;
    private const int LongestLine = 4000;
    private const int Overlap = 500;

    // A text without any of these starts and fetches nothing that is known here.
    private static readonly SearchValues<string> Hints = SearchValues.Create(
        ["huggingface", "hf", "modelscope", "from_pretrained", "snapshot_download", "sentencetransformer", "crossencoder", "transformers", "vllm", "ollama", "llama", "sglang", "lmdeploy", "text-generation",
         "text-embeddings", "tritonserver", "litellm", "xinference", "mlflow", "torchserve", "chroma", "gguf", "ggml", "safetensors", ".onnx", ".pth", ".pt", ".ckpt", ".nemo", ".mar", ".tflite", ".keras", "/resolve/", "/raw/", "/api/"],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a text: a script, a command line, or a program behind `-c`.</summary>
    public static ScriptReading Read(string text)
    {
        if (!text.AsSpan().ContainsAny(Hints)) return ScriptReading.Nothing;
        var whole = ScriptNames.Expand(Joined(text));
        var (models, unknown, folders) = (new List<string>(), new List<string>(), new List<string>());
        AiImage? starts = null;
        var run = ScriptComments.Without(text);
        foreach (var line in (ReferenceEquals(run, text) ? whole : ScriptNames.Expand(Joined(run))).Split('\n'))
        {
            if (!line.AsSpan().ContainsAny(Hints)) continue;
            foreach (var part in Parts(line))
            {
                if (ModelAddresses.Fetches(part)) models.AddRange(ModelAddresses.In(part));
                starts = Words([.. CommandWords.Split(part)], models, unknown, folders) ?? starts;
            }
        }

        PythonCalls.Read(whole, models, unknown);
        return new([.. models.Select(ModelHints.Clean).Distinct().Take(Most)], [.. unknown.Distinct().Take(Most)], starts) { Folders = [.. folders.Distinct().Take(Most)] };
    }

    private static string Joined(string text) => text.Replace("\\\r\n", " ", StringComparison.Ordinal).Replace("\\\n", " ", StringComparison.Ordinal);

    private static IEnumerable<string> Parts(string line)
    {
        for (var from = 0; from == 0 || from + Overlap < line.Length; from += LongestLine - Overlap) yield return line.Substring(from, Math.Min(LongestLine, line.Length - from));
    }

    private static AiImage? Words(ImmutableArray<string> words, List<string> models, List<string> unknown, List<string> folders)
    {
        var server = ServerCommands.Find(words);
        if (server is not null)
        {
            var part = new Container("", 0, null, words, []);
            var start = ServerStart.Of(part);
            models.AddRange(ModelHints.Of(part).Select(m => m.Model).Concat(start.Models));
            folders.AddRange(start.Folders.Select(f => f.Folder).Where(f => !ScriptNames.IsOpen(f)));
            unknown.AddRange(ModelHints.Unsaid(words));
        }

        for (var i = 0; i + 1 < words.Length; i++)
        {
            var name = words[i][(words[i].LastIndexOf('/') + 1)..];
            if (Names(name, words[i + 1])) Take(words.Skip(i + 2), models, unknown);
        }

        return server;
    }

    private static bool Names(string program, string verb) =>
        program is "huggingface-cli" or "hf" or "modelscope" ? verb is "download" : program is "ollama" ? verb is "run" or "pull" : program is "vllm" && verb is "serve";

    // Of an option that is given twice the program takes the last.
    private static bool IsApart(List<string> words)
    {
        var type = "";
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i] is "--repo-type" or "--repo_type" && i + 1 < words.Count) type = words[i + 1];
            else if (words[i].StartsWith("--repo-type=", StringComparison.Ordinal)) type = words[i][12..];
        }

        return type is "dataset" or "space";
    }

    // `hf download --local-dir /data org/name`: the first that looks like a repository, or that nobody can tell.
    private static void Take(IEnumerable<string> behind, List<string> models, List<string> unknown)
    {
        var rest = behind.TakeWhile(w => w is not (";" or "|" or "&")).Take(40).ToList();
        if (IsApart(rest)) return;
        foreach (var isStrict in (bool[])[true, false])
        {
            for (var i = 0; i < rest.Count; i++)
            {
                var word = rest[i].StartsWith("--model=", StringComparison.Ordinal) ? rest[i][8..] : rest[i];
                // Behind an option stands its value, unless it has none: what looks like a repository is then taken after all.
                var isValue = i > 0 && rest[i - 1] is ['-', '-', ..] and not "--model" && !rest[i - 1].Contains('=', StringComparison.Ordinal);
                if (word is ['-', ..] || (isStrict ? isValue : !isValue || !ModelHints.IsRepository(word))) continue;
                if (ScriptNames.IsOpen(word)) unknown.Add(word);
                else if (ModelHints.IsRepository(word) || ModelHints.IsModel(word, isServer: true)) models.Add(word);
                else continue;
                return;
            }
        }
    }
}
