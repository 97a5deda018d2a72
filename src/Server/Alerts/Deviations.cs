using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Graph;

namespace Plumbline.Server.Alerts;

/// <summary>Deviations of agents from how they usually behave, and whether their posture policies want them told: `alert_on_baseline_deviation`.</summary>
internal static class Deviations
{
    private const string Control = "behavior";
    private const string Field = "alert_on_baseline_deviation";

    /// <summary>True where a finding is a deviation, and every agent behind it has a policy that wants it recorded only.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="graph">The estate it is of.</param>
    /// <param name="own">The arrows from and to its asset.</param>
    public static bool IsQuiet(Finding finding, AssetGraph graph, IEnumerable<Relation> own)
    {
        if (finding.Rule.Control != Control) return false;
        var agents = Agents(finding.Asset, graph, own).ToList();
        return agents.Count > 0 && agents.TrueForAll(WantsQuiet);
    }

    private static IEnumerable<AssetRow> Agents(AssetRow asset, AssetGraph graph, IEnumerable<Relation> own) =>
        asset.Id.Kind == AssetKind.Agent ? [asset]
            : own.Where(r => (r.Verb == "runs" && r.From == asset.Id && r.To.Kind == AssetKind.Agent) || (r.Verb == "runs-as" && r.To == asset.Id && r.From.Kind == AssetKind.Agent))
                .Select(r => r.Verb == "runs" ? r.To : r.From).Distinct().Select(graph.Find).OfType<AssetRow>();

    // A policy that does not say it, or that another contradicts, silences nothing.
    private static bool WantsQuiet(AssetRow agent) =>
        agent.Says(Plane.Approved, "policy").AsMap is { } policy && policy["says"].AsList?.Items.Any(i => i.AsString == Field) == true && policy["alert"].IsFalse;
}
