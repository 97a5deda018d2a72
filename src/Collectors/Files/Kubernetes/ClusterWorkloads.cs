using Plumbline.Collectors.Files.Containers;
using Plumbline.Posture.Assets;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>Finds the AI workloads of a set.</summary>
internal static class ClusterWorkloads
{
    /// <summary>Kinds that make pods, whatever these run.</summary>
    private static readonly HashSet<string> Running = new(StringComparer.Ordinal)
        { "Pod", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job", "CronJob", "Rollout", "LeaderWorkerSet", "Service", "Workflow", "CronWorkflow", "WorkflowTemplate", "AppWrapper", "JobSet", "SparkApplication", "ScaledJob" };

    /// <summary>The AI workloads of a set, in the order of its objects.</summary>
    /// <param name="set">The set.</param>
    /// <param name="isCode">True of files that belong to a project a registry knows by its folder.</param>
    public static List<ClusterWorkload> Of(KubernetesSet set, Func<string, bool> isCode)
    {
        var counts = set.Objects.GroupBy(o => (o.Namespace, o.Kind, o.Name)).ToDictionary(g => g.Key, g => g.Select(o => o.File).Distinct().Count());
        var names = set.Objects.Select(o => (o.Namespace, o.Kind, o.Name)).ToHashSet();
        var found = new List<ClusterWorkload>();
        foreach (var one in set.Objects)
        {
            if (one.Kind == "CustomResourceDefinition" || OwnedBy(one) is { } owner && names.Contains((one.Namespace, owner.Kind, owner.Name))) continue;
            var runs = AiKinds.Find(one);
            if (runs is null && !(Running.Contains(one.Kind) && (one.Kind != "Service" || one.Group == "serving.knative.dev"))) continue;
            var pods = PodTemplate.Of(one, runs, (kind, name) => DataOf(set, one.Namespace, kind, name));
            if (runs is null && !pods.SelectMany(p => p.Containers).Any(ContainerFacts.IsAi)) continue;
            var watched = Watched(set, one);
            pods = [.. pods.Select(p => p with { Containers = [.. p.Containers.Select(c => c with { Watched = watched })] })];
            var place = counts[(one.Namespace, one.Kind, one.Name)] > 1 && !set.IsLive ? one.File : set.Name;
            var (ownKind, ownName) = OwnedBy(one) ?? (one.Kind, one.Name);
            var named = one with { Kind = ownKind, Name = ownName };
            found.Add(new ClusterWorkload(named, set, IdOf(named, place, isCode), runs, pods));
        }

        return found;
    }

    /// <summary>What a config map or secret of a set holds; null where it is not there.</summary>
    public static ConfigData? DataOf(KubernetesSet set, string space, string kind, string name) =>
        set.Objects.FirstOrDefault(o => o.Group.Length == 0 && o.Kind == kind && o.Name == name && o.Namespace == space) is { } found ? ConfigData.Of(found.Node) : null;

    // A monitor names pods by labels that controllers may add: one in the namespace is taken to watch what runs there.
    private static string Watched(KubernetesSet set, KubernetesObject one)
    {
        if (set.Objects.Any(o => o.Kind is "ServiceMonitor" or "PodMonitor" or "PodMonitoring" or "OpenTelemetryCollector" && o.Namespace == one.Namespace)) return "true";
        var says = one.Node.Maps().SelectMany(m => m.Map.EntriesAt("annotations")).Any(a => a.Node.Text != "false" &&
            (a.Key.EndsWith("prometheus.io/scrape", StringComparison.Ordinal) || a.Key.EndsWith("enable-prometheus-scraping", StringComparison.Ordinal) || a.Key.StartsWith("instrumentation.opentelemetry.io/", StringComparison.Ordinal) || a.Key == "sidecar.opentelemetry.io/inject"));
        if (says || one.Node.Maps().Any(m => m.Map["logger"] is not null && one.Group == "serving.kserve.io" || m.Map["tracing"] is not null)) return "true";
        return set.Knows("ServiceMonitor", one.Namespace) ? "false" : "whether a ServiceMonitor selects it was not asked of the cluster";
    }

    private static AssetId IdOf(KubernetesObject one, string place, Func<string, bool> isCode) => new(
        AssetKind.Workload, !one.IsLive && isCode(one.File) ? $"path:{one.File}" : $"k8s:{place}/{one.Namespace}/{one.Kind.ToLowerInvariant()}/{one.Name}");

    // A pod of a replica set of a deployment is that deployment's, also where only pods were recorded.
    internal static (string Kind, string Name)? OwnedBy(KubernetesObject one)
    {
        var owner = one.Node.ListAt("metadata", "ownerReferences").FirstOrDefault(o => o.IsTrue("controller"));
        if (owner.TextAt("kind") is not { } kind || owner.TextAt("name") is not { } name) return null;
        var hash = one.Labels.FirstOrDefault(l => l.Key == "pod-template-hash").Node?.Text;
        return kind == "ReplicaSet" && hash is { Length: > 0 } && name.EndsWith("-" + hash, StringComparison.Ordinal) ? ("Deployment", name[..^(hash.Length + 1)]) : (kind, name);
    }
}
