using System.Collections.Immutable;
using Plumbline.Collectors.Files.Containers;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>Services, ingresses and routes that lead to AI workloads of a set.</summary>
internal sealed class Entrances(KubernetesSet set, IReadOnlyList<ClusterWorkload> workloads)
{
    private static readonly string[] Proxies = ["oauth2-proxy", "oauth-proxy", "kube-rbac-proxy", "ose-oauth-proxy", "pomerium", "keycloak-gatekeeper", "gatekeeper", "authelia"];

    /// <summary>The entrances, in the order of the objects.</summary>
    public IEnumerable<Entrance> All()
    {
        foreach (var one in set.Objects)
        {
            var entrance = one switch
            {
                { Kind: "Service", Group: "" } => OfService(one),
                { Kind: "Ingress", Group: "networking.k8s.io" or "extensions" } => OfIngress(one),
                { Kind: "HTTPRoute" or "GRPCRoute" or "TCPRoute" or "TLSRoute", Group: "gateway.networking.k8s.io" } => OfRoute(one),
                { Kind: "Route", Group: "route.openshift.io" } => OfOpenShift(one),
                { Kind: "VirtualService", Group: "networking.istio.io" } => OfVirtualService(one),
                _ => null,
            };
            if (entrance is { Serves.IsEmpty: false }) yield return entrance;
        }
    }

    private Entrance OfService(KubernetesObject one)
    {
        var serves = Behind(one, null);
        return new(one, ServiceReach.Of(one), Guard(serves) ?? (set.IsWhole ? "" : null), null, serves);
    }

    private Entrance OfIngress(KubernetesObject one)
    {
        var backends = one.Node.Maps().Select(m => m.Map)
            .Select(m => (Name: m.TextAt("service", "name") ?? m.TextAt("serviceName"), Port: m.TextAt("service", "port", "number") ?? m.TextAt("service", "port", "name") ?? m.TextAt("servicePort")))
            .Where(b => b.Name is not null).Distinct();
        var serves = backends.SelectMany(b => Named(b.Name!, one.Namespace, b.Port)).Distinct().ToImmutableArray();
        var settings = new IngressSettings(one, set);
        return new(one, settings.From, Guard(serves) ?? settings.Authentication, settings.RateLimit, serves);
    }

    private Entrance OfRoute(KubernetesObject one)
    {
        var serves = one.Node.ListAt("spec", "rules").SelectMany(r => r.ListAt("backendRefs"))
            .SelectMany(b => b.TextAt("kind") == "InferencePool" ? Pooled(b.TextAt("name"), one.Namespace) : Named(b.TextAt("name") ?? "", b.TextAt("namespace") ?? one.Namespace, b.TextAt("port"))).Distinct().ToImmutableArray();
        var settings = new RouteSettings(one, set);
        return new(one, "outside", Guard(serves) ?? settings.Authentication, settings.RateLimit, serves);
    }

    private Entrance OfOpenShift(KubernetesObject one)
    {
        var limit = one.Annotation("haproxy.router.openshift.io/rate-limit-connections") == "true" ? "haproxy.router.openshift.io/rate-limit-connections" : "";
        var serves = Named(one.Node.TextAt("spec", "to", "name") ?? "", one.Namespace, one.Node.TextAt("spec", "port", "targetPort")).ToImmutableArray();
        return new(one, "outside", Guard(serves) ?? (set.IsWhole ? "" : null), limit, serves);
    }

    private Entrance OfVirtualService(KubernetesObject one)
    {
        var hosts = one.Node.Maps().Select(m => m.Map["destination"]).OfType<YamlMap>().Select(d => (Host: d.TextAt("host") ?? "", Port: d.TextAt("port", "number")));
        var serves = hosts.SelectMany(h => Named(h.Host.Split('.')[0], h.Host.Split('.') is { Length: > 1 } parts ? parts[1] : one.Namespace, h.Port)).Distinct().ToImmutableArray();
        var gateways = one.Node.TextsAt("spec", "gateways").ToList();
        return new(one, gateways.All(g => g == "mesh") ? "cluster" : "outside", Guard(serves), null, serves);
    }

    private IEnumerable<(ClusterWorkload, Container, long)> Named(string name, string space, string? port)
    {
        if (set.Of("", "Service").FirstOrDefault(s => s.Name == name && s.Namespace == space) is { } service) return Behind(service, port);
        // Operators make the services of their own kinds and name them after the object.
        return workloads.Where(w => w.Runs is not null && w.Object.Namespace == space && (name == w.Object.Name || name.StartsWith(w.Object.Name + "-", StringComparison.Ordinal)))
            .SelectMany(w => w.Serving.Take(1).Select(c => (w, c, long.TryParse(port, out var number) ? number : 0)));
    }

    private IEnumerable<(ClusterWorkload, Container, long)> Pooled(string? name, string space) =>
        set.Objects.FirstOrDefault(o => o.Kind == "InferencePool" && o.Name == name && o.Namespace == space) is { } pool
            ? Picked(space, p => Selectors.PicksPlain(pool.Node.At("spec", "selector", "matchLabels") ?? pool.Node.At("spec", "selector"), p.Labels) == true, []) : [];

    private ImmutableArray<(ClusterWorkload, Container, long)> Behind(KubernetesObject service, string? port)
    {
        var ports = service.Node.ListAt("spec", "ports").Where(p => port is null || p.TextAt("port") == port || p.TextAt("name") == port)
            .Select(p => p.TextAt("targetPort") ?? p.TextAt("port") ?? "").ToHashSet(StringComparer.Ordinal);
        return [.. Picked(service.Namespace, p => Selectors.PicksPlain(service.Node.At("spec", "selector"), p.Labels) == true, ports)];
    }

    // A port that a container writes is that container's; where none writes it, any of them may answer.
    private IEnumerable<(ClusterWorkload, Container, long)> Picked(string space, Func<PodTemplate, bool> picks, HashSet<string> ports)
    {
        foreach (var workload in workloads.Where(w => w.Object.Namespace == space))
        {
            foreach (var pod in workload.Pods.Where(picks))
            {
                var own = pod.Containers.Where(c => c.Ports.Any(p => Opens(p, ports))).ToList();
                foreach (var container in own.Count > 0 ? own : [.. pod.Containers])
                {
                    if (container.Runs is { Role: not ("loader" or "training" or "evaluation") })
                        yield return (workload, container, container.Ports.Where(p => Opens(p, ports)).Select(p => p.Number).FirstOrDefault());
                }
            }
        }
    }

    private static bool Opens((string Name, long Number) port, HashSet<string> ports) =>
        ports.Contains(port.Name) || ports.Contains(port.Number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    // What stands in the pod or in the mesh before the server; null where nothing does.
    private string? Guard(IEnumerable<(ClusterWorkload Workload, Container Container, long Port)> serves)
    {
        foreach (var (workload, _, _) in serves)
        {
            foreach (var container in workload.Containers)
                if (Proxies.FirstOrDefault(p => container.Image?.Repository.EndsWith(p, StringComparison.Ordinal) == true) is { } proxy) return proxy;
            foreach (var policy in set.Objects.Where(o => o.Kind is "AuthorizationPolicy" or "RequestAuthentication" && o.Group == "security.istio.io" && o.Namespace == workload.Object.Namespace))
                if (workload.Pods.Any(p => Selectors.Picks(policy.Node.At("spec", "selector"), p.Labels) == true)) return $"{policy.Kind} {policy.Name}";
        }

        return null;
    }
}
