using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using static Plumbline.Cel.Types.CelType;

namespace Plumbline.Collectors.Declared.CodingAgents;

/// <summary>The words about coding agents. Every element names its file: where several files speak, each says its own, and the client's order of precedence decides.</summary>
internal static class AgentWords
{
    /// <summary>A rule for one tool.</summary>
    public static CelType Permission { get; } = Object("agent-permission",
        ("file", CelType.String),
        ("effect", CelType.String),       // allow, ask, deny
        ("kind", CelType.String),         // shell, edit, read, web, mcp, agent, other; any = every tool
        ("tool", CelType.String), ("spec", CelType.String),   // as written, secrets masked; an empty spec = every use
        ("any", Bool),                    // it covers every use of the tool
        ("overruled", Bool),              // the same file denies what it allows, or asks for it
        ("shared", Bool));                // the file travels with the repository

    /// <summary>How far the agent goes by itself.</summary>
    public static CelType Mode { get; } = Object("agent-mode",
        ("file", CelType.String), ("setting", CelType.String), ("written", CelType.String),
        ("kind", CelType.String),         // bypass (asks for nothing, and nothing holds it), never (asks for nothing, within a sandbox), auto (a model decides), edits, ask, plan, unlisted-denied, unknown
        ("active", Bool),                 // false for a profile that somebody must choose first
        ("blocked", Bool),                // the same file forbids the mode
        ("shared", Bool));

    /// <summary>What holds its commands.</summary>
    public static CelType Sandbox { get; } = Object("agent-sandbox",
        ("file", CelType.String), ("setting", CelType.String),
        ("kind", CelType.String),         // on, off, read-only, workspace-write, full-access
        ("network", CelType.String),      // on, off; empty = not said
        ("active", Bool), ("shared", Bool));

    /// <summary>Something that the client runs by itself at an event.</summary>
    public static CelType Hook { get; } = Object("agent-hook",
        ("file", CelType.String), ("event", CelType.String), ("matcher", CelType.String),
        ("kind", CelType.String),         // command, http, prompt, agent, mcp_tool
        ("what", CelType.String),         // masked
        ("shared", Bool));

    /// <summary>A setting worth knowing: helpers that run for credentials, servers approved as a whole, locks of an organization.</summary>
    public static CelType Setting { get; } = Object("agent-setting", ("file", CelType.String), ("setting", CelType.String), ("value", CelType.String), ("shared", Bool));

    /// <summary>A text that the agent is given with, or instead of, what its user says.</summary>
    public static CelType Instruction { get; } = Object("agent-instruction",
        ("path", CelType.String), ("kind", CelType.String),   // instructions, rules, agent, command
        ("fingerprint", CelType.String),
        ("always", Bool),                 // given every time; false where files, a name or the model decide
        ("globs", CelType.String), ("bytes", Int));

    /// <summary>Infrastructure code below the agent's folder.</summary>
    public static CelType Infrastructure { get; } = Object("agent-infrastructure", ("kind", CelType.String), ("count", Int), ("example", CelType.String));

    /// <summary>The words this collector adds.</summary>
    public static ImmutableArray<Property> All { get; } =
    [
        Word("permissions", Permission, "what it may do without asking, must ask for, may not do", true),
        Word("modes", Mode, "how far it goes by itself", true),
        Word("sandboxes", Sandbox, "what holds its commands", true),
        Word("hooks", Hook, "what its client runs by itself", true),
        Word("settings", Setting, "helpers, approvals and locks", true),
        Word("models", Shapes.ModelRef, "models that it is set to ask, as written", true),
        Word("secrets", CelType.String, "where secrets stand literally in its settings: file, name and kind"),
        Word("instructions", Instruction, "texts that steer it"),
        Word("signs", FileSign.Shape, "what in the texts that steer it speaks against them"),
        Word("infrastructure", Infrastructure, "infrastructure code in its folder"),
    ];

    // What a client is not set up to do is not adopted, and no failure.
    private static Property Word(string name, CelType type, string meaning, bool isOptional = false) => new(AssetKind.CodingAgent, name, type, true, meaning, IsOptional: isOptional);
}
