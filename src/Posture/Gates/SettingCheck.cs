using Plumbline.Posture.Assets;

namespace Plumbline.Posture.Gates;

/// <summary>Whether a guardrail or region that a release names is the approved one.</summary>
public static class SettingCheck
{
    /// <summary>What stands against a guardrail; null where nothing does, or nobody says which is approved.</summary>
    /// <param name="standing">The gate.</param>
    /// <param name="guardrail">Its id, name or ARN as the release writes it.</param>
    /// <param name="version">Its version; empty where the release writes none.</param>
    /// <param name="where">What of the release says so.</param>
    public static IEnumerable<GateReason> Guardrail(GateStanding standing, string guardrail, string version, string where)
    {
        foreach (var row in standing.Workloads)
        {
            if (!Released.IsKnown(row, Plane.Approved, "guardrail") || row.Says(Plane.Approved, "guardrail").AsMap is not { } use) continue;
            var (id, wanted) = (use["id"].AsString ?? "", use["version"].AsString ?? "");
            var name = standing.NameOf(new AssetId(AssetKind.Guardrail, id));
            if (Same(guardrail, id, name) && (version.Length == 0 || wanted.Length == 0 || version == wanted)) continue;
            yield return new GateReason(
                "guardrail-drift", "release-guardrail-not-approved", row.Name,
                $"the release uses guardrail {guardrail}{(version.Length > 0 ? $" version {version}" : "")} ({where}); approved for {row.Name} is {(id.Length == 0 ? "none" : $"{id}{(wanted.Length > 0 ? $" version {wanted}" : "")}")}",
                "Use the approved guardrail, or have the other one approved: `guardrail:` of the workload in a registry.");
        }
    }

    /// <summary>What stands against a region.</summary>
    public static IEnumerable<GateReason> Region(GateStanding standing, string region, string where)
    {
        foreach (var row in standing.Workloads)
        {
            if (!Released.IsKnown(row, Plane.Approved, "regions") || row.Layout.Slot(Plane.Approved, "regions") is not (>= 0 and var slot) || row[slot].AsList is not { } list) continue;
            var regions = list.Items.Select(i => i.AsString).OfType<string>().Order(StringComparer.Ordinal).ToList();
            if (regions.Contains(region, StringComparer.OrdinalIgnoreCase)) continue;
            yield return new GateReason(
                "model-egress", "release-region-not-approved", row.Name,
                $"the release calls models in {region} ({where}); approved for {row.Name} {(regions.Count == 0 ? "is no region" : "is " + string.Join(", ", regions))}",
                "Use an approved region, or have this one approved: `regions:` of the workload or its account in a registry.");
        }
    }

    private static bool Same(string written, string id, string name) =>
        written == id || (name.Length > 0 && written == name) || (id.Length > 0 && (written.EndsWith("/" + id, StringComparison.Ordinal) || id.EndsWith("/" + written, StringComparison.Ordinal)));
}
