using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;

namespace Plumbline.Posture.Gates;

/// <summary>Which release it is: evidence first, then the ledger, then what somebody says; nobody's word stands against evidence.</summary>
internal static class Deploys
{
    public static bool IsFirst(DeployKind deploy) => deploy is DeployKind.First or DeployKind.SaidFirst;

    public static DeployKind Of(ImmutableArray<AssetRow> workloads, GateRequest request, out GateReason? contradiction)
    {
        contradiction = null;
        var running = workloads.FirstOrDefault(w => Gate.IsSeen(w, Plane.Deployed) || Gate.IsSeen(w, Plane.Observed));
        if (running is not null || request.LastAllowed is not null)
        {
            if (request.SaysFirst) contradiction = Against(running, request);
            return DeployKind.Later;
        }

        if (workloads.Length > 0 && workloads.All(w => Gate.IsLookedAt(w, Plane.Deployed) || Gate.IsLookedAt(w, Plane.Observed))) return DeployKind.First;
        return request.SaysFirst ? DeployKind.SaidFirst : DeployKind.Unknown;
    }

    private static GateReason Against(AssetRow? running, GateRequest request) => new(
        Gate.Evidence, "not-the-first-deploy", running?.Name ?? request.System,
        running is not null ? $"--first-deploy says that {running.Name} was never released there, and it is there"
            : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"--first-deploy says that {request.System} was never released to {request.Environment}, and a gate let it pass at {request.LastAllowed:yyyy-MM-dd HH:mm} UTC"),
        "Leave --first-deploy out, and add the answers of its control plane and its logs.");
}
