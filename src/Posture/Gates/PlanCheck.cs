using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;

namespace Plumbline.Posture.Gates;

/// <summary>What a plan or manifest of a release asks for, held against what is approved for the workload: no registry needs to know the resource.</summary>
internal static class PlanCheck
{
    private const string Control = "model-version-pinning";
    private const string Fix = "Take it out of the release, or have it approved: `models:` of the workload and a list under `models:` in a registry (docs/approvals.md).";

    /// <summary>The models that a release asks for, by themselves.</summary>
    public static IEnumerable<string> Models(IEnumerable<Claim> declared) => declared.Select(BaseOf).OfType<string>().Distinct().Order(StringComparer.Ordinal);

    /// <summary>Models that are not approved.</summary>
    public static IEnumerable<GateReason> Reasons(AssetRow workload, IReadOnlyList<Claim> declared)
    {
        var approved = Released.Items(workload, Plane.Approved, "models").Select(m => m["base"].AsString).ToHashSet();
        foreach (var claim in declared.OrderBy(c => c.Origin).DistinctBy(BaseOf))
        {
            if (BaseOf(claim) is not { } model) continue;
            if (!Released.IsKnown(workload, Plane.Approved, "models"))
                yield return Say(workload, "release-model-not-known", $"the release asks for {model} ({claim.Origin}), and nobody says which models are approved for {workload.Name}", "Write `models:` for the workload in a registry.");
            else if (!approved.Contains(model))
                yield return Say(workload, "release-model-not-approved", $"the release asks for {model} ({claim.Origin}); approved for {workload.Name} {(approved.Count == 0 ? "is none" : "is " + string.Join(", ", approved.Order(StringComparer.Ordinal)))}", Fix);
        }

        foreach (var claim in declared.Where(c => c.Value.AsMap is { } map && map.TryGet("base", out var open) && open.IsError).OrderBy(c => c.Origin).DistinctBy(c => c.Origin))
            yield return Say(workload, "release-model-not-known", $"which model the release asks for is not known ({claim.Origin})", "Give the variable its value in the plan or manifest that the gate reads.");
    }

    private static string? BaseOf(Claim claim) =>
        claim.Value.AsMap is { } map && map.TryGet("base", out var said) && said.AsString is { Length: > 0 } text ? text : null;

    private static GateReason Say(AssetRow workload, string rule, string message, string fix) => new(Control, rule, workload.Name, message, fix);
}
