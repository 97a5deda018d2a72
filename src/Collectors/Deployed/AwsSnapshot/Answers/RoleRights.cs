using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.AwsSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Answers;

/// <summary>The rights of roles as claims about who acts as them.</summary>
internal sealed class RoleRights
{
    private readonly Dictionary<string, (Permissions Permissions, ImmutableArray<Grant> Grants)> known = new(StringComparer.Ordinal);
    private readonly RoleFacts facts;
    private readonly Snapshot snapshot;
    private readonly LogSinks sinks;

    public RoleRights(ImmutableArray<Role> roles, Snapshot snapshot)
    {
        this.snapshot = snapshot;
        sinks = new LogSinks(snapshot);
        var mighty = roles.Where(r => IsMighty(new Permissions(r, r.ActorAt(snapshot.AsOf)), r)).Select(r => r.Arn).ToImmutableHashSet();
        facts = new RoleFacts(mighty, [.. roles.Where(r => r.IsAnswered && r.Unseen.IsEmpty).Select(r => r.Arn)]);
    }

    /// <summary>Every grant of the roles that somebody acts as.</summary>
    public IEnumerable<Claim> Surface(AssetId subject, ImmutableArray<Roles.Held> acts)
    {
        // Of a boundary that nobody saw nobody knows what it leaves: the gap says so.
        var seen = acts.Where(a => !a.Role.IsBoundUnseen).ToImmutableArray();
        var said = 0;
        foreach (var act in seen)
        {
            foreach (var grant in Of(act.Role).Grants)
            {
                if (act.IsLent && ActionTable.Plumbing.Contains(grant.Right.Action)) continue;
                if (++said <= Cloud.Surface.Most) yield return Say(subject, "surface", Element(grant, act.Path), grant.Right.By.Answer ?? act.Role.Answer);
            }
        }

        foreach (var grant in Cloud.Surface.Exfiltrations([.. seen.Select(a => (a.Role, Of(a.Role).Permissions))]))
        {
            var act = seen.First(a => a.Role.Held.Contains(grant.Right.By));
            if (++said <= Cloud.Surface.Most) yield return Say(subject, "surface", Element(grant, act.Path), grant.Right.By.Answer ?? act.Role.Answer);
        }

        if (said > Cloud.Surface.Most)
        {
            yield return new Gap(AwsSnapshotCollector.Source, Plane.Deployed, GapKind.Unreadable, $"`{subject.Key}` has {said} rights, of which {Cloud.Surface.Most} are told",
                "split its policies", new Reach(subject), [$"{subject.Kind.Name()}.surface"]).ToClaim(acts[0].Role.Answer.Origin);
        }
    }

    /// <summary>The rights that end a log of the account.</summary>
    public IEnumerable<Claim> LogControl(AssetId subject, ImmutableArray<Roles.Held> acts) =>
        from act in acts
        from sink in sinks.Of(act.Role.Account)
        let permissions = new Permissions(
            act.Role, act.Role.ActorAt(snapshot.AsOf, sink.Region.Length > 0 ? sink.Region : null),
            [.. sink.Denies.Where(d => !d.Statement.IsAllow && PolicyText.IsAbout(d.Item, act.Role)).Select(d => d.Statement)])
        from asked in sink.Rights
        let right = permissions.On(asked.Action, asked.Resource)
        where right is not null
        let isSure = right.Holds == Holding.Always && sink.IsOwn
        select Say(
            subject, "logControl",
            Value.Map(
                ("action", Value.Of(asked.Action)), ("sink", Value.Of(sink.Name)), ("policy", Value.Of(right.By.Place)), ("conditional", Value.Of(!isSure)),
                ("holds", Value.Of(isSure ? "true" : Doubt(right.Condition.Length > 0 ? right.Condition : "the bucket is in its account"))),
                ("condition", Value.Of(right.Condition.Length > 0 || sink.IsOwn ? right.Condition : "the bucket may belong to another account, whose policy decides too")),
                ("path", Value.Of(act.Path))),
            right.By.Answer ?? act.Role.Answer);

    /// <summary>Coverage where the sinks of a role's account are known, else what is missing.</summary>
    public IEnumerable<Claim> Sinks(Reach reach, Role role, string word)
    {
        var lacks = sinks.Lacking(role.Account).ToList();
        foreach (var (what, command) in lacks)
            yield return Lack(new Reach(reach.Asset), role.Answer, $"account `{role.Account}`: {what} is not in the snapshot", $"run `aws {command} --output json` and save the answer", word);
        if (lacks.Count == 0) yield return Cover(reach, role.Answer, word);
    }

    private (Permissions Permissions, ImmutableArray<Grant> Grants) Of(Role role)
    {
        if (known.TryGetValue(role.Arn, out var found)) return found;
        var permissions = new Permissions(role, role.ActorAt(snapshot.AsOf));
        return known[role.Arn] = (permissions, Cloud.Surface.Of(role, permissions, facts));
    }

    private static bool IsMighty(Permissions permissions, Role role) =>
        permissions.On("iam:AttachRolePolicy", role.Arn) is { Holds: Holding.Always } || permissions.On("iam:PutRolePolicy", role.Arn) is { Holds: Holding.Always };

    // What is not known is said in words: a rule that asks for its truth cannot tell, and the report shows what is missing.
    private static string Doubt(string what) => $"whether {what}";

    private static Value Element(Grant grant, string path) => Value.Map(
        ("action", Value.Of(grant.Right.Action)), ("resource", Value.Of(grant.Right.Resource)), ("policy", Value.Of(grant.Right.By.Place)),
        ("conditional", Value.Of(grant.Right.Condition.Length > 0)), ("condition", Value.Of(grant.Right.Condition)),
        ("holds", Value.Of(grant.Holds == Holding.Always ? "true" : Doubt(grant.Right.Condition.Length > 0 ? grant.Right.Condition : $"the condition of {grant.With}"))),
        ("outcome", Value.Of(grant.Outcome)), ("via", Value.Of(grant.Right.Via)), ("with", Value.Of(grant.With)), ("path", Value.Of(path)));
}
