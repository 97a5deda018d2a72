using Plumbline.Cel.Types;
using Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.AwsSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Answers;

/// <summary>What the policies of roles allow workloads and agents to do.</summary>
/// <remarks>Of a dump of all roles only those speak that could call a model for a service; a role asked for by name always does.</remarks>
internal sealed class Roles : IAnswerReader
{
    /// <inheritdoc/>
    public IEnumerable<Claim> Read(Snapshot snapshot)
    {
        var agents = Newest(snapshot.Of("get-agent").Select(a => (a, a.Root.At("agent"))), (_, i) => i.Text("agentArn"), i => Answer.Time(i, "updatedAt"))
            .ToLookup(a => a.Item.Text("agentResourceRoleArn") ?? "", a => a.Item.Text("agentArn")!);
        foreach (var role in RoleTable.Of(snapshot))
        {
            var isUsed = agents.Contains(role.Arn);
            if (!role.IsAnswered) continue;
            if (isUsed || !role.IsBulk || (role.CanCallModels && !role.IsReserved && (role.NamesAi || role.IsService)))
                foreach (var claim in Speak(new AssetId(AssetKind.Workload, role.Arn), "workload.actions", role)) yield return claim;
            foreach (var agent in agents[role.Arn])
                foreach (var claim in Speak(new AssetId(AssetKind.Agent, agent), "agent.actions", role)) yield return claim;
        }
    }

    private static IEnumerable<Claim> Speak(AssetId subject, string word, Role role)
    {
        var reach = new Reach(Asset: subject);
        if (subject.Kind == AssetKind.Workload && Arn.Parse(role.Arn) is { } arn)
            foreach (var claim in Facts(subject, arn.Name, new Home(arn.Account, null), role.Answer)) yield return claim;
        foreach (var action in role.Actions) yield return Say(subject, "actions", Value.Of(action), role.Answer);
        foreach (var (what, command) in role.Unseen)
        {
            yield return Lack(
                reach, role.Answer, $"role `{Arn.Parse(role.Arn)?.Name}`: {what} is not in the snapshot",
                $"run `aws iam {command} --output json` and save the answer with the name in the file name", word);
        }

        if (role.Unseen.IsEmpty) yield return Cover(reach, role.Answer, word);
    }
}
