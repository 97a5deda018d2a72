using System.Collections.Immutable;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>What an ingress says of who may come in, who they are and how much they may ask.</summary>
internal sealed class IngressSettings
{
    private static readonly string[] Private = ["internal", "private", "tailscale", "gce-internal"];
    private static readonly string[] Asking = ["auth-url", "auth-type", "auth-tls-secret", "auth-signin", "auth-secret"];
    private static readonly string[] Limiting = ["limit-rps", "limit-rpm", "limit-connections", "limit-rate", "global-rate-limit"];
    private static readonly string[] KongAsking = ["key-auth", "jwt", "oauth2", "basic-auth", "openid-connect", "hmac-auth", "ldap-auth", "mtls-auth", "acl"];
    private static readonly string[] TraefikAsking = ["basicAuth", "digestAuth", "forwardAuth"];
    private readonly KubernetesObject one;
    private readonly KubernetesSet set;
    private readonly string controller;

    public IngressSettings(KubernetesObject one, KubernetesSet set)
    {
        (this.one, this.set) = (one, set);
        controller = (one.Node.TextAt("spec", "ingressClassName") ?? one.Annotation("kubernetes.io/ingress.class") ?? (Any("nginx.ingress.kubernetes.io/") ? "nginx" : Any("alb.ingress.kubernetes.io/") ? "alb" : "")).ToLowerInvariant();
        (Authentication, RateLimit) = Read();
    }

    /// <summary>network, outside, internet.</summary>
    public string From
    {
        get
        {
            if (controller == "alb") return one.Annotation("alb.ingress.kubernetes.io/scheme") == "internet-facing" ? "internet" : "network";
            if (Private.Any(p => controller.Contains(p, StringComparison.Ordinal))) return one.Annotation("tailscale.com/funnel") == "true" ? "internet" : "network";
            if (one.Annotation("appgw.ingress.kubernetes.io/use-private-ip") == "true") return "network";
            var ranges = (one.Annotation("nginx.ingress.kubernetes.io/whitelist-source-range") ?? one.Annotation("nginx.ingress.kubernetes.io/allowlist-source-range"))?.Split(',');
            return ranges is not null && !ranges.Any(ServiceReach.IsAnywhere) ? "network" : "outside";
        }
    }

    /// <summary>As of an <see cref="Entrance"/>.</summary>
    public string? Authentication { get; }

    /// <summary>As of an <see cref="Entrance"/>.</summary>
    public string? RateLimit { get; }

    private (string?, string?) Read()
    {
        if (controller.Contains("nginx", StringComparison.Ordinal) || controller.Length == 0) return Nginx();
        if (controller == "alb") return (one.Annotation("alb.ingress.kubernetes.io/auth-type") is { } type && type != "none" ? $"alb {type}" : "", one.Annotation("alb.ingress.kubernetes.io/wafv2-acl-arn") is null ? "" : null);
        if (controller.Contains("kong", StringComparison.Ordinal)) return Kong();
        if (controller.Contains("traefik", StringComparison.Ordinal)) return Traefik();
        return controller.StartsWith("gce", StringComparison.Ordinal) ? (IdentityAwareProxy(), null) : (null, null);
    }

    // Snippets can do either in code of their own.
    private (string?, string?) Nginx()
    {
        var asks = Asking.FirstOrDefault(a => one.Annotation("nginx.ingress.kubernetes.io/" + a) is { Length: > 0 });
        var limits = Limiting.FirstOrDefault(a => one.Annotation("nginx.ingress.kubernetes.io/" + a) is { Length: > 0 });
        var isCoded = one.Node.EntriesAt("metadata", "annotations").Any(a => a.Key.EndsWith("-snippet", StringComparison.Ordinal));
        var isOther = controller.Length == 0 && one.Node.EntriesAt("metadata", "annotations").Any(a => a.Key.Contains("auth", StringComparison.OrdinalIgnoreCase) || a.Key.Contains("middleware", StringComparison.Ordinal));
        var isNginx = controller.Length > 0;
        return (asks ?? (isCoded || isOther ? null : ""), limits ?? (isCoded || !isNginx ? null : ""));
    }

    private (string?, string?) Kong()
    {
        var names = List("konghq.com/plugins");
        var plugins = names.Select(n => set.Objects.FirstOrDefault(o => o.Kind is "KongPlugin" or "KongClusterPlugin" && o.Name == n)).ToList();
        var kinds = plugins.Select(p => p?.Node.TextAt("plugin") ?? "").ToList();
        var isKnown = plugins.All(p => p is not null);
        return (kinds.FirstOrDefault(k => KongAsking.Contains(k)) ?? (isKnown ? "" : null), kinds.FirstOrDefault(k => k.Contains("rate-limiting", StringComparison.Ordinal)) ?? (isKnown ? "" : null));
    }

    private (string?, string?) Traefik()
    {
        var names = List("traefik.ingress.kubernetes.io/router.middlewares");
        var found = names.Select(n => set.Objects.FirstOrDefault(o => o.Kind == "Middleware" && n == $"{o.Namespace}-{o.Name}@kubernetescrd")).ToList();
        var isKnown = found.All(f => f is not null);
        var keys = found.SelectMany(f => f?.Node.EntriesAt("spec") ?? []).Select(e => e.Key).ToList();
        return (keys.FirstOrDefault(k => TraefikAsking.Contains(k)) ?? (isKnown ? "" : null), keys.FirstOrDefault(k => k is "rateLimit" or "inFlightReq") ?? (isKnown ? "" : null));
    }

    private string? IdentityAwareProxy() =>
        set.Objects.Any(o => o.Kind is "BackendConfig" or "GCPBackendPolicy" && (o.Node.IsTrue("spec", "iap", "enabled") || o.Node.IsTrue("spec", "default", "iap", "enabled"))) ? "identity-aware proxy" : null;

    private ImmutableArray<string> List(string annotation) => [.. (one.Annotation(annotation) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private bool Any(string prefix) => one.Node.EntriesAt("metadata", "annotations").Any(a => a.Key.StartsWith(prefix, StringComparison.Ordinal));
}
