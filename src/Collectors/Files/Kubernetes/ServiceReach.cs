using System.Net;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>Who can open a connection to a service.</summary>
internal static class ServiceReach
{
    private static readonly (string Annotation, string[] Values)[] Internal =
    [
        ("service.beta.kubernetes.io/aws-load-balancer-internal", ["true", "0.0.0.0/0"]), ("service.beta.kubernetes.io/aws-load-balancer-scheme", ["internal"]),
        ("service.beta.kubernetes.io/azure-load-balancer-internal", ["true"]), ("networking.gke.io/load-balancer-type", ["Internal", "internal"]),
        ("cloud.google.com/load-balancer-type", ["Internal", "internal"]), ("service.beta.kubernetes.io/oci-load-balancer-internal", ["true"]),
        ("service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type", ["private"]), ("service.beta.kubernetes.io/openstack-internal-load-balancer", ["true"]),
    ];

    /// <summary>cluster, node, network, internet; null where it is filled in when it is deployed.</summary>
    public static string? Of(KubernetesObject one)
    {
        var type = one.Node.TextAt("spec", "type") ?? "ClusterIP";
        if (Containers.Placeholders.In(type)) return null;
        if (type == "NodePort") return "node";
        if (type != "LoadBalancer") return one.Node.TextsAt("spec", "externalIPs").Any() ? "network" : "cluster";
        if (Internal.Any(i => one.Annotation(i.Annotation) is { } said && i.Values.Contains(said))) return "network";
        // The AWS controller keeps a balancer inside unless it is told otherwise.
        var isController = one.Node.TextAt("spec", "loadBalancerClass") == "service.k8s.aws/nlb" || one.Annotation("service.beta.kubernetes.io/aws-load-balancer-type") is "external" or "nlb-ip";
        if (isController && one.Annotation("service.beta.kubernetes.io/aws-load-balancer-scheme") != "internet-facing") return "network";
        if (one.Node.TextAt("spec", "loadBalancerClass") is "tailscale") return "network";
        var ranges = one.Node.TextsAt("spec", "loadBalancerSourceRanges").ToList();
        if (ranges.Count > 0 && !ranges.Any(IsAnywhere)) return "network";
        var addresses = one.Node.ListAt("status", "loadBalancer", "ingress").Select(i => i.TextAt("ip")).OfType<string>().ToList();
        return addresses.Count > 0 && addresses.All(IsPrivate) ? "network" : "internet";
    }

    /// <summary>True for a range that lets everybody in.</summary>
    public static bool IsAnywhere(string range) => range.Trim() is "0.0.0.0/0" or "::/0";

    private static bool IsPrivate(string text) => IPAddress.TryParse(text, out var address) && address.GetAddressBytes() switch
    {
        [10, ..] or [192, 168, ..] or [127, ..] or [169, 254, ..] => true,
        [172, var b, _, _] => b is >= 16 and < 32,
        [100, var b, _, _] => b is >= 64 and < 128,
        [var b, ..] and { Length: 16 } => (b & 0xfe) == 0xfc,
        _ => false,
    };
}
