using System.Collections.Immutable;
using Plumbline.Collectors.Files.Containers;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>An address at which pods answer.</summary>
/// <param name="Object">The object that makes it.</param>
/// <param name="From">Who can open a connection: cluster, node, network, outside, internet; null where that is not known.</param>
/// <param name="Authentication">What asks callers who they are; empty for nothing, null where that is not known.</param>
/// <param name="RateLimit">What limits them; empty for nothing, null where that is not known.</param>
/// <param name="Serves">What answers there.</param>
internal sealed record Entrance(
    KubernetesObject Object, string? From, string? Authentication, string? RateLimit, ImmutableArray<(ClusterWorkload Workload, Container Container, long Port)> Serves);
