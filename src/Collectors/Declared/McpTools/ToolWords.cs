using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files.Mcp;
using Plumbline.Posture.Assets;
using static Plumbline.Cel.Types.CelType;

namespace Plumbline.Collectors.Declared.McpTools;

/// <summary>The words about what MCP servers offer and how they are published.</summary>
internal static class ToolWords
{
    /// <summary>A tool as a server offered it in one saved answer.</summary>
    public static CelType Offered { get; } = Object("offered-tool",
        ("name", CelType.String),
        ("id", CelType.String),           // `name#fingerprint`, as of the tools that code defines, that are sent or were tested
        ("digest", CelType.String),       // sha256 of the whole definition: what an approval names
        ("capabilities", CelType.List(CelType.String)),
        ("version", CelType.String),      // of the server, where the same file says it
        ("file", CelType.String), ("at", CelType.String));

    /// <summary>A prompt, a resource, or the instructions of a server.</summary>
    public static CelType Text { get; } = Object("offered-text",
        ("what", CelType.String),         // prompt, resource, instructions
        ("name", CelType.String), ("fingerprint", CelType.String), ("file", CelType.String), ("at", CelType.String));

    /// <summary>A publication of a server.</summary>
    public static CelType Published { get; } = Object("publication",
        ("kind", CelType.String),         // server.json, docker, mcpb
        ("name", CelType.String), ("version", CelType.String), ("remotes", CelType.List(CelType.String)),
        ("plain", Bool),                  // it answers at a public or private address without TLS
        ("file", CelType.String), ("at", CelType.String));

    /// <summary>The words this collector adds.</summary>
    public static ImmutableArray<Property> All { get; } =
    [
        new(AssetKind.McpServer, "tools", Offered, true, "tools approved for it, or that it offered in a saved answer", IsOptional: true),
        new(AssetKind.McpServer, "texts", Text, true, "prompts, resources and instructions that it offered", IsOptional: true),
        new(AssetKind.McpServer, "publications", Published, true, "how it is published: registry entries, catalogues, bundles", IsOptional: true),
        .. ToolStatements.Words,
    ];
}
