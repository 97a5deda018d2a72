using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>The role that a workload runs as, under its own name and under the one that sessions and IAM's events use.</summary>
internal static class RunsAs
{
    /// <summary>Binds them.</summary>
    /// <param name="workload">Who runs.</param>
    /// <param name="role">The role's ARN.</param>
    /// <param name="answer">Where it is said.</param>
    /// <param name="time">Since when.</param>
    public static IEnumerable<Claim> Of(AssetId workload, string role, Answer answer, DateTimeOffset time)
    {
        yield return new Binding(workload, role, "runs-as").ToClaim(Plane.Deployed, answer.Origin, time);
        if (Arn.WithoutPath(role) is { } bare) yield return new Binding(new AssetId(AssetKind.Workload, role), bare, "is").ToClaim(Plane.Deployed, answer.Origin, time);
    }
}
