using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;

namespace Plumbline.Collectors.Files;

/// <summary>The words for where agents run and what stands before their tools, which infrastructure code and the control plane both say.</summary>
public static class AgentHostWords
{
    /// <summary>One line each.</summary>
    public static ImmutableArray<Property> All { get; } =
    [
        new(AssetKind.Agent, "vpc", CelType.Bool, false, "it runs in a network of the customer", IsOptional: true),
        new(AssetKind.Agent, "imageFixed", CelType.Bool, false, "its image is named by digest, so that it is the one that was tested", IsOptional: true),
        new(AssetKind.Tool, "openNetwork", CelType.Bool, false, "what it runs may reach the whole internet", IsOptional: true),
        new(AssetKind.Tool, "recorded", CelType.Bool, false, "what is done in it is recorded", IsOptional: true),
        new(AssetKind.Tool, "runsCode", CelType.Bool, false, "it runs what a model writes", IsOptional: true),
        new(AssetKind.Endpoint, "authenticated", CelType.Bool, false, "whoever calls it must say who he is", IsOptional: true),
        new(AssetKind.Endpoint, "tellsErrors", CelType.Bool, false, "it tells callers the inner errors of what stands behind it", IsOptional: true),
        new(AssetKind.Endpoint, "policyOnlyLogs", CelType.Bool, false, "its policies note what they would refuse and refuse nothing", IsOptional: true),
        new(AssetKind.DataStore, "customerKey", CelType.Bool, false, "what it stores is encrypted with a key that the customer holds", IsOptional: true),
    ];
}
