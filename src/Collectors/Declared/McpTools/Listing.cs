using Plumbline.Guardrails.Tools;

namespace Plumbline.Collectors.Declared.McpTools;

/// <summary>What a file says that a server offers: the saved answers of `tools/list` and its like.</summary>
/// <param name="Server">The server's name; empty where the file does not say it.</param>
/// <param name="Line">Where it begins.</param>
internal sealed record Listing(string Server, int Line)
{
    /// <summary>The version that the server says of itself; empty where it says none.</summary>
    public string Version { get; set; } = "";

    /// <summary>Its tools; null where the file lists none, which is not the same as an empty list.</summary>
    public List<(ToolDefinition Tool, int Line)>? Tools { get; set; }

    /// <summary>Prompts: name, and what is said of each.</summary>
    public List<Offer> Prompts { get; } = [];

    /// <summary>Resources and templates of resources.</summary>
    public List<Offer> Resources { get; } = [];

    /// <summary>What it tells every model that connects; null where it tells nothing.</summary>
    public Offer? Instructions { get; set; }

    /// <summary>True where an answer says that there is more on another page.</summary>
    public bool IsCut { get; set; }

    /// <summary>True where it holds anything.</summary>
    public bool SaysAnything => Tools is not null || Prompts.Count > 0 || Resources.Count > 0 || Instructions is not null;
}

/// <summary>A text that a server offers beside its tools.</summary>
/// <param name="Name">Its name or address.</param>
/// <param name="Texts">What is said of it, by place.</param>
/// <param name="Line">Where it stands.</param>
internal sealed record Offer(string Name, IReadOnlyList<PlacedText> Texts, int Line);

/// <summary>What publishes a server: an entry of a registry, a bundle's manifest.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Version">Its version; empty where none is said.</param>
/// <param name="Keys">Ids of the server by what runs or answers: `npm:@scope/name`, an address.</param>
/// <param name="Remotes">Addresses at which it answers.</param>
/// <param name="Kind">`server.json`, `docker`, `mcpb`.</param>
/// <param name="Line">Where it begins.</param>
/// <param name="IsOwn">False where it is one of many in a catalogue, which says nothing of who uses it.</param>
internal sealed record Manifest(string Name, string Version, IReadOnlyList<string> Keys, IReadOnlyList<string> Remotes, string Kind, int Line, bool IsOwn = true);
