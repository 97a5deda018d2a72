using System.Collections.Immutable;
using Plumbline.Cel.Types;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>What network policies leave open of a workload's pods.</summary>
internal static class Isolation
{
    // Policies of other makers that may hold for any pod.
    private static readonly HashSet<string> Wide = new(StringComparer.Ordinal)
        { "CiliumClusterwideNetworkPolicy", "GlobalNetworkPolicy", "AdminNetworkPolicy", "BaselineAdminNetworkPolicy", "ClusterNetworkPolicy" };

    /// <summary>One record for each of its pods' settings; null where it is not known which policies select them.</summary>
    public static List<(Value Value, KubernetesObject? By)>? Of(ClusterWorkload workload)
    {
        var set = workload.Set;
        if (!set.Knows("NetworkPolicy", workload.Object.Namespace) || set.Objects.Any(o => Wide.Contains(o.Kind))) return null;
        var found = new List<(Value, KubernetesObject?)>();
        foreach (var pod in workload.Pods)
        {
            if (Select(workload, pod) is not { } policies) return null;
            var value = Value.Map(
                ("workload", Value.Of(workload.Shown)), ("policies", Value.List(policies.Select(p => p.Name).Order(StringComparer.Ordinal))),
                ("ingress", Value.Of(Side(policies, "Ingress", "ingress"))), ("egress", Value.Of(Side(policies, "Egress", "egress"))));
            found.Add((value, policies.FirstOrDefault()));
        }

        return found;
    }

    private static List<KubernetesObject>? Select(ClusterWorkload workload, PodTemplate pod)
    {
        var selected = new List<KubernetesObject>();
        foreach (var policy in workload.Set.Objects.Where(o => o.Namespace == workload.Object.Namespace && o.Kind is "NetworkPolicy" or "CiliumNetworkPolicy"))
        {
            if (policy.Group == "projectcalico.org" || policy.Group == "crd.projectcalico.org") return null;
            switch (Selectors.Picks(policy.Node.At("spec", policy.Kind == "NetworkPolicy" ? "podSelector" : "endpointSelector"), pod.Labels))
            {
                case true: selected.Add(policy); break;
                case null: return null;
            }
        }

        return selected;
    }

    private static string Side(List<KubernetesObject> policies, string type, string key)
    {
        var side = policies.Where(p => Types(p).Contains(type)).ToList();
        if (side.Count == 0) return "open";
        var rules = side.SelectMany(p => p.Node.ListAt("spec", key)).ToList();
        // A rule that names no peer and no port lets everything through.
        return rules.Any(r => !r.EntriesAt().Any()) ? "open" : rules.Count == 0 ? "closed" : "limited";
    }

    private static ImmutableArray<string> Types(KubernetesObject policy)
    {
        if (policy.Node.At("spec", "policyTypes") is not null) return [.. policy.Node.TextsAt("spec", "policyTypes")];
        var hasEgress = policy.Node.At("spec", "egress") is not null;
        if (policy.Kind == "CiliumNetworkPolicy") return [.. policy.Node.At("spec", "ingress") is not null ? ["Ingress"] : Array.Empty<string>(), .. hasEgress ? ["Egress"] : Array.Empty<string>()];
        return hasEgress ? ["Ingress", "Egress"] : ["Ingress"];
    }
}
