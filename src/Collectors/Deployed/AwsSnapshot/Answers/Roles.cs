using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.AwsSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Answers;

/// <summary>What the policies of roles allow workloads and agents to do, and what of it ends the logs of their account.</summary>
/// <remarks>An agent acts as its own role and as the roles of the functions that its action groups run.</remarks>
internal sealed class Roles : IAnswerReader
{
    /// <inheritdoc/>
    public IEnumerable<Claim> Read(Snapshot snapshot)
    {
        var roles = RoleTable.Of(snapshot);
        var rights = new RoleRights(roles, snapshot);
        var agents = AgentRoles.Of(snapshot);
        var byAgents = agents.SelectMany(a => a.Own).ToImmutableHashSet();
        foreach (var role in roles.Where(r => r.IsAnswered && !r.IsReserved))
        {
            var workload = new AssetId(AssetKind.Workload, role.Arn);
            foreach (var claim in Facts(workload, role.Name, new Home(role.Account, null), role.Answer)) yield return claim;
            if (byAgents.Contains(role.Arn)) yield return Say(workload, "autonomy", Value.Of("agent"), role.Answer);
            foreach (var policy in role.Held.Select(h => h.Source).Where(IsOwn).Distinct()) yield return Say(workload, "policies", Value.Of(policy), role.Answer);
            foreach (var claim in Tell(workload, [new Held(role, $"role {role.Name}", false)], [], rights)) yield return claim;
        }

        foreach (var agent in agents)
        {
            var acts = agent.Acts(roles).ToImmutableArray();
            if (acts.Length == 0 || !acts.Any(a => a.Role.IsAnswered)) continue;
            foreach (var claim in Tell(new AssetId(AssetKind.Agent, agent.Arn), acts, agent.Lacking(roles), rights)) yield return claim;
        }
    }

    // Those of the provider change without anybody of the account.
    private static bool IsOwn(string policy) => Arn.Parse(policy) is { Account: not ("aws" or "") };

    /// <summary>A role that somebody acts as.</summary>
    /// <param name="Role">The role.</param>
    /// <param name="Path">How it comes to be theirs.</param>
    /// <param name="IsLent">True where a function lends it, so that what running takes is none of theirs.</param>
    internal sealed record Held(Role Role, string Path, bool IsLent);

    private static IEnumerable<Claim> Tell(AssetId subject, ImmutableArray<Held> acts, ImmutableArray<(string What, string Command, Answer Answer)> lacks, RoleRights rights)
    {
        var kind = subject.Kind.Name();
        foreach (var action in acts.Where(a => !a.IsLent).SelectMany(a => a.Role.Actions.Select(x => (a.Role, Action: x))))
            yield return Say(subject, "actions", Value.Of(action.Action), action.Role.Answer);
        foreach (var claim in rights.Surface(subject, acts)) yield return claim;
        foreach (var claim in rights.LogControl(subject, acts)) yield return claim;

        var reach = new Reach(Asset: subject);
        var unseen = acts.SelectMany(a => a.Role.Unseen.Select(u => (What: $"role `{a.Role.Name}`: {u.What}", Command: $"iam {u.Command}", a.Role.Answer, a.IsLent)))
            .Concat(lacks.Select(l => (l.What, l.Command, l.Answer, IsLent: true))).ToList();
        foreach (var (what, command, answer, isLent) in unseen)
        {
            ImmutableArray<string> words = isLent ? [$"{kind}.surface", $"{kind}.logControl"] : [$"{kind}.actions", $"{kind}.surface", $"{kind}.logControl"];
            yield return Lack(reach, answer, $"{what} is not in the snapshot", $"run `aws {command} --output json` and save the answer with the name in the file name", words);
        }

        var first = acts[0].Role;
        if (first.Unseen.IsEmpty) yield return Cover(reach, first.Answer, $"{kind}.actions");
        if (unseen.Count == 0) yield return Cover(reach, first.Answer, $"{kind}.surface");
        if (unseen.Count > 0) yield break;
        foreach (var claim in rights.Sinks(reach, first, $"{kind}.logControl")) yield return claim;
    }
}
