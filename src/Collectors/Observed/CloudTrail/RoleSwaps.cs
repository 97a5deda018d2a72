using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Observed.CloudTrail;

/// <summary>Releases that gave a workload another role than the release before: by them its rights changed, too.</summary>
/// <remarks>An agent's update always names its role, so only the one before tells whether it is another.</remarks>
internal sealed class RoleSwaps
{
    private readonly List<(Claim Release, string Role)> given = [];

    /// <summary>Takes in a release that names a role.</summary>
    public void Add(Claim release, string role) => given.Add((release, role));

    /// <summary>The swaps, as changes of the role.</summary>
    public IEnumerable<Claim> ToClaims()
    {
        foreach (var workload in given.GroupBy(g => g.Release.Subject).OrderBy(g => g.Key))
        {
            string? before = null;
            foreach (var (release, role) in workload.OrderBy(g => g.Release.Time).ThenBy(g => g.Release.Origin))
            {
                if (before is not null && before != role) yield return release with { Property = "roleChanges" };
                before = role;
            }
        }
    }
}
