using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;

namespace Plumbline.Posture.Drifts;

/// <summary>What is held against what.</summary>
public enum DriftKind
{
    /// <summary>One part of a system in two environments.</summary>
    Environments,

    /// <summary>What the repository declares and what the control plane shows.</summary>
    DeclaredDeployed,

    /// <summary>What was approved and what another plane shows.</summary>
    Approval,
}

/// <summary>How a difference stands.</summary>
public enum DriftState
{
    /// <summary>They differ, and nobody answers for it.</summary>
    Drift,

    /// <summary>They differ, and a promotion says until when.</summary>
    Promoted,

    /// <summary>Nobody can tell: one side shows it, and the other was not looked at.</summary>
    Unknown,
}

/// <summary>One of the two sides.</summary>
/// <param name="Label">The environment, or the plane.</param>
/// <param name="Workload">The name of the workload or agent.</param>
/// <param name="Plane">Where it is shown.</param>
/// <param name="Values">What it shows.</param>
/// <param name="Only">What only it shows.</param>
public sealed record DriftSide(string Label, string Workload, Plane Plane, ImmutableArray<Shown> Values, ImmutableArray<Shown> Only);

/// <summary>One property in which two sides that should be alike are not, or of which that cannot be told.</summary>
/// <param name="System">The AI system's name; empty where none owns it.</param>
/// <param name="Asset">The asset on the second side.</param>
/// <param name="Other">The asset on the first side, where that is another.</param>
/// <param name="Property">model, prompt, guardrail, tools, role, region, eval.</param>
/// <param name="Kind">What is held against what.</param>
/// <param name="State">How it stands.</param>
/// <param name="From">The first side: where versions come from, or what should be.</param>
/// <param name="To">The second side.</param>
/// <param name="Missing">For unknown: why.</param>
/// <param name="Promotion">The promotion that accounts for it, whether it still holds or not.</param>
/// <param name="Parted">When they first parted, as far as claims tell.</param>
public sealed record Drift(
    string System, AssetRow Asset, AssetRow? Other, string Property, DriftKind Kind, DriftState State, DriftSide From, DriftSide To, string Missing, Promotion? Promotion, DateTimeOffset? Parted)
{
    /// <summary>The registry that should hold it: model, prompt, eval, agent, guardrail, or the place it runs in.</summary>
    public string Registry => Asset.Id.Kind == AssetKind.Agent ? "agent" : Property switch
    {
        "tools" or "role" => "agent",
        var own => own,
    };

    /// <summary>The same for the same difference from scan to scan.</summary>
    public string Key => $"{Kind.Name()}\u001f{Asset.Id}\u001f{Property}\u001f{From.Label}\u001f{To.Label}";
}
