namespace Plumbline.Posture.Assets;

/// <summary>What sort of thing in the AI estate an asset is; written in kebab-case in every output.</summary>
public enum AssetKind
{
    Model, FineTune, Dataset, Prompt, EvalSuite, Agent, Tool, McpServer, Skill, Guardrail, Endpoint, Gateway,
    Workload, Pipeline, VectorStore, Corpus, Identity, Credential, DataStore, Bucket, NetworkPath, LogSink,
    Repository, CodingAgent, Package, Account, AiSystem, Notebook, RegistryEntry,
}
