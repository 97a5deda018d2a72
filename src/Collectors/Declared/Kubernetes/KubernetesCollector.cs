using Plumbline.Collectors.Files.Kubernetes;
using Plumbline.Posture.Assets;

namespace Plumbline.Collectors.Declared.Kubernetes;

/// <summary>Reads Kubernetes manifests.</summary>
public sealed class KubernetesCollector() : ClusterCollector("kubernetes", Plane.Declared);
