using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>What policies attached to a route of the Gateway API, or to its gateway, ask of callers.</summary>
internal sealed class RouteSettings
{
    private static readonly string[] Asking = ["jwt", "oidc", "basicAuth", "apiKeyAuth", "apiKeyAuthentication", "extAuth", "jwtAuthentication", "authorization", "basicAuthentication", "rules"];

    public RouteSettings(KubernetesObject route, KubernetesSet set)
    {
        var gateways = route.Node.ListAt("spec", "parentRefs").Select(p => p.TextAt("name")).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var isWhole = set.IsWhole && gateways.Count > 0 && gateways.All(g => set.Objects.Any(o => o.Kind == "Gateway" && o.Name == g));
        // A filter of the controller's own may do anything.
        var isExtended = route.Node.ListAt("spec", "rules").SelectMany(r => r.ListAt("filters")).Any(f => f.TextAt("type") == "ExtensionRef");
        var attached = set.Objects.Where(o => Targets(o, route.Name, gateways)).ToList();
        var none = isWhole && !isExtended ? "" : null;
        Authentication = attached.FirstOrDefault(Asks) is { } asks ? $"{asks.Kind} {asks.Name}" : none;
        RateLimit = attached.FirstOrDefault(o => o.Node.Maps().Any(m => m.Map["rateLimit"] is not null)) is { } limits ? $"{limits.Kind} {limits.Name}" : none;
    }

    /// <summary>As of an <see cref="Entrance"/>.</summary>
    public string? Authentication { get; }

    /// <summary>As of an <see cref="Entrance"/>.</summary>
    public string? RateLimit { get; }

    private static bool Targets(KubernetesObject policy, string route, HashSet<string> gateways) =>
        policy.Node.ListAt("spec", "targetRefs").Append(policy.Node.At("spec", "targetRef")).OfType<YamlMap>()
            .Any(t => (t.TextAt("kind") is "HTTPRoute" or "GRPCRoute" && t.TextAt("name") == route) || (t.TextAt("kind") == "Gateway" && gateways.Contains(t.TextAt("name") ?? "")));

    private static bool Asks(KubernetesObject policy) => policy.Node["spec"].Maps().Any(m => Asking.Any(a => m.Map[a] is not null));
}
