using Plumbline.Collectors.Files.Kubernetes;
using Plumbline.Posture.Assets;

namespace Plumbline.Collectors.Deployed.ClusterSnapshot;

/// <summary>Reads recorded answers of clusters.</summary>
public sealed class ClusterSnapshotCollector() : ClusterCollector("cluster-snapshot", Plane.Deployed);
