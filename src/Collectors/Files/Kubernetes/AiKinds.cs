using System.Collections.Immutable;
using Plumbline.Collectors.Files.Containers;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>Kinds of object that are AI by what they are, whatever image they run.</summary>
internal static class AiKinds
{
    private static readonly ImmutableArray<(string Group, string Kinds, AiImage Runs)> All =
    [
        ("serving.kserve.io", "InferenceService", Row("KServe", "model-server", null)),
        ("serving.kubeflow.org", "InferenceService", Row("KServe", "model-server", null)),
        ("serving.kserve.io", "LLMInferenceService LLMInferenceServiceConfig", Row("KServe LLM", "model-server", null)),
        ("serving.kserve.io", "ServingRuntime ClusterServingRuntime", Row("KServe runtime", "model-server", null)),
        ("serving.kserve.io", "TrainedModel InferenceGraph LocalModelCache LocalModelNamespaceCache", Row("KServe", "model-server", null)),
        ("ray.io", "RayService RayCluster RayJob RayCronJob", Row("Ray", "framework", false, "RAY_AUTH_MODE")),
        ("kaito.sh", "Workspace InferenceSet MultiRoleInference RAGEngine", Row("KAITO", "model-server", false)),
        ("apps.nvidia.com", "NIMService NIMCache NIMPipeline NIMBuild NemoGuardrail NemoGuardrails NemoCustomizer NemoEvaluator NemoDatastore NemoEntitystore", Row("NVIDIA NIM", "model-server", false)),
        ("nvidia.com", "DynamoGraphDeployment DynamoComponentDeployment", Row("NVIDIA Dynamo", "model-server", null)),
        ("kubeflow.org", "PyTorchJob TFJob MPIJob XGBoostJob JAXJob PaddleJob MXJob", Row("Kubeflow training", "training", true)),
        ("trainer.kubeflow.org", "TrainJob TrainingRuntime ClusterTrainingRuntime", Row("Kubeflow training", "training", true)),
        ("kubeflow.org", "Notebook", Row("Jupyter", "notebook", null)),
        ("machinelearning.seldon.io", "SeldonDeployment", Row("Seldon", "model-server", null)),
        ("mlops.seldon.io", "Model Server Pipeline", Row("Seldon", "model-server", null)),
        ("kagent.dev", "Agent", Row("kagent", "agent-builder", null)),
        ("toolhive.stacklok.dev", "MCPServer VirtualMCPServer", Row("MCP server", "mcp-server", null)),
        ("kagent.dev", "MCPServer ToolServer", Row("MCP server", "mcp-server", null)),
        ("inference.networking.k8s.io", "InferencePool", Row("Inference Gateway", "gateway", null)),
        ("inference.networking.x-k8s.io", "InferencePool InferenceModel InferenceObjective", Row("Inference Gateway", "gateway", null)),
        ("aigateway.envoyproxy.io", "AIGatewayRoute AIServiceBackend", Row("Envoy AI Gateway", "gateway", null)),
        ("llamastack.io", "LlamaStackDistribution", Row("Llama Stack", "model-server", null)),
        ("ollama.ayaka.io", "Model", Row("Ollama", "model-server", false)),
        ("inference.llmaz.io", "Playground Service", Row("llmaz", "model-server", null)),
        ("llmaz.io", "OpenModel", Row("llmaz", "model-server", null)),
        ("kubeai.org", "Model", Row("KubeAI", "model-server", null)),
        ("agents.x-k8s.io", "Sandbox", Row("agent sandbox", "agent-builder", null)),
        ("milvus.io", "Milvus MilvusCluster", Row("Milvus", "vector-store", null)),
        ("mlflow.opendatahub.io", "MLflow", Row("MLflow", "registry", null)),
    ];

    // Kinds that describe what others run, and make no pods themselves.
    private static readonly HashSet<string> Plans = new(StringComparer.Ordinal)
    {
        "ServingRuntime", "ClusterServingRuntime", "LLMInferenceServiceConfig", "TrainedModel", "LocalModelCache", "LocalModelNamespaceCache", "InferencePool", "InferenceModel", "InferenceObjective",
        "TrainingRuntime", "ClusterTrainingRuntime", "AIGatewayRoute", "AIServiceBackend", "OpenModel", "Backend", "AgentgatewayBackend",
    };

    /// <summary>True where an object of the kind makes pods.</summary>
    public static bool MakesPods(KubernetesObject one) => !Plans.Contains(one.Kind);

    /// <summary>What a kind runs; null where the kind by itself says nothing.</summary>
    public static AiImage? Find(KubernetesObject one)
    {
        foreach (var (group, kinds, runs) in All)
            if ((one.Group == group || (group == "kaito.sh" && one.Group.EndsWith(".kaito.sh", StringComparison.Ordinal))) && kinds.Split(' ').Contains(one.Kind)) return AsksTokens(one) ? runs with { Asks = true } : runs;
        // kgateway, agentgateway: a backend is AI where it says so.
        return one.Kind is "Backend" or "AgentgatewayBackend" && one.Node.At("spec", "ai") is not null ? Row("AI gateway backend", "gateway", null) : null;
    }

    // Ray's own tokens, and the login that OpenShift AI puts before a server.
    private static bool AsksTokens(KubernetesObject one) =>
        one.Annotation("security.opendatahub.io/enable-auth") == "true" || one.Node.Maps().Any(m => m.Map.TextAt("authOptions", "mode") == "token");

    private static AiImage Row(string runtime, string role, bool? asks, params ImmutableArray<string> keys) => new(runtime, role, asks, keys, []);
}
