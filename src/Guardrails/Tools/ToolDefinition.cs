using System.Collections.Immutable;
using System.Text.Json;

namespace Plumbline.Guardrails.Tools;

/// <summary>A tool as a server offers it to a model. Elements that are not given are undefined.</summary>
/// <param name="Name">The name by which it is called.</param>
public sealed record ToolDefinition(string Name)
{
    /// <summary>The name for people; empty where none is given.</summary>
    public string Title { get; init; } = "";

    /// <summary>What it says of itself; empty where it says nothing.</summary>
    public string Description { get; init; } = "";

    /// <summary>The server or program that offers it; empty where nobody says.</summary>
    public string Server { get; init; } = "";

    /// <summary>JSON schema of what it takes.</summary>
    public JsonElement Input { get; init; }

    /// <summary>JSON schema of what it answers.</summary>
    public JsonElement Output { get; init; }

    /// <summary>What it claims of its own effects: `readOnlyHint`, `destructiveHint`, ….</summary>
    public JsonElement Annotations { get; init; }
}

/// <summary>The tools beside which a tool is judged.</summary>
/// <param name="Own">Names of the other tools of its server: speaking of them is ordinary.</param>
/// <param name="Others">Names of tools of other servers that the same agent holds.</param>
public sealed record ToolNeighbours(ImmutableHashSet<string> Own, ImmutableHashSet<string> Others)
{
    /// <summary>Nothing is known of any.</summary>
    public static ToolNeighbours Unknown { get; } = new([], []);
}
