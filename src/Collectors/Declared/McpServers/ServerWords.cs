using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using static Plumbline.Cel.Types.CelType;

namespace Plumbline.Collectors.Declared.McpServers;

/// <summary>The words about MCP servers and the agents that use them.</summary>
internal static class ServerWords
{
    /// <summary>A server as one client is set up to use it. Secrets are named by place and kind, never shown.</summary>
    public static CelType Entry { get; } = Object("mcp-entry",
        ("client", CelType.String),       // claude-code, cursor, vs-code, …; unknown where only the content tells
        ("scope", CelType.String),        // project, local, user, system, extension, organization
        ("folder", CelType.String), ("file", CelType.String),
        ("name", CelType.String),         // as configured
        ("transport", CelType.String),    // stdio, http, sse, builtin; empty = not said
        ("launcher", CelType.String),     // npx, uvx, docker, node, …; empty where nothing is started
        ("ecosystem", CelType.String),    // npm, pypi, oci, nuget, golang, jsr, git, url; empty = no package
        ("package", CelType.String), ("version", CelType.String),
        ("pin", CelType.String),          // digest, version, range, latest, none; empty where no package is started
        ("url", CelType.String),          // without user, query and secrets
        ("host", CelType.String),
        ("network", CelType.String),      // loopback, cluster, private, public, variable; empty = no address
        ("plain", Bool),                  // http or ws without TLS
        ("bridge", Bool),                 // a local program that passes everything on to the address
        ("shell", CelType.String),        // bash, sh, powershell, … that the command is handed to; empty = none
        ("secrets", CelType.List(CelType.String)),    // place, name and kind: `env GITHUB_TOKEN (GitHub token)`
        ("variables", CelType.List(CelType.String)),  // environment variables it is given
        ("references", CelType.List(CelType.String)), // variables and inputs that values come from
        ("approved", CelType.List(CelType.String)),   // tools that run without asking; `*` = all
        ("destructive", CelType.List(CelType.String)),// those of them whose name says that they change, delete or run something
        ("trusted", Bool),                // the client asks for none of its tools
        ("enabledTools", CelType.List(CelType.String)), ("disabledTools", CelType.List(CelType.String)),
        ("enabled", Bool));

    /// <summary>A well-known package that a name imitates.</summary>
    public static CelType Resembles { get; } = Object("resemblance",
        ("package", CelType.String), ("known", CelType.String),
        ("how", CelType.String),          // letters, separators, scope, edit
        ("file", CelType.String));

    /// <summary>A tool that runs without asking.</summary>
    public static CelType Unasked { get; } = Object("unasked-tool",
        ("server", CelType.String),       // the server's key
        ("name", CelType.String),         // the server as configured
        ("tool", CelType.String),         // `*` = all
        ("file", CelType.String));

    /// <summary>The words this collector adds.</summary>
    public static ImmutableArray<Property> All { get; } =
    [
        new(AssetKind.McpServer, "entries", Entry, true, "how clients are set up to start or reach it", IsOptional: true),
        new(AssetKind.McpServer, "resembles", Resembles, true, "well-known packages whose name its own imitates"),
        new(AssetKind.CodingAgent, "unasked", Unasked, true, "tools of its servers that run without asking", IsOptional: true),
        new(AssetKind.CodingAgent, "servers", CelType.String, true, "MCP servers it is set up to use, as it names them"),
    ];
}
