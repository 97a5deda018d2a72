using System.Collections.Immutable;

namespace Plumbline.Collectors.Files.Containers;

/// <summary>Model servers by the command that starts them, whatever the image.</summary>
internal static class ServerCommands
{
    private static readonly ImmutableArray<(string[] Words, string Image)> Starts =
    [
        (["vllm", "serve"], "vllm"), (["vllm.entrypoints.openai.api_server"], "vllm"), (["vllm.entrypoints.api_server"], "vllm"),
        (["text-generation-launcher"], "text-generation-inference"), (["text-embeddings-router"], "text-embeddings-inference"),
        (["tritonserver"], "tritonserver"), (["ollama", "serve"], "ollama"), (["llama-server"], "llama-server"),
        (["sglang.launch_server"], "sglang"), (["lmdeploy", "serve"], "lmdeploy"), (["huggingfaceserver"], "huggingfaceserver"),
        (["litellm"], "litellm"), (["xinference-local"], "xinference"), (["mlflow", "server"], "mlflow"), (["torchserve"], "torchserve"), (["chroma", "run"], "chroma"),
    ];

    /// <summary>The server that a command starts; null where it is none of them.</summary>
    public static AiImage? Find(ImmutableArray<string> words) => All(words).Select(s => s.Runs).FirstOrDefault();

    /// <summary>Every server that a command starts, and the words behind its start, up to the next command.</summary>
    public static IEnumerable<(AiImage Runs, ImmutableArray<string> Words)> All(ImmutableArray<string> words)
    {
        foreach (var (start, image) in Starts)
        {
            for (var i = 0; i + start.Length <= words.Length; i++)
            {
                if (Name(words[i]) != start[0] || (start.Length > 1 && words[i + 1] != start[1]) || !IsCommand(words, i) || AiImages.Find(ImageName.Parse(image)) is not { } runs) continue;
                yield return (runs, [.. words.Skip(i + start.Length).TakeWhile(w => w is not (";" or "|" or "&"))]);
            }
        }
    }

    // A command starts a line, or stands behind a launcher; `pip install litellm` and `echo ollama serve` start nothing.
    private static bool IsCommand(ImmutableArray<string> words, int at)
    {
        if (at == 0) return true;
        var before = words[at - 1];
        return before is ";" or "|" or "&" or "-c" or "exec" or "then" or "do" or "-m" or "nohup" or "--" or "run" or "env" || before.Contains('=', StringComparison.Ordinal);
    }

    private static string Name(string word) => word[(word.LastIndexOf('/') + 1)..];
}
