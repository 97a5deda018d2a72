using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Observed.CloudTrail;

/// <summary>Where the accounts and guardrails live whose changes a trail tells: without it nothing that was looked at there would be known of them.</summary>
internal static class TrailPlaces
{
    /// <summary>Account and region of each, traced to its first change.</summary>
    public static IEnumerable<Claim> Of(IEnumerable<Claim> changes)
    {
        foreach (var change in changes.GroupBy(c => c.Subject).Select(g => g.OrderBy(c => c.Time).ThenBy(c => c.Origin).First()).OrderBy(c => c.Subject))
        {
            var (account, region) = Place(change.Subject);
            if (account.Length == 0 || region.Length == 0) continue;
            yield return change with { Property = "account", Value = Value.Of(account) };
            yield return change with { Property = "region", Value = Value.Of(region) };
            if (change.Subject.Kind == AssetKind.Account) yield return change with { Property = "name", Value = Value.Of(change.Subject.Key) };
        }
    }

    private static (string Account, string Region) Place(AssetId subject) => subject.Kind switch
    {
        AssetKind.Account when subject.Key.Split('/') is [var account, var region] => (account, region),
        AssetKind.Guardrail when subject.Key.Split(':', 6) is [_, _, _, var region, var account, _] => (account, region),
        _ => ("", ""),
    };
}
