using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Plumbline.Collectors.Files.Containers;

/// <summary>The catalogue of images that serve, train, store or use models.</summary>
/// <remarks>Names are matched on the path behind any registry, so that mirrors and copies are known as well.</remarks>
public static class AiImages
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.Compiled | RegexOptions.NonBacktracking;

    private static readonly ImmutableArray<(Regex Name, AiImage Image)> All =
    [
        Row("vllm(?:-[a-z0-9-]+)?|llm-d(?:-[a-z0-9]+)?|vllm-openai[a-z0-9-]*", "vLLM", "model-server", false, "--api-key VLLM_API_KEY"),
        Row("text-generation-inference(?:-[a-z0-9]+)?|huggingface-pytorch-tgi-inference|tgi", "Text Generation Inference", "model-server", false, "--api-key API_KEY"),
        Row("text-embeddings-inference(?:-[a-z0-9]+)?", "Text Embeddings Inference", "model-server", false, "--api-key API_KEY"),
        Row("(?:.*/)?tritonserver(?:-[a-z0-9-]+)?", "Triton", "model-server", false),
        Row("nim/[^/]+/[^/]+|nim-llm|llm-nim", "NVIDIA NIM", "model-server", false),
        Row("ollama", "Ollama", "model-server", false),
        Row("llama\\.cpp(?:[-_:a-z0-9]*)|llama-cpp(?:-[a-z0-9]+)*|llama-server", "llama.cpp", "model-server", false, "--api-key --api-key-file LLAMA_API_KEY"),
        Row("sglang(?:-[a-z0-9-]+)?", "SGLang", "model-server", false, "--api-key"),
        Row("lmdeploy(?:-[a-z0-9-]+)?", "LMDeploy", "model-server", false, "--api-keys"),
        Row("localai|local-ai", "LocalAI", "model-server", false, "API_KEY LOCALAI_API_KEY --api-keys"),
        Row("xinference(?:-[a-z0-9]+)?", "Xinference", "model-server", false, "--auth-config"),
        Row("aphrodite(?:-[a-z0-9]+)*", "Aphrodite", "model-server", false, "--api-keys"),
        Row("michaelf34/infinity|infinity-emb", "Infinity", "model-server", false, "--api-key INFINITY_API_KEY"),
        Row("huggingfaceserver(?:-[a-z0-9]+)?|lgbserver|sklearnserver|xgbserver|pmmlserver|paddleserver|predictiveserver", "KServe runtime", "model-server", false),
        Row("mlserver(?:-[a-z0-9]+)?", "MLServer", "model-server", false),
        Row("torchserve(?:-[a-z0-9-]+)?|pytorch/torchserve-kfs", "TorchServe", "model-server", null),
        Row("tensorflow/serving|tensorflow-serving|tfserving", "TensorFlow Serving", "model-server", false),
        Row("openvino/model_server|openvino-model-server|ovms", "OpenVINO Model Server", "model-server", false),
        Row("tabbyml/tabby|tabbyapi", "Tabby", "model-server", null),
        Row("bentoml/[^/]+|openllm", "BentoML", "model-server", null),
        Row("faster-whisper-server|speaches|whisper-asr-webservice", "Whisper server", "model-server", false, "API_KEY"),
        Row("rayproject/ray(?:-[a-z0-9]+)?|ray-llm|ray-ml|kuberay/ray", "Ray", "framework", false, "RAY_AUTH_MODE"),
        Row("litellm(?:-[a-z0-9_-]+)?", "LiteLLM", "gateway", false, "LITELLM_MASTER_KEY --master-key PROXY_MASTER_KEY"),
        Row("portkeyai/gateway|bifrost|one-api|new-api|ai-gateway(?:-[a-z]+)?|agentgateway(?:-[a-z]+)?|helicone(?:/[^/]+)?|tensorzero/gateway", "LLM gateway", "gateway", null),
        Row("open-webui", "Open WebUI", "app", true, "", "WEBUI_AUTH=false"),
        Row("librechat(?:-[a-z]+)?|danny-avila/librechat(?:-[a-z]+)?", "LibreChat", "app", true),
        Row("lobe-chat(?:-database)?|chatgpt-next-web|nextchat|chatbox|chatbot-ui|big-agi", "chat front end", "app", null),
        Row("anythingllm|anything-llm", "AnythingLLM", "app", null, "AUTH_TOKEN"),
        Row("text-generation-webui(?:-[a-z]+)?|comfyui(?:-[a-z0-9]+)?|stable-diffusion-webui(?:-[a-z0-9]+)?|invokeai", "local model UI", "app", false, "--api-key --gradio-auth"),
        Row("ragflow|khoj|privategpt|private-gpt|quivr(?:-[a-z]+)?|onyx(?:-[a-z-]+)?|danswer(?:-[a-z-]+)?|verba", "RAG application", "app", null),
        Row("flowise(?:-worker)?", "Flowise", "agent-builder", null, "FLOWISE_USERNAME"),
        Row("langflow(?:-[a-z]+)?", "Langflow", "agent-builder", null, "", "LANGFLOW_AUTO_LOGIN=true"),
        Row("dify-[a-z-]+", "Dify", "agent-builder", true),
        Row("n8n", "n8n", "agent-builder", true, "", "N8N_USER_MANAGEMENT_DISABLED=true"),
        Row("langgraph-[a-z0-9-]+|langgraph", "LangGraph", "agent-builder", null),
        Row("autogenstudio|autogen-studio|crewai(?:-[a-z]+)?|agno|letta|memgpt|metagpt|autogpt|auto-gpt|superagi|agent-zero|openhands|openclaw|clawdbot|hayhooks", "agent runtime", "agent-builder", null),
        Row("kagent-dev/kagent/[^/]+|kagent(?:-[a-z]+)?", "kagent", "agent-builder", null),
        Row("langfuse(?:-worker)?|langsmith-[a-z-]+|arizephoenix/phoenix|phoenix-arize|opik-[a-z-]+|lunary", "LLM observability", "observability", null),
        Row("qdrant(?:-[a-z]+)?|qdrant/qdrant", "Qdrant", "vector-store", false, "QDRANT__SERVICE__API_KEY QDRANT__SERVICE__JWT_RBAC"),
        Row("milvus(?:-[a-z]+)?", "Milvus", "vector-store", false, "COMMON_SECURITY_AUTHORIZATIONENABLED"),
        Row("weaviate", "Weaviate", "vector-store", false, "AUTHENTICATION_APIKEY_ENABLED AUTHENTICATION_OIDC_ENABLED", "AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED=true"),
        Row("chroma|chromadb", "Chroma", "vector-store", false, "CHROMA_SERVER_AUTHN_PROVIDER CHROMA_SERVER_AUTHN_CREDENTIALS CHROMA_SERVER_AUTH_PROVIDER"),
        Row("pgvector|pgvecto-rs|vectorchord-postgres|pgai", "pgvector", "vector-store", true, "", "POSTGRES_HOST_AUTH_METHOD=trust"),
        Row("vespa|marqo|lancedb|vald-[a-z-]+", "vector database", "vector-store", null),
        Row("mlflow(?:-[a-z]+)?", "MLflow", "registry", false, "--app-name"),
        Row("wandb/local|clearml(?:-[a-z]+)?|zenml(?:-server)?|label-studio", "ML tracking", "registry", true),
        Row("jupyterhub(?:/.*)?|k8s-hub|k8s-singleuser-sample|(?:[a-z0-9-]+-)?notebook|jupyterlab|notebook-servers/[^/]+|workbench-[a-z0-9-]+", "Jupyter", "notebook", true),
        Row("llm-guard(?:-[a-z]+)?|nemo-guardrails|nemoguardrails?|guardrails-(?:ai|server|detectors?)|fms-guardrails-orchestrator|llama-guard[a-z0-9-]*", "guardrail", "guardrail", null),
        Row("promptfoo(?:-[a-z]+)?|lm-evaluation-harness|lm-eval[a-z-]*", "evaluation", "evaluation", null),
        Row("kserve-storage-initializer|storage-initializer|model-downloader|nim-cache[a-z-]*", "model loader", "loader", true),
        Row("axolotl(?:-[a-z]+)?|unsloth|llama-factory|llamafactory|trainer|nemo-framework[a-z-]*|nvidia/nemo|torchtune", "model training", "training", true),
        Row("(?:nvidia/)?(?:pytorch|tensorflow|jax)(?:-[a-z0-9-]+)?|transformers-[a-z0-9-]+|huggingface-[a-z0-9-]+|pytorch/pytorch|tensorflow/tensorflow|deepspeed", "machine-learning framework", "framework", null),
        Row("mcp/[^/]+|[a-z0-9-]+-mcp(?:-server)?|mcp-server(?:-[a-z0-9-]+)?|mcp-[a-z0-9-]+|server-mcp", "MCP server", "mcp-server", null),
    ];

    // Last parts of names that are also names of other things: only with the part before.
    private static readonly ImmutableHashSet<string> Ambiguous = ["trainer", "notebook", "agno", "onyx", "verba", "phoenix", "infinity", "tgi"];

    private static readonly KnownAnswers<AiImage?> Known = new(Search);

    /// <summary>What an image runs; null where the catalogue does not know it.</summary>
    public static AiImage? Find(ImageName? image) => image is null || image.Repository.Length == 0 ? null : Known.Of(image.Repository);

    private static AiImage? Search(string repository)
    {
        var parts = repository.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0) return null;
        var whole = string.Join('/', parts);
        foreach (var (name, found) in All)
        {
            if (Ambiguous.Contains(parts[^1]) && parts.Length == 1) continue;
            for (var from = 0; from < parts.Length; from++)
                if (name.IsMatch(from == 0 ? whole : string.Join('/', parts[from..]))) return found;
        }

        return null;
    }

    private static (Regex, AiImage) Row(string names, string runtime, string role, bool? asks, string keys = "", string opens = "") =>
        (new Regex($"^(?:{names})$", Options), new AiImage(runtime, role, asks, Words(keys), Words(opens)));

    private static ImmutableArray<string> Words(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
