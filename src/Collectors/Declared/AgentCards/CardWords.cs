using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using static Plumbline.Cel.Types.CelType;

namespace Plumbline.Collectors.Declared.AgentCards;

/// <summary>The words about agents that say of themselves what they can do.</summary>
internal static class CardWords
{
    /// <summary>An agent card as one file has it.</summary>
    public static CelType Card { get; } = Object("agent-card",
        ("file", CelType.String),
        ("protocol", CelType.String),     // newest version of A2A that it speaks: 0.2, 0.3, 1.0; empty = not said
        ("version", CelType.String),      // the agent's own
        ("organization", CelType.String),
        ("interfaces", CelType.List(Interface)),
        ("schemes", CelType.List(Scheme)),
        ("required", Bool),               // callers must use one of the schemes
        ("signed", Bool), ("algorithms", CelType.List(CelType.String)),
        ("streaming", Bool), ("push", Bool), ("extended", Bool),      // extended: shows more of itself to callers it knows
        ("skills", CelType.List(Skill)));

    /// <summary>Where it can be reached.</summary>
    private static CelType Interface => Object("agent-interface",
        ("url", CelType.String), ("host", CelType.String),
        ("network", CelType.String),      // loopback, cluster, private, public, variable; empty = no address
        ("plain", Bool), ("transport", CelType.String), ("protocol", CelType.String));

    /// <summary>How callers prove who they are.</summary>
    private static CelType Scheme => Object("agent-scheme",
        ("name", CelType.String), ("kind", CelType.String),           // api-key, http, oauth2, openid-connect, mutual-tls, unknown
        ("detail", CelType.String));      // where the key goes, the HTTP scheme, the OAuth flows

    /// <summary>What it offers; the description as a fingerprint.</summary>
    private static CelType Skill => Object("agent-skill",
        ("id", CelType.String), ("name", CelType.String), ("description", CelType.String), ("tags", CelType.List(CelType.String)),
        ("open", Bool));                  // it asks for no scheme of its own and the card asks for none

    /// <summary>The words this collector adds.</summary>
    public static ImmutableArray<Property> All { get; } =
        [new(AssetKind.Agent, "cards", Card, true, "what it says of itself in an A2A agent card", IsOptional: true)];
}
