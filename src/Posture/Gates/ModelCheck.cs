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
        var approved = ApprovedModels.Of(released.Workload);
        return Asked(approved, declared).Concat(Unlisted(approved, released.Models.Values, now));
    }

    /// <summary>Models that a release asks for and that are not approved for a workload, or not known.</summary>
    public static IEnumerable<GateReason> Asked(ApprovedModels approved, IReadOnlyList<Claim> declared)
    {
        var row = approved.Workload;
        foreach (var claim in declared.OrderBy(c => c.Origin).DistinctBy(BaseOf))
        {
            if (BaseOf(claim) is not { } model) continue;
            if (!approved.IsKnown)
                yield return Say(row, "release-model-not-known", $"the release asks for {model} ({claim.Origin}), and nobody says which models are approved for {row.Name}", "Write `models:` for the workload in a registry.");
            else if (!approved.Has(model))
                yield return Say(row, "release-model-not-approved", $"the release asks for {model} ({claim.Origin}); approved for {row.Name} {approved.Told}", Fix);
        }

        foreach (var claim in declared.Where(c => c.Value.AsMap is { } map && map.TryGet("base", out var open) && open.IsError).OrderBy(c => c.Origin).DistinctBy(c => c.Origin))
            yield return Say(row, "release-model-not-known", $"which model the release asks for is not known ({claim.Origin})", "Give the variable its value in the plan or manifest that the gate reads.");
    }

    /// <summary>Models that may be approved for a workload, and are off the list that is in force.</summary>
    public static IEnumerable<GateReason> Unlisted(ApprovedModels approved, IEnumerable<string> models, DateTimeOffset now)
    {
        if (!approved.IsListed) yield break;
        var row = approved.Workload;
        foreach (var model in models.Where(m => !approved.Lists(m, now)))
        {
            var listed = approved.Listed(now);
            yield return new GateReason(
                "model-egress", "release-model-not-listed", row.Name,
                $"{row.Name} is released with {model}, which no list of approved models that is in force names{(listed.Length == 0 ? "" : $"; listed are {listed}")}", Fix);
        }
    }

    /// <summary>Models of the plan and manifests of which only a gap speaks.</summary>
    public static IEnumerable<GateReason> Open(AssetRow row, IEnumerable<(Gap Gap, Origin Origin)> gaps) =>
        from gap in gaps
        where gap.Gap.Kind == GapKind.Missing && gap.Gap.Speaks.Any(s => s.EndsWith(".models", StringComparison.Ordinal) || s.EndsWith(".deployments", StringComparison.Ordinal))
        select Say(row, "release-model-not-known", gap.Gap.Reason, gap.Gap.Fix);

    private static string? BaseOf(Claim claim) =>
        claim.Value.AsMap is { } map && map.TryGet("base", out var said) && said.AsString is { Length: > 0 } text ? text : null;

    private static GateReason Say(AssetRow workload, string rule, string message, string fix) => new(Control, rule, workload.Name, message, fix);
}
