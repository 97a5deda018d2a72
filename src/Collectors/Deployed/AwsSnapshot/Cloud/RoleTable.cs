using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>Gathers the roles of a snapshot from IAM's answers, most of which do not name what they speak of.</summary>
internal sealed class RoleTable
{
    private readonly Snapshot snapshot;
    private readonly ManagedPolicies policies;
    private readonly SortedDictionary<string, RoleDraft> drafts = new(StringComparer.Ordinal);

    private RoleTable(Snapshot snapshot)
    {
        this.snapshot = snapshot;
        policies = new ManagedPolicies(snapshot);
    }

    /// <summary>The roles of a snapshot, by ARN.</summary>
    public static ImmutableArray<Role> Of(Snapshot snapshot)
    {
        var table = new RoleTable(snapshot);
        table.Name();
        table.Dumps();
        table.Inline();
        table.Attached();
        return [.. table.drafts.Select(d => d.Value.ToRole(d.Key, table.Outer(d.Key)))];
    }

    private void Name()
    {
        foreach (var answer in snapshot.Of("get-role"))
        {
            var draft = DraftOf(answer.Root.Text("Role", "Arn")!, answer);
            draft.IsService |= Role.TrustsService(answer.Root.At("Role", "AssumeRolePolicyDocument"));
            Describe(draft, answer.Root.At("Role"));
        }

        var used = snapshot.Of("get-agent").Select(a => (Answer: a, Arn: a.Root.Text("agent", "agentResourceRoleArn")))
            .Concat(FunctionAnswers.All(snapshot).Select(f => (f.Answer, Arn: f.Item.Text("Role"))));
        foreach (var (answer, arn) in used)
            if (Arn.Parse(arn) is { Service: "iam" }) DraftOf(arn!, answer);
    }

    private void Dumps()
    {
        foreach (var answer in snapshot.Of("get-account-authorization-details"))
        {
            foreach (var item in answer.Root.Elements("RoleDetailList"))
            {
                if (item.Text("Arn") is not { } arn) continue;
                var draft = DraftOf(arn, answer);
                draft.Dumped(answer);
                draft.IsService |= Role.TrustsService(item.At("AssumeRolePolicyDocument"));
                Describe(draft, item);
                foreach (var inline in item.Elements("RolePolicyList"))
                    draft.Add(PolicyDocument.Read(inline.At("PolicyDocument")), inline.Text("PolicyName"), "", answer, "get-account-authorization-details");
                foreach (var attached in item.Elements("AttachedManagedPolicies")) Attach(draft, attached);
            }
        }
    }

    private void Inline()
    {
        foreach (var answer in snapshot.Of("get-role-policy"))
        {
            if (answer.Root.Text("RoleName") is not { } role || ArnOf(role, answer) is not { } arn) continue;
            var draft = DraftOf(arn, answer);
            draft.HasInline = true;
            draft.Told(answer);
            draft.Add(PolicyDocument.Read(answer.Root.At("PolicyDocument")), answer.Root.Text("PolicyName"), "", answer, $"get-role-policy --role-name {answer.Root.Text("RoleName")} --policy-name {answer.Root.Text("PolicyName")}");
        }

        foreach (var answer in snapshot.Of("list-role-policies"))
        {
            if (InPath(answer) is not { } arn) continue;
            var draft = DraftOf(arn, answer);
            draft.HasInline = true;
            foreach (var name in answer.Root.Elements("PolicyNames").Where(n => n.ValueKind == JsonValueKind.String).Select(n => n.GetString()!))
                draft.Expect(name, $"get-role-policy --role-name {Arn.Parse(arn)?.Name} --policy-name {name}");
        }
    }

    private void Attached()
    {
        foreach (var answer in snapshot.Of("list-attached-role-policies"))
        {
            if (InPath(answer) is not { } arn) continue;
            var draft = DraftOf(arn, answer);
            draft.HasAttached |= !answer.HasMore;
            draft.Told(answer);
            foreach (var attached in answer.Root.Elements("AttachedPolicies")) Attach(draft, attached);
        }
    }

    private void Attach(RoleDraft draft, JsonElement attached)
    {
        if (attached.Text("PolicyArn") is not { } arn) return;
        var found = policies.Find(arn);
        draft.Add(found?.Statements, arn, arn, found?.Answer, $"get-policy-version --policy-arn {arn} --version-id <default version>");
    }

    private void Describe(RoleDraft draft, JsonElement item)
    {
        draft.Id = item.Text("RoleId") ?? draft.Id;
        if (item.Text("PermissionsBoundary", "PermissionsBoundaryArn") is not { } boundary) return;
        draft.BoundaryArn = boundary;
        draft.Boundary = policies.Find(boundary)?.Statements;
    }

    // A service control policy is read where it is kept under the account that it holds for.
    private ImmutableArray<Held> Outer(string arn) =>
    [
        .. from answer in snapshot.Of("describe-policy")
           where answer.Home.Account is { } account && account == Arn.Parse(arn)?.Account
           where answer.Root.Text("Policy", "PolicySummary", "Type") is null or "SERVICE_CONTROL_POLICY"
           from statement in PolicyDocument.Read(answer.Root.At("Policy", "Content")) ?? []
           select new Held(statement, answer.Root.Text("Policy", "PolicySummary", "Name") ?? "service control policy", "", answer),
    ];

    private RoleDraft DraftOf(string arn, Answer answer)
    {
        if (!drafts.TryGetValue(arn, out var draft)) drafts[arn] = draft = new RoleDraft(answer);
        return draft;
    }

    // A role known by its whole ARN may have a path that the bare name lacks.
    private string? ArnOf(string name, Answer answer)
    {
        var account = answer.Home.Account;
        var known = drafts.Keys.FirstOrDefault(k => Arn.Parse(k) is { } arn && arn.Name == name && (account is null || arn.Account == account));
        return known ?? (account is null ? null : $"arn:{Arn.PartitionOf(answer.Home.Region ?? "")}:iam::{account}:role/{name}");
    }

    private string? InPath(Answer answer)
    {
        var names = drafts.Keys.Select(k => Arn.Parse(k)!.Value).Where(a => answer.Home.Account is null || a.Account == answer.Home.Account).Select(a => a.Name)
            .Concat(snapshot.Of("get-role-policy").Select(a => a.Root.Text("RoleName")).OfType<string>()).Distinct().ToList();
        var named = names.Where(n => answer.File.Path.Contains(n, StringComparison.Ordinal)).MaxBy(n => n.Length) ?? (names.Count == 1 ? names[0] : null);
        return named is null ? null : ArnOf(named, answer);
    }
}
