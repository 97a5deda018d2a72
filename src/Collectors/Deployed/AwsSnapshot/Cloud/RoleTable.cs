using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>Gathers the roles of a snapshot from IAM's answers, most of which do not name what they speak of.</summary>
internal sealed class RoleTable
{
    private readonly Snapshot snapshot;
    private readonly ManagedPolicies policies;
    private readonly SortedDictionary<string, Draft> drafts = new(StringComparer.Ordinal);

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
        return [.. table.drafts.Select(d => d.Value.ToRole(d.Key))];
    }

    private void Name()
    {
        foreach (var answer in snapshot.Of("get-role"))
        {
            var draft = DraftOf(answer.Root.Text("Role", "Arn")!, answer);
            draft.IsService |= Role.TrustsService(answer.Root.At("Role", "AssumeRolePolicyDocument"));
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
                foreach (var inline in item.Elements("RolePolicyList")) draft.Add(PolicyDocument.Read(inline.At("PolicyDocument")), inline.Text("PolicyName"), "get-account-authorization-details");
                foreach (var attached in item.Elements("AttachedManagedPolicies")) Attach(draft, attached);
            }
        }
    }

    private void Inline()
    {
        foreach (var answer in snapshot.Of("get-role-policy"))
        {
            if (ArnOf(answer.Root.Text("RoleName")!, answer) is not { } arn) continue;
            var draft = DraftOf(arn, answer);
            draft.HasInline = true;
            draft.Told(answer);
            draft.Add(PolicyDocument.Read(answer.Root.At("PolicyDocument")), answer.Root.Text("PolicyName"), $"get-role-policy --role-name {answer.Root.Text("RoleName")} --policy-name {answer.Root.Text("PolicyName")}");
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

    private void Attach(Draft draft, JsonElement attached)
    {
        if (attached.Text("PolicyArn") is not { } arn) return;
        draft.Add(policies.Find(arn), arn, $"get-policy-version --policy-arn {arn} --version-id <default version>");
    }

    private Draft DraftOf(string arn, Answer answer)
    {
        if (!drafts.TryGetValue(arn, out var draft)) drafts[arn] = draft = new Draft(answer);
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
            .Concat(snapshot.Of("get-role-policy").Select(a => a.Root.Text("RoleName")!)).Distinct().ToList();
        var named = names.Where(n => answer.File.Path.Contains(n, StringComparison.Ordinal)).MaxBy(n => n.Length) ?? (names.Count == 1 ? names[0] : null);
        return named is null ? null : ArnOf(named, answer);
    }

    private sealed class Draft(Answer first)
    {
        private readonly List<Statement> statements = [];
        private readonly HashSet<string> seen = new(StringComparer.Ordinal);
        private readonly SortedDictionary<string, string> unseen = new(StringComparer.Ordinal);
        private Answer teller = first;
        private bool isDumped;
        private bool isTold;

        public bool IsService { get; set; }

        public bool HasInline { get; set; }

        public bool HasAttached { get; set; }

        public void Dumped(Answer answer)
        {
            isDumped = HasInline = HasAttached = true;
            if (!isTold) teller = answer;
        }

        public void Told(Answer answer)
        {
            if (!isTold) teller = answer;
            isTold = true;
        }

        public void Add(ImmutableArray<Statement>? read, string? name, string command)
        {
            if (read is not { } more) Expect(name ?? "?", command);
            else if (seen.Add(name ?? "")) statements.AddRange(more);
        }

        public void Expect(string name, string command)
        {
            if (!seen.Contains(name)) unseen.TryAdd(name, command);
        }

        public Role ToRole(string arn)
        {
            var name = Arn.Parse(arn)?.Name;
            var lacks = unseen.Where(u => !seen.Contains(u.Key)).Select(u => ($"policy `{u.Key}`", u.Value)).ToList();
            if (!HasInline) lacks.Add(("its inline policies", $"list-role-policies --role-name {name}"));
            if (!HasAttached) lacks.Add(("which managed policies are attached to it", $"list-attached-role-policies --role-name {name}"));
            return new Role(arn, teller, [.. statements], [.. lacks], isDumped && !isTold, IsService, isDumped || isTold);
        }
    }
}
