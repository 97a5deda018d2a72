using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Guardrails.Tools;
using Plumbline.Posture.Assets;
using static Plumbline.Cel.Types.CelType;

namespace Plumbline.Collectors.Files.Mcp;

/// <summary>The words that say of servers, agents and workloads what their tools can do, and what speaks against the texts they give a model.</summary>
public static class ToolStatements
{
    private const int LongestText = 4096;

    /// <summary>What one tool can do, and why that is said.</summary>
    public static CelType CapabilityShape { get; } = Object("tool-capability",
        ("kind", CelType.String),         // reads-untrusted, reads-private, sends-out, destroys, executes-code, moves-money, changes-permissions, writes-files, changes-data, browses, persists
        ("sure", Bool),                   // false where only a weak word or the tool's own claim speaks for it
        ("tool", CelType.String), ("server", CelType.String),   // the server's key; empty where the tool is the program's own
        ("confirmation", Bool),           // a person must confirm each call
        ("why", CelType.String),          // the words and fields that led to it
        ("at", CelType.String));

    /// <summary>What speaks against a text that reaches the model.</summary>
    public static CelType SignShape { get; } = Object("tool-sign",
        ("what", CelType.String),         // tool, prompt, resource, instructions
        ("name", CelType.String),         // of the tool, prompt or resource
        ("kind", CelType.String),         // conceals-from-user, reads-secrets, hands-over-data, shadows-tool, …
        ("weight", CelType.String),       // high, medium, low
        ("place", CelType.String),        // where in the definition
        ("why", CelType.String),          // in the judge's words
        ("how", CelType.String),          // how it was hidden; empty = in the clear
        ("at", CelType.String));

    /// <summary>What an agent is for.</summary>
    public static CelType PurposeShape { get; } = Object("agent-purpose",
        ("text", CelType.String),         // personal data and secrets masked, cut
        ("kinds", CelType.List(CelType.String)),   // summarise, answer, search, translate, classify, extract
        ("acts", Bool));                  // it is also for doing: sending, buying, running, changing

    /// <summary>The word that tells what tools can do.</summary>
    public const string Capabilities = "capabilities";

    /// <summary>The words.</summary>
    public static ImmutableArray<Property> Words { get; } =
    [
        new(AssetKind.McpServer, Capabilities, CapabilityShape, true, "what its tools can do, tool by tool"),
        new(AssetKind.McpServer, "signs", SignShape, true, "what speaks against the texts that it gives a model", IsOptional: true),
        new(AssetKind.CodingAgent, Capabilities, CapabilityShape, true, "what the tools of its servers can do", new Borrowing("uses", AssetKind.McpServer, Capabilities, IsLost: true, IsOfEach: true), IsOptional: true),
        new(AssetKind.Agent, Capabilities, CapabilityShape, true, "what its tools can do, as far as their names say", IsOptional: true),
        new(AssetKind.Agent, "purpose", PurposeShape, false, "what it is for: as approved, or as its definition says", IsOptional: true),
        new(AssetKind.Workload, "toolCapabilities", CapabilityShape, true, "what the tools that its code defines can do", IsIncidental: true, IsOptional: true),
        new(AssetKind.Workload, "toolSigns", SignShape, true, "what speaks against the texts of the tools that its code defines", IsIncidental: true, IsOptional: true),
    ];

    /// <summary>A capability as an element of the word.</summary>
    public static Value Of(Capability capability, string tool, string server, string at, bool isConfirmed = false) => Value.Map(
        ("kind", Value.Of(capability.Kind.Name())), ("sure", Value.Of(capability.IsSure)), ("tool", Value.Of(ServerKey.Shown(tool))), ("server", Value.Of(server)),
        ("confirmation", Value.Of(isConfirmed)), ("why", Value.Of(capability.Why)), ("at", Value.Of(at)));

    /// <summary>Why a tool is known to be there without an answer of the server.</summary>
    public const string KnownOfServer = "known of the server";

    /// <summary>What a tool of a well-known server can do.</summary>
    public static Value Known(string kind, string tool, string server, string at, string why = KnownOfServer) => Value.Map(
        ("kind", Value.Of(kind)), ("sure", Value.True), ("tool", Value.Of(tool)), ("server", Value.Of(server)), ("confirmation", Value.False), ("why", Value.Of(why)), ("at", Value.Of(at)));

    /// <summary>A sign as an element of the word.</summary>
    public static Value Of(SeenSign sign, string what, string name, string at) => Value.Map(
        ("what", Value.Of(what)), ("name", Value.Of(ServerKey.Shown(name))), ("kind", Value.Of(sign.Kind)), ("weight", Value.Of(sign.Weight.Name())),
        ("place", Value.Of(ServerKey.Shown(sign.Place))), ("why", Value.Of(sign.Why)), ("how", Value.Of(sign.How)), ("at", Value.Of(at)));

    /// <summary>A purpose as an element of the word.</summary>
    public static Value Purpose(string text)
    {
        var purpose = Guardrails.Tools.Purpose.Of(text);
        var shown = text.Length > LongestText ? text[..LongestText] : text;
        return Value.Map(("text", Value.Of(Masks.Of(shown.ReplaceLineEndings(" "), [], 160))), ("kinds", Value.List(purpose.Kinds)), ("acts", Value.Of(purpose.Acts)));
    }

    /// <summary>True where a tool's name says what it does; what it does not say is not known to be harmless.</summary>
    public static bool Tells(string tool) => ToolJudge.Judge(new ToolDefinition(tool)).IsKnown;

    /// <summary>What a tool can do of which only the name is known.</summary>
    public static IEnumerable<Value> OfName(string tool, string at, bool isConfirmed = false) =>
        ToolJudge.Judge(new ToolDefinition(tool)).Capabilities.Select(c => Of(c, tool, "", at, isConfirmed));
}
