using System.Collections.Immutable;

namespace Plumbline.Collectors.Files.Containers;

/// <summary>What a known image runs.</summary>
/// <param name="Runtime">The name people use: vLLM, Ollama, Qdrant, ….</param>
/// <param name="Role">model-server, gateway, app, agent-builder, vector-store, registry, notebook, training, framework, mcp-server, guardrail, evaluation, observability, loader.</param>
/// <param name="Asks">Whether it asks callers who they are when nobody configured it; null where that is not known or differs between versions.</param>
/// <param name="Keys">Arguments and variables that make it ask.</param>
/// <param name="Opens">Settings, as `NAME=value`, that make it ask nobody.</param>
public sealed record AiImage(string Runtime, string Role, bool? Asks, ImmutableArray<string> Keys, ImmutableArray<string> Opens)
{
    /// <summary>True where it answers requests with a model, or passes them on to one.</summary>
    public bool IsInference => Role is "model-server" or "gateway";
}
