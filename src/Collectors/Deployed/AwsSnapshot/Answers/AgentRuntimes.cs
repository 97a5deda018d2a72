using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;
using Plumbline.Collectors.Files;
using Plumbline.Collectors.Files.Mcp;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.AwsSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Answers;

/// <summary>Agents that AgentCore runs: their role, network and image, the model and guardrail that their variables name, and the tools of the gateways that those name.</summary>
/// <remarks>What an agent's code decides by itself the control plane does not know: of models, guardrail and tools only what is named is said, and only named ones count as looked at.</remarks>
internal sealed class AgentRuntimes : IAnswerReader
{
    private static readonly ImmutableArray<string> Configured = ["agent.models", "agent.guardrail", "agent.vpc", "agent.imageFixed", "agent.actions", "agent.surface", "agent.logControl", "agent.sendsAnywhere"];

    /// <inheritdoc/>
    public IEnumerable<Claim> Read(Snapshot snapshot)
    {
        var runtimes = AgentRuntime.All(snapshot);
        foreach (var runtime in runtimes)
        {
            foreach (var claim in One(runtime)) yield return claim;
            foreach (var claim in Tools(runtime, snapshot)) yield return claim;
        }

        var known = runtimes.Select(r => r.Arn).ToHashSet(StringComparer.Ordinal);
        var listed = from answer in snapshot.Of("list-agent-runtimes") from item in answer.Root.Elements("agentRuntimes") select (answer, item);
        foreach (var (answer, item) in Newest(listed, (_, i) => AgentRuntime.Bare(i.Text("agentRuntimeArn")), AgentRuntime.Updated).Where(l => !known.Contains(AgentRuntime.Bare(l.Item.Text("agentRuntimeArn"))!)))
        {
            var agent = new AssetId(AssetKind.Agent, AgentRuntime.Bare(item.Text("agentRuntimeArn"))!);
            foreach (var claim in Identity(agent, item, answer)) yield return claim;
            yield return Unseen(agent, answer, item, $"how agent `{item.Text("agentRuntimeName") ?? agent.Key}` is configured", "");
        }
    }

    private static IEnumerable<Claim> One(AgentRuntime runtime)
    {
        var agent = new AssetId(AssetKind.Agent, runtime.Arn);
        foreach (var claim in Identity(agent, runtime.Serving[0].Item, runtime.Answer)) yield return claim;
        foreach (var (answer, item) in runtime.Serving.Where(s => s.Item.Text("roleArn") is { Length: > 0 }).DistinctBy(s => s.Item.Text("roleArn")))
        {
            var role = item.Text("roleArn")!;
            yield return new Binding(new AssetId(AssetKind.Workload, runtime.Arn), role, "runs-as").ToClaim(Plane.Deployed, answer.Origin, AgentRuntime.Updated(item));
            yield return new Relation(agent, "runs-as", new AssetId(AssetKind.Workload, role)).ToClaim(Plane.Deployed, answer.Origin, AgentRuntime.Updated(item));
        }

        foreach (var claim in Host(agent, runtime)) yield return claim;
        foreach (var claim in Named(agent, runtime)) yield return claim;
        if (!runtime.IsWhole)
        {
            yield return Lack(
                new Reach(Asset: agent), runtime.Answer, $"which versions of agent `{runtime.Name}` its endpoints lead to is not in the snapshot, or not whole",
                $"run `aws bedrock-agentcore-control list-agent-runtime-endpoints --agent-runtime-id {runtime.Serving[0].Item.Text("agentRuntimeId")} --output json` and save the answer", Configured);
        }

        foreach (var version in runtime.Unseen)
            yield return Unseen(agent, runtime.Answer, runtime.Serving[0].Item, $"version {version} of agent `{runtime.Name}`, which an endpoint leads to,", $" --agent-runtime-version {version}");
    }

    // The weakest of the versions that may answer counts.
    private static IEnumerable<Claim> Host(AssetId agent, AgentRuntime runtime)
    {
        var time = AgentRuntime.Updated(runtime.Serving[0].Item);
        var open = runtime.Serving.FirstOrDefault(s => s.Item.Text("networkConfiguration", "networkMode") != "VPC", runtime.Serving[0]);
        if (open.Item.Text("networkConfiguration", "networkMode") is { } mode)
        {
            yield return Say(agent, "vpc", Value.Of(mode == "VPC"), open.Answer, time);
            yield return Cover(new Reach(Asset: agent), open.Answer, "agent.vpc");
        }

        var images = runtime.Serving.Select(s => (s.Answer, Image: s.Item.Text("agentRuntimeArtifact", "containerConfiguration", "containerUri"))).Where(i => i.Image is not null).ToList();
        if (images.Count == 0) yield break;
        var loose = images.Find(i => !i.Image!.Contains("@sha256:", StringComparison.Ordinal));
        yield return Say(agent, "imageFixed", Value.Of(loose.Answer is null), loose.Answer ?? images[0].Answer, time);
        yield return Cover(new Reach(Asset: agent), loose.Answer ?? images[0].Answer, "agent.imageFixed");
    }

    private static IEnumerable<Claim> Named(AssetId agent, AgentRuntime runtime)
    {
        var (answer, time, variables) = (runtime.Answer, AgentRuntime.Updated(runtime.Serving[0].Item), runtime.Variables);
        var models = variables.Select(v => v.Value.Trim()).Where(ModelTexts.IsModel).Distinct().Order(StringComparer.Ordinal).ToList();
        foreach (var model in models) yield return Say(agent, "models", AgentIds.Model(model), answer, time);
        if (models.Count > 0) yield return Cover(new Reach(Asset: agent), answer, "agent.models");
        if (Functions.Guardrail(variables) is not { } use) yield break;
        yield return Say(agent, "guardrail", use, answer, time);
        yield return new Relation(agent, "uses", new AssetId(AssetKind.Guardrail, use.AsMap!["id"].AsString!)).ToClaim(Plane.Deployed, answer.Origin, time);
        yield return Cover(new Reach(Asset: agent), answer, "agent.guardrail");
    }

    private static IEnumerable<Claim> Tools(AgentRuntime runtime, Snapshot snapshot)
    {
        var agent = new AssetId(AssetKind.Agent, runtime.Arn);
        foreach (var gateway in ToolGateway.NamedBy(runtime, snapshot))
        {
            yield return new Relation(agent, "uses", new AssetId(AssetKind.Endpoint, gateway.Arn)).ToClaim(Plane.Deployed, runtime.Answer.Origin, AgentRuntime.Updated(runtime.Serving[0].Item));
            foreach (var (answer, item, tools, _) in gateway.Targets)
            {
                foreach (var tool in tools)
                {
                    yield return Say(agent, "tools", tool, answer, ToolGateway.Updated(item));
                    foreach (var capability in ToolStatements.OfName(tool.AsMap!["name"].AsString!, answer.File.Path)) yield return Say(agent, ToolStatements.Capabilities, capability, answer, ToolGateway.Updated(item));
                }
            }
        }
    }

    private static IEnumerable<Claim> Identity(AssetId agent, JsonElement item, Answer answer)
    {
        var (home, time) = (answer.HomeOf(agent.Key), AgentRuntime.Updated(item));
        foreach (var claim in Facts(agent, item.Text("agentRuntimeName"), home, answer, time)) yield return claim;
        if (item.Text("agentRuntimeId") is { } id) yield return new Binding(agent, id, "is").ToClaim(Plane.Deployed, answer.Origin, time);
        if (home.Asset is { } account) yield return new Relation(agent, "lives-in", account).ToClaim(Plane.Deployed, answer.Origin, time);
    }

    private static Claim Unseen(AssetId agent, Answer answer, JsonElement item, string what, string version) => Lack(
        new Reach(Asset: agent), answer, $"{what} is not in the snapshot",
        $"run `aws bedrock-agentcore-control get-agent-runtime --agent-runtime-id {item.Text("agentRuntimeId")}{version} --output json` and save the answer",
        Configured);
}
