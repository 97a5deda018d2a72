using System.Collections.Immutable;

namespace Plumbline.Collectors.Files.Containers;

/// <summary>What a model server reads beside its arguments.</summary>
/// <param name="Models">Variables that say the model.</param>
/// <param name="Parts">Variables that say what is loaded beside it: adapters, drafts, projectors.</param>
/// <param name="Revision">The variable that says the model's revision; empty: none.</param>
/// <param name="Folders">Folders in which it looks for settings that name models, without being told.</param>
/// <remarks>From each server's own documentation of its variables, as of 2026.</remarks>
internal sealed record RuntimeVariables(ImmutableArray<string> Models, ImmutableArray<string> Parts, string Revision, ImmutableArray<string> Folders)
{
    private static readonly RuntimeVariables None = new([], [], "", []);

    private static readonly ImmutableDictionary<string, RuntimeVariables> All = new Dictionary<string, RuntimeVariables>(StringComparer.Ordinal)
    {
        ["vLLM"] = Row("SM_VLLM_MODEL"),
        ["Text Generation Inference"] = Row("MODEL_ID HF_MODEL_ID", "LORA_ADAPTERS", "REVISION"),
        ["Text Embeddings Inference"] = Row("MODEL_ID HF_MODEL_ID", "", "REVISION"),
        ["SGLang"] = Row("SM_SGLANG_MODEL_PATH"),
        ["NVIDIA NIM"] = Row("NIM_MODEL_NAME", "NIM_PEFT_SOURCE"),
        ["llama.cpp"] = Row("LLAMA_ARG_MODEL LLAMA_ARG_MODEL_URL LLAMA_ARG_HF_REPO LLAMA_ARG_MODELS_DIR", "LLAMA_ARG_MMPROJ LLAMA_ARG_MODEL_DRAFT LLAMA_ARG_LORA LLAMA_ARG_HFD_REPO LLAMA_ARG_HF_REPO_V LLAMA_ARG_MODEL_VOCODER"),
        ["LocalAI"] = Row("MODELS LOCALAI_MODELS PRELOAD_MODELS LOCALAI_PRELOAD_MODELS") with { Folders = ["/models", "/build/models"] },
        ["Infinity"] = Row("INFINITY_MODEL_ID", "", "INFINITY_REVISION"),
        ["Whisper server"] = Row("WHISPER__MODEL WHISPER_MODEL ASR_MODEL PRELOAD_MODELS"),
        ["MLServer"] = Row("MLSERVER_MODEL_URI"),
        ["TensorFlow Serving"] = Row("MODEL_BASE_PATH"),
        ["Aphrodite"] = Row("MODEL_NAME"),
        ["TorchServe"] = None with { Folders = ["/home/model-server"] },
    }.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>What a server reads; nothing where it is not known.</summary>
    public static RuntimeVariables Of(AiImage? runs) => runs is null ? None : All.GetValueOrDefault(runs.Runtime, None);

    private static RuntimeVariables Row(string models, string parts = "", string revision = "") => new(Words(models), Words(parts), revision, []);

    private static ImmutableArray<string> Words(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
