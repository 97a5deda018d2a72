using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.AwsSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Answers;

/// <summary>Bedrock agents: their model, guardrail, instruction, role, and what they were given to call.</summary>
internal sealed class Agents : IAnswerReader
{
    /// <inheritdoc/>
    public IEnumerable<Claim> Read(Snapshot snapshot)
    {
        var whole = Newest(snapshot.Of("get-agent").Select(a => (a, a.Root.At("agent"))), (_, i) => i.Text("agentArn"), Updated).ToImmutableArray();
        foreach (var (answer, agent) in whole)
            foreach (var claim in One(answer, agent)) yield return claim;

        var known = whole.Select(w => w.Item.Text("agentArn")!).ToImmutableHashSet();
        var listed = from answer in snapshot.Of("list-agents") from item in answer.Root.Elements("agentSummaries") select (answer, item);
        foreach (var (answer, item) in Newest(listed, (a, i) => AgentIds.ArnOf(i.Text("agentId"), a, snapshot), Updated))
        {
            var arn = AgentIds.ArnOf(item.Text("agentId"), answer, snapshot)!;
            if (known.Contains(arn)) continue;
            foreach (var claim in Summary(answer, item, arn)) yield return claim;
        }

        foreach (var claim in new AgentTools(snapshot).Read()) yield return claim;
    }

    private static DateTimeOffset Updated(JsonElement item) => Answer.Time(item, "updatedAt");

    private static IEnumerable<Claim> One(Answer answer, JsonElement item)
    {
        var arn = item.Text("agentArn")!;
        var agent = new AssetId(AssetKind.Agent, arn);
        var time = Updated(item);
        foreach (var claim in Identity(agent, item, answer, time)) yield return claim;
        if (item.Text("foundationModel") is { Length: > 0 } model) yield return Say(agent, "models", AgentIds.Model(model), answer, time);
        if (AgentIds.Guardrail(item.At("guardrailConfiguration")) is { } guardrail)
        {
            yield return Say(agent, "guardrail", guardrail, answer, time);
            yield return Uses(agent, item.At("guardrailConfiguration"), answer, time);
        }

        if (item.Text("instruction") is { Length: > 0 } instruction) yield return Say(agent, "instruction", Value.Of(Fingerprints.OfText(instruction)), answer, time);
        yield return Cover(new Reach(Asset: agent), answer, "agent.models", "agent.guardrail", "agent.instruction");
        if (item.Text("agentResourceRoleArn") is not { } role) yield break;
        foreach (var claim in RunsAs.Of(new AssetId(AssetKind.Workload, arn), role, answer, time)) yield return claim;
        yield return new Relation(agent, "runs-as", new AssetId(AssetKind.Workload, role)).ToClaim(Plane.Deployed, answer.Origin, time);
    }

    private static IEnumerable<Claim> Summary(Answer answer, JsonElement item, string arn)
    {
        var agent = new AssetId(AssetKind.Agent, arn);
        var time = Updated(item);
        foreach (var claim in Identity(agent, item, answer, time)) yield return claim;
        if (AgentIds.Guardrail(item.At("guardrailConfiguration")) is { } guardrail) yield return Say(agent, "guardrail", guardrail, answer, time);
        yield return Lack(
            new Reach(Asset: agent), answer, $"how agent `{item.Text("agentName") ?? arn}` is configured is not in the snapshot",
            $"run `aws bedrock-agent get-agent --agent-id {item.Text("agentId")} --output json` and save the answer",
            "agent.models", "agent.guardrail", "agent.instruction");
    }

    private static IEnumerable<Claim> Identity(AssetId agent, JsonElement item, Answer answer, DateTimeOffset time)
    {
        var home = answer.HomeOf(agent.Key);
        foreach (var claim in Facts(agent, item.Text("agentName"), home, answer, time)) yield return claim;
        if (item.Text("agentId") is { } id) yield return new Binding(agent, id, "is").ToClaim(Plane.Deployed, answer.Origin, time);
        if (home.Asset is { } account) yield return new Relation(agent, "lives-in", account).ToClaim(Plane.Deployed, answer.Origin, time);
    }

    private static Claim Uses(AssetId agent, JsonElement configuration, Answer answer, DateTimeOffset time)
    {
        var id = configuration.Text("guardrailIdentifier")!;
        return new Relation(agent, "uses", new AssetId(AssetKind.Guardrail, id)).ToClaim(Plane.Deployed, answer.Origin, time);
    }
}
