using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>Managed policies by ARN; a `get-policy-version` answer does not name its policy, so its path does.</summary>
internal sealed class ManagedPolicies(Snapshot snapshot)
{
    /// <summary>The statements of a policy's default version and the answer that holds them; null where no answer does and it is none that everybody knows.</summary>
    public (ImmutableArray<Statement> Statements, Answer? Answer)? Find(string arn)
    {
        var dumped = from answer in snapshot.Of("get-account-authorization-details")
                     from policy in answer.Root.Elements("Policies")
                     where policy.Text("Arn") == arn
                     from version in policy.Elements("PolicyVersionList")
                     where version.Flag("IsDefaultVersion") != false
                     let read = PolicyDocument.Read(version.At("Document"))
                     where read is not null
                     select ((ImmutableArray<Statement>, Answer?)?)(read.Value, answer);
        return dumped.FirstOrDefault() ?? Versioned(arn) ?? (WellKnown.Find(arn) is { } known ? (known, null) : null);
    }

    private (ImmutableArray<Statement>, Answer?)? Versioned(string arn)
    {
        var name = Arn.Parse(arn)?.Name ?? arn;
        var versions = snapshot.Of("get-policy-version").Where(a => a.Root.At("PolicyVersion", "Document").ValueKind != JsonValueKind.Undefined).ToList();
        var named = versions.Where(v => IsNamed(v.File.Path, name) && IsOf(v, arn))
            .OrderByDescending(v => v.Root.Flag("PolicyVersion", "IsDefaultVersion") ?? false).FirstOrDefault();
        var only = AttachedNames().Take(2).Count() == 1 && versions.Count == 1 ? versions[0] : null;
        return (named ?? only) is { } found && PolicyDocument.Read(found.Root.At("PolicyVersion", "Document")) is { } read ? (read, found) : null;
    }

    // `get-policy-version-loan-read-v3.json` names `loan-read`, not `loan`, where both are attached.
    private bool IsNamed(string path, string name) => path.Contains(name, StringComparison.Ordinal)
        && !AttachedNames().Any(o => o.Length > name.Length && o.Contains(name, StringComparison.Ordinal) && path.Contains(o, StringComparison.Ordinal));

    private static bool IsOf(Answer version, string arn) =>
        Arn.Parse(arn) is not { Account: var account } || account == "aws" || version.Home.Account is null || version.Home.Account == account;

    private IEnumerable<string> AttachedNames() =>
        (from answer in snapshot.Of("list-attached-role-policies")
         from item in answer.Root.Elements("AttachedPolicies")
         let name = Arn.Parse(item.Text("PolicyArn"))?.Name
         where name is not null
         select name).Distinct();
}
