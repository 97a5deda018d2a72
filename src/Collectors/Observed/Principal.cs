using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Observed;

/// <summary>Who called, under the name that stays the same from session to session.</summary>
public static class Principal
{
    /// <summary>The partition of a region: `aws`, `aws-cn`, `aws-us-gov`.</summary>
    public static string PartitionOf(string region) =>
        region.StartsWith("cn-", StringComparison.Ordinal) ? "aws-cn"
        : region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov" : "aws";

    /// <summary>An assumed-role session's ARN as the ARN of its role; any other ARN as it is.</summary>
    public static string OfArn(string arn)
    {
        if (arn.Split(':', 6) is not ["arn", var partition, "sts", _, var account, var resource]) return arn;
        return resource.Split('/') is ["assumed-role", { Length: > 0 } role, ..] ? $"arn:{partition}:iam::{account}:role/{role}" : arn;
    }

    /// <summary>The account in an ARN; null where it names none.</summary>
    public static string? AccountOf(string arn) => arn.Split(':', 6) is ["arn", _, _, _, { Length: > 0 } account, _] ? account : null;

    /// <summary>The last part of its name: `loans` of a role's ARN.</summary>
    public static string NameOf(string principal) => principal[(principal.LastIndexOfAny(['/', ':']) + 1)..];

    /// <summary>The account, the name and the other spelling of a principal, as claims about the workload behind it.</summary>
    /// <remarks>Session ARNs lose the path of a role, and role names are unique in an account: both spellings are one role.</remarks>
    public static IEnumerable<Claim> Facts(string principal, string account, Origin origin, DateTimeOffset time)
    {
        var subject = new AssetId(AssetKind.Workload, principal);
        yield return new Claim(subject, "account", Plane.Observed, Cel.Types.Value.Of(AccountOf(principal) ?? account), origin, time);
        yield return new Claim(subject, "name", Plane.Observed, Cel.Types.Value.Of(NameOf(principal)), origin, time);
        var resource = principal.Split(':', 6) is [_, _, "iam", _, _, var last] ? last : "";
        if (resource.StartsWith("role/", StringComparison.Ordinal) && resource.LastIndexOf('/') > 4)
        {
            var alias = $"{principal[..^resource.Length]}role/{NameOf(principal)}";
            yield return new Binding(subject, alias, "is").ToClaim(Plane.Observed, origin, time);
        }
    }
}
