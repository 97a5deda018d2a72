using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using static Plumbline.Cel.Types.CelType;

namespace Plumbline.Collectors.Declared.ServerSources;

/// <summary>The words about the source of MCP servers.</summary>
internal static class ServerSourceWords
{
    /// <summary>A function that a model can call.</summary>
    public static CelType Tool { get; } = Object("server-tool",
        ("name", CelType.String),
        ("kind", CelType.String),                   // tool, resource, prompt, handler
        ("does", CelType.List(CelType.String)),     // runs-command, reads-file, sends-network, …: what its code leads to
        ("hosts", CelType.List(CelType.String)),    // written hosts that it speaks to
        ("at", CelType.String));                    // file:line

    /// <summary>What the code of a server does that a reader should know.</summary>
    public static CelType Sign { get; } = Object("server-sign",
        ("kind", CelType.String),                   // exfiltrates, backdoor, parameter-as-command, …
        ("danger", CelType.String),                 // critical, high, medium, low: by itself, without the estate around it
        ("subject", CelType.String),                // a host, a path, a parameter; masked
        ("tool", CelType.String),                   // the tool that leads there; empty = none does
        ("at", CelType.String));                    // file:line

    /// <summary>What a tool's code does and neither its name nor its description speaks of.</summary>
    public static CelType Excess { get; } = Object("tool-excess",
        ("tool", CelType.String),
        ("does", CelType.String),                   // reads-credentials, deletes, persists, watches-user, …
        ("subject", CelType.String),                // to what; masked
        ("says", CelType.List(CelType.String)),     // what it can do by its name and description
        ("at", CelType.String));

    /// <summary>A place at which the code of a server listens on every address of its machine.</summary>
    public static CelType Listener { get; } = Object("server-listener",
        ("host", CelType.String),                   // as written; empty where the library takes every address by itself
        ("asks", CelType.String),                   // what shows that callers are asked who they are; empty = nothing in the code does
        ("tools", CelType.List(CelType.String)),    // tools behind it that run, change or open what a parameter says: `name (runs-command)`
        ("at", CelType.String));                    // file:line

    /// <summary>The words this collector adds.</summary>
    public static ImmutableArray<Property> All { get; } =
    [
        new(AssetKind.Workload, "serverTools", Tool, true, "tools that its MCP servers offer, and what their code does", IsOptional: true),
        new(AssetKind.Workload, "toolExcess", Excess, true, "what the code of its tools does and their descriptions do not say", IsOptional: true),
        new(AssetKind.Workload, "serverSigns", Sign, true, "what the code of its MCP servers does that is a hole or made to harm", IsOptional: true),
        new(AssetKind.Workload, "serverListeners", Listener, true, "where its MCP servers listen on every address of their machine", IsOptional: true),
    ];
}
