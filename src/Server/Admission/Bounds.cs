using Plumbline.Posture.Evidence;
using Plumbline.Posture.Gates;

namespace Plumbline.Server.Admission;

/// <summary>The most that a reason may do.</summary>
internal static class Bounds
{
    /// <summary>The reason, bounded by the mode of a namespace and by what runs already.</summary>
    public static GateReason Apply(GateReason reason, string? mode, bool isUnchanged)
    {
        if (mode == "audit" && reason.Effect != ReasonEffect.Overridden) return reason with { Mode = GateMode.Audit, Effect = ReasonEffect.Audited };
        var isSoft = mode == "warn" || isUnchanged;
        return isSoft && reason.Effect == ReasonEffect.Refuses ? reason with { Mode = GateMode.Warn, Effect = ReasonEffect.Warns } : reason;
    }
}
