using System.Collections.Immutable;
using Plumbline.Collectors.Files.Containers;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>Pods that an object makes: their settings, labels and containers.</summary>
/// <param name="Spec">The settings of the pods.</param>
/// <param name="Labels">Their labels; null where a controller decides them.</param>
/// <param name="Containers">Their containers, those that start first included.</param>
public sealed record PodTemplate(YamlMap Spec, ImmutableSortedDictionary<string, string>? Labels, ImmutableArray<Container> Containers)
{
    private static readonly string[] Lists = ["containers", "initContainers", "ephemeralContainers"];

    // Kinds whose pods carry the labels of their template, and no others that policies ask for.
    private static readonly HashSet<string> Plain = new(StringComparer.Ordinal)
        { "Pod", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job", "CronJob", "Rollout", "LeaderWorkerSet" };

    /// <summary>The pods that an object makes, wherever its kind keeps their settings.</summary>
    public static ImmutableArray<PodTemplate> Of(KubernetesObject one, AiImage? runs, Func<string, string, ConfigData?> dataOf)
    {
        var found = ImmutableArray.CreateBuilder<PodTemplate>();
        foreach (var (map, holder) in one.Node.Maps())
        {
            if (map["containers"] is not YamlList) continue;
            var containers = Lists.SelectMany(l => map.ListAt(l).OfType<YamlMap>().Select(c => (Map: c, IsFirst: l == "initContainers" && c.TextAt("restartPolicy") != "Always")))
                .Select((c, i) => ContainerNodes.Read(c.Map, i, runs, dataOf) with { IsFirst = c.IsFirst }).ToImmutableArray();
            var labels = (holder ?? one.Node).EntriesAt("metadata", "labels").Where(l => l.Node.Text is not null);
            found.Add(new(map, Plain.Contains(one.Kind) ? labels.ToImmutableSortedDictionary(l => l.Key, l => l.Node.Text!, StringComparer.Ordinal) : null, containers));
        }

        if (runs is not null && found.Count == 0 && Bare(one, runs, dataOf) is { } bare) found.Add(bare);
        return found.DrainToImmutable();
    }

    // A custom kind may say image, arguments and resources without a list of containers.
    private static PodTemplate? Bare(KubernetesObject one, AiImage runs, Func<string, string, ConfigData?> dataOf)
    {
        var maps = one.Node.Maps().Select(m => m.Map).Where(m => m != one.Node && (ImageOf(m) is not null || m["storageUri"] is not null || m["resources"] is YamlMap)).ToList();
        var spec = one.Node["spec"] as YamlMap ?? one.Node;
        if (maps.Count == 0) return new(spec, null, [new Container(one.Name, one.Line, null, [], []) { Given = runs }]);
        return new(spec, null, [.. maps.Select((m, i) => ContainerNodes.Read(m, i, runs, dataOf))]);
    }

    /// <summary>The image that a mapping names, as text or in parts.</summary>
    internal static string? ImageOf(YamlMap map) => map["image"] switch
    {
        YamlScalar scalar => scalar.Text,
        YamlMap parts when parts.TextAt("repository") is { } repository => parts.TextAt("tag") is { Length: > 0 } tag ? $"{repository}:{tag}" : repository,
        _ => null,
    };
}
