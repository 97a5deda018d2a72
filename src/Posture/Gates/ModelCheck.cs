using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;

namespace Plumbline.Posture.Gates;

/// <summary>Whether the models that a release asks for are approved: those of its plan and manifests too, of which no registry needs to know the resource.</summary>
internal static class ModelCheck
{
    private const string Control = "model-version-pinning";
    private const string Fix = "Take it out of the release, or have it approved: `models:` of the workload and a list under `models:` in a registry (docs/registry.md).";

    /// <summary>The models that claims ask for, by themselves.</summary>
    public static IEnumerable<string> Models(IEnumerable<Claim> declared) => declared.Select(BaseOf).OfType<string>().Distinct().Order(StringComparer.Ordinal);

    /// <summary>Models that are not approved.</summary>
    /// <param name="released">What is released.</param>
    /// <param name="declared">What the plan and manifests of the release declare.</param>
    /// <param name="now">The moment of the lists.</param>
    public static IEnumerable<GateReason> Reasons(Released released, IReadOnlyList<Claim> declared, DateTimeOffset now)
    {
        var row = released.Workload;
        var approved = Released.Items(row, Plane.Approved, "models").Select(m => m["base"].AsString).ToHashSet();
        foreach (var claim in declared.OrderBy(c => c.Origin).DistinctBy(BaseOf))
        {
            if (BaseOf(claim) is not { } model) continue;
            if (!Released.IsKnown(row, Plane.Approved, "models"))
                yield return Say(row, "release-model-not-known", $"the release asks for {model} ({claim.Origin}), and nobody says which models are approved for {row.Name}", "Write `models:` for the workload in a registry.");
            else if (!approved.Contains(model))
                yield return Say(row, "release-model-not-approved", $"the release asks for {model} ({claim.Origin}); approved for {row.Name} {(approved.Count == 0 ? "is none" : "is " + string.Join(", ", approved.Order(StringComparer.Ordinal)))}", Fix);
        }

        foreach (var claim in declared.Where(c => c.Value.AsMap is { } map && map.TryGet("base", out var open) && open.IsError).OrderBy(c => c.Origin).DistinctBy(c => c.Origin))
            yield return Say(row, "release-model-not-known", $"which model the release asks for is not known ({claim.Origin})", "Give the variable its value in the plan or manifest that the gate reads.");
        foreach (var reason in Unlisted(released, now)) yield return reason;
    }

    /// <summary>Models of the plan and manifests of which only a gap speaks.</summary>
    public static IEnumerable<GateReason> Open(AssetRow row, IEnumerable<(Gap Gap, Origin Origin)> gaps) =>
        from gap in gaps
        where gap.Gap.Kind == GapKind.Missing && gap.Gap.Speaks.Any(s => s.EndsWith(".models", StringComparison.Ordinal) || s.EndsWith(".deployments", StringComparison.Ordinal))
        select Say(row, "release-model-not-known", gap.Gap.Reason, gap.Gap.Fix);

    // A model may be approved for a workload and off the list that is in force.
    private static IEnumerable<GateReason> Unlisted(Released released, DateTimeOffset now)
    {
        var row = released.Workload;
        if (!Released.IsKnown(row, Plane.Approved, "catalogue")) yield break;
        var listed = Released.Items(row, Plane.Approved, "catalogue").Where(l => Time(l["from"]) <= now && now < Time(l["until"])).Select(l => l["base"].AsString).ToHashSet();
        foreach (var model in released.Models.Values.Where(m => !listed.Contains(m)))
            yield return new GateReason(
                "model-egress", "release-model-not-listed", row.Name,
                $"{row.Name} is released with {model}, which no list of approved models that is in force names{(listed.Count == 0 ? "" : $"; listed are {string.Join(", ", listed.Order(StringComparer.Ordinal))}")}", Fix);
    }

    private static DateTimeOffset Time(Value value) => value.AsBoxed is Timestamp time ? time.AsInstant : DateTimeOffset.MinValue;

    private static string? BaseOf(Claim claim) =>
        claim.Value.AsMap is { } map && map.TryGet("base", out var said) && said.AsString is { Length: > 0 } text ? text : null;

    private static GateReason Say(AssetRow workload, string rule, string message, string fix) => new(Control, rule, workload.Name, message, fix);
}
