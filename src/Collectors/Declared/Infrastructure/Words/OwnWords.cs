using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;

namespace Plumbline.Collectors.Declared.Infrastructure.Words;

/// <summary>The words that only infrastructure code says so far.</summary>
internal static class OwnWords
{
    /// <summary>One line each.</summary>
    public static ImmutableArray<Property> All { get; } =
    [
        .. AgentHostWords.All,
        new(AssetKind.Agent, "roleActions", CelType.String, true, "actions that its role is allowed on everything, without condition", IsOptional: true),
        new(AssetKind.Tool, "roleActions", CelType.String, true, "actions that its role is allowed on everything, without condition", IsOptional: true),
        new(AssetKind.Notebook, "roleActions", CelType.String, true, "actions that its role is allowed on everything, without condition", IsOptional: true),
        new(AssetKind.Pipeline, "outputKey", CelType.Bool, false, "what its runs write is encrypted with a key that the customer holds", IsOptional: true),
        new(AssetKind.Pipeline, "volumeKey", CelType.Bool, false, "the disks of its machines are encrypted with a key that the customer holds", IsOptional: true),
        new(AssetKind.Pipeline, "encryptedTraffic", CelType.Bool, false, "traffic between its machines is encrypted", IsOptional: true),
        new(AssetKind.Pipeline, "isolated", CelType.Bool, false, "its containers run without network access", IsOptional: true),
        new(AssetKind.Pipeline, "vpc", CelType.Bool, false, "its containers run in a network of the customer", IsOptional: true),
        new(AssetKind.Pipeline, "image", CelType.String, false, "the image of its containers", IsOptional: true),
        new(AssetKind.Pipeline, "imageFixed", CelType.Bool, false, "its image is named by digest, so that it is the one that was tested", IsOptional: true),
        new(AssetKind.Guardrail, "customerKey", CelType.Bool, false, "its definition is encrypted with a key that the customer holds", IsOptional: true),
        new(AssetKind.Endpoint, "managedIdentity", CelType.Bool, false, "it signs in to other services with an identity of its own, not with a secret", IsOptional: true),
        new(AssetKind.Endpoint, "outboundLimited", CelType.Bool, false, "addresses are listed for it, and it may only fetch from them", IsOptional: true),
        new(AssetKind.Endpoint, "privatelyConnected", CelType.Bool, false, "a private endpoint leads to it, or from it to the data it reads", IsOptional: true),
        new(AssetKind.Endpoint, "throttled", CelType.Bool, false, "how often it may be called is limited", IsOptional: true),
        new(AssetKind.Endpoint, "sensitiveStore", CelType.Bool, false, "its storage holds data of high business impact and can be reached from everywhere", IsOptional: true),
        new(AssetKind.VectorStore, "publicAccess", CelType.Bool, false, "everybody can reach it over the public internet", IsOptional: true),
        new(AssetKind.VectorStore, "localAuth", CelType.Bool, false, "it accepts keys beside identities", IsOptional: true),
        new(AssetKind.VectorStore, "managedIdentity", CelType.Bool, false, "it signs in to other services with an identity of its own, not with a secret", IsOptional: true),
        new(AssetKind.VectorStore, "customerKey", CelType.Bool, false, "what it stores is encrypted with a key that the customer holds", IsOptional: true),
        new(AssetKind.Dataset, "customerKey", CelType.Bool, false, "what it stores is encrypted with a key that the customer holds", IsOptional: true),
    ];
}
