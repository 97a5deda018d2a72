using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;

namespace Plumbline.Reports;

/// <summary>Whether an asset is registered, shadow or dormant.</summary>
public static class Status
{
    /// <summary>shadow: seen, not registered; dormant: registered, looked for, never seen; else registered or unknown.</summary>
    public static string Of(AssetRow row)
    {
        var registered = row[row.Layout.Fact("registered")];
        if (registered.IsFalse) return "shadow";
        if (!registered.IsTrue) return "unknown";
        return row.Id.Kind == AssetKind.Workload && row.Says(Plane.Observed, "calls").AsList is { IsPartial: false, Items.IsEmpty: true } ? "dormant" : "registered";
    }

    /// <summary>True where a plane says anything of the asset.</summary>
    public static bool Speaks(AssetRow row, Plane plane)
    {
        for (var slot = 0; slot < row.Layout.Slots; slot++)
        {
            foreach (var claim in row.ClaimsOf(slot)) if (claim.Plane == plane) return true;
        }

        return false;
    }
}
