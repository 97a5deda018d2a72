using System.Collections.Immutable;
using Plumbline.Code.Names;

namespace Plumbline.Collectors.Declared.AgentDefinitions;

/// <summary>A prompt, model client, agent or connection that a file declares for a library to make at run time.</summary>
/// <param name="Use">What it comes to: agent, chat, embedding, image, model, mcp, retrieval.</param>
/// <param name="Library">The library that reads the file.</param>
/// <param name="Callee">What is made of it, as the format calls it.</param>
/// <param name="Line">1-based line on which it begins.</param>
internal sealed record Definition(string Use, string Library, string Callee, int Line)
{
    /// <summary>Its name; empty where none is written.</summary>
    public string Name { get; init; } = "";

    /// <summary>Who answers where neither model nor host say it; empty where the file does not say.</summary>
    public string Provider { get; init; } = "";

    /// <summary>The models that may answer.</summary>
    public Said Models { get; init; } = Said.Nothing;

    /// <summary>The system prompt and its line; null where none is written here.</summary>
    public (string Text, int Line)? Prompt { get; init; }

    /// <summary>What it is for, as the file says; empty where it does not.</summary>
    public string Purpose { get; init; } = "";

    /// <summary>Names of the tools given to it.</summary>
    public ImmutableArray<string> Tools { get; init; } = [];

    /// <summary>False where a tool has no name here.</summary>
    public bool HasAllTools { get; init; } = true;

    /// <summary>Where its key comes from: `environment NAME`, `literal`, `identity`; empty where the file does not say.</summary>
    public string Key { get; init; } = "";

    /// <summary>The host that requests go to; empty where none is written.</summary>
    public string Host { get; init; } = "";

    /// <summary>Agents that it hands over to, by the file and the name they have there; an empty name means the file's first.</summary>
    public ImmutableArray<(string File, string Name)> Members { get; init; } = [];
}
