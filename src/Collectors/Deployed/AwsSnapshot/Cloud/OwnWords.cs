using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>The words that only answers of AWS say so far.</summary>
internal static class OwnWords
{
    private static readonly ImmutableArray<AssetKind> Sending = [AssetKind.Agent, AssetKind.Workload, AssetKind.Notebook, AssetKind.Endpoint];

    /// <summary>One line each.</summary>
    public static ImmutableArray<Property> All { get; } =
    [
        .. Sending.Select(k => new Property(k, "sendsAnywhere", CelType.Bool, false, "it runs in a network of the customer whose security groups let it send to every address", IsOptional: true)),
        new(AssetKind.NetworkPath, "open", CelType.Bool, false, "its security groups let in every address that leads to it", IsOptional: true),
        new(AssetKind.Bucket, "versioned", CelType.Bool, false, "what is written over or deleted in it stays as an earlier version", IsOptional: true),
    ];
}
