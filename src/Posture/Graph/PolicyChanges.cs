using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Graph;

/// <summary>Carries changes of a policy to the workloads whose roles hold it: whoever changes the policy changes what they may do.</summary>
internal static class PolicyChanges
{
    /// <summary>The changes of each policy, said of each workload that holds it.</summary>
    public static IEnumerable<Claim> ToClaims(Drafts drafts)
    {
        var changes = drafts.Values.Where(d => d.Row.Id.Kind == AssetKind.Identity)
            .Select(d => (d.Row.Id.Key, Claims: d.ClaimsOf("changes").ToList())).Where(d => d.Claims.Count > 0).ToDictionary(d => d.Key, d => d.Claims, StringComparer.Ordinal);
        if (changes.Count == 0) return [];
        return from draft in drafts.Values
               where draft.Row.Id.Kind == AssetKind.Workload
               from policy in draft.ClaimsOf("policies").Select(c => c.Value.AsString).OfType<string>().Distinct()
               from change in changes.GetValueOrDefault(policy) ?? []
               select change with { Subject = draft.Row.Id, Property = "roleChanges" };
    }
}
