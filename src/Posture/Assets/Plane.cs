namespace Plumbline.Posture.Assets;

/// <summary>Who speaks: the registries, the repository, the control plane or the telemetry.</summary>
public enum Plane
{
    Approved, Declared, Deployed, Observed,
}
