using System.Collections.Immutable;
using Plumbline.Collectors.Files.Containers;
using Plumbline.Posture.Assets;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>An object that runs AI software, with its pods.</summary>
/// <param name="Object">The object.</param>
/// <param name="Set">What it was applied or answered with.</param>
/// <param name="Id">The asset it is.</param>
/// <param name="Runs">What its kind runs; null where only its containers say.</param>
/// <param name="Pods">Its pods.</param>
internal sealed record ClusterWorkload(KubernetesObject Object, KubernetesSet Set, AssetId Id, AiImage? Runs, ImmutableArray<PodTemplate> Pods)
{
    /// <summary>The name as messages show it: `rag/Deployment/api`.</summary>
    public string Shown => $"{Object.Namespace}/{Object.Kind}/{Object.Name}";

    /// <summary>The service account of its pods; `default` where none is written.</summary>
    public string Account => Accounts().FirstOrDefault() ?? "default";

    /// <summary>The containers of all its pods.</summary>
    public IEnumerable<Container> Containers => Pods.SelectMany(p => p.Containers);

    /// <summary>The containers that answer requests: those with AI software first.</summary>
    public IEnumerable<Container> Serving => Containers.Where(c => c.Runs is { Role: not ("loader" or "training") });

    private IEnumerable<string> Accounts() =>
        Pods.Select(p => p.Spec.TextAt("serviceAccountName") ?? p.Spec.TextAt("serviceAccount"))
            .Append(Object.Node.Maps().Select(m => m.Map.TextAt("serviceAccountName")).FirstOrDefault(t => t is not null)).OfType<string>();
}
