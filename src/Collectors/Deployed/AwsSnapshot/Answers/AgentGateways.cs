using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;
using Plumbline.Collectors.Files;
using Plumbline.Collectors.Files.Mcp;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.AwsSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Answers;

/// <summary>Gateways of AgentCore: who may call them, what their policies do, and what stands behind them.</summary>
internal sealed class AgentGateways : IAnswerReader
{
    private static readonly string[] Words = ["endpoint.authenticated", "endpoint.customerKey", "endpoint.tellsErrors"];

    /// <inheritdoc/>
    public IEnumerable<Claim> Read(Snapshot snapshot)
    {
        var gateways = ToolGateway.All(snapshot);
        foreach (var gateway in gateways)
        {
            foreach (var claim in One(gateway)) yield return claim;
            foreach (var claim in Behind(gateway)) yield return claim;
        }

        var known = gateways.Select(g => g.Id).ToHashSet(StringComparer.Ordinal);
        var listed = from answer in snapshot.Of("list-gateways") from item in answer.Root.Elements("items") select (answer, item);
        foreach (var (answer, item) in Newest(listed, (_, i) => i.Text("gatewayId"), ToolGateway.Updated).Where(l => !known.Contains(l.Item.Text("gatewayId")!)))
            foreach (var claim in Listed(answer, item)) yield return claim;
    }

    private static IEnumerable<Claim> One(ToolGateway gateway)
    {
        var (id, item, answer, time) = (new AssetId(AssetKind.Endpoint, gateway.Arn), gateway.Item, gateway.Answer, ToolGateway.Updated(gateway.Item));
        foreach (var claim in Facts(id, gateway.Name, answer.HomeOf(gateway.Arn), answer, time)) yield return claim;
        if (answer.HomeOf(gateway.Arn).Asset is { } account) yield return new Relation(id, "lives-in", account).ToClaim(Plane.Deployed, answer.Origin, time);
        if (item.Text("roleArn") is { Length: > 0 } role) yield return new Relation(id, "runs-as", new AssetId(AssetKind.Workload, role)).ToClaim(Plane.Deployed, answer.Origin, time);
        yield return Say(id, "authenticated", Value.Of(IsAsking(item)), answer, time);
        yield return Say(id, "customerKey", Value.Of(Keys.IsCustomers(item.Text("kmsKeyArn"))), answer, time);
        yield return Say(id, "tellsErrors", Value.Of(item.Text("exceptionLevel") == "DEBUG"), answer, time);
        yield return Cover(new Reach(Asset: id), answer, [.. Words]);
        if (item.Text("policyEngineConfiguration", "mode") is not { } mode) yield break;
        yield return Say(id, "policyOnlyLogs", Value.Of(mode == "LOG_ONLY"), answer, time);
        yield return Cover(new Reach(Asset: id), answer, "endpoint.policyOnlyLogs");
    }

    private static IEnumerable<Claim> Behind(ToolGateway gateway)
    {
        var id = new AssetId(AssetKind.Endpoint, gateway.Arn);
        foreach (var target in gateway.Targets)
        {
            var (answer, item, _, unseen) = target;
            if (ServiceAddress.Parse(item.Text("targetConfiguration", "mcp", "mcpServer", "endpoint")) is { } address)
                foreach (var claim in Server(id, address.Url, target)) yield return claim;
            if (AgentRuntime.Bare(item.Text("targetConfiguration", "http", "agentcoreRuntime", "arn")) is { } runtime)
                yield return new Relation(id, "uses", new AssetId(AssetKind.Agent, runtime)).ToClaim(Plane.Deployed, answer.Origin, ToolGateway.Updated(item));
            if (unseen is not null)
                yield return Untold(answer, $"target `{item.Text("name")}` of gateway `{gateway.Name}`: {unseen}", "give the target its schema in `inlinePayload`, or save what its server lists");
        }

        foreach (var (list, missing) in gateway.Unseen)
        {
            yield return Untold(
                list, $"target `{missing}` of gateway `{gateway.Name}` is not in the snapshot",
                $"run `aws bedrock-agentcore-control get-gateway-target --gateway-identifier {gateway.Id} --target-id {missing} --output json` and save the answer");
        }

        if (!gateway.IsListed)
        {
            yield return Untold(
                gateway.Answer, $"the targets of gateway `{gateway.Name}` are not in the snapshot",
                $"run `aws bedrock-agentcore-control list-gateway-targets --gateway-identifier {gateway.Id} --output json` and save the answer with the id in the file name");
        }

        Claim Untold(Answer answer, string reason, string fix) => Lack(new Reach(Asset: id), answer, reason, fix, "agent.tools");
    }

    private static IEnumerable<Claim> Server(AssetId gateway, string url, GatewayTarget target)
    {
        var (answer, item, tools, _) = target;
        var server = new AssetId(AssetKind.McpServer, url);
        yield return Say(server, "name", Value.Of(item.Text("name") ?? url), answer, ToolGateway.Updated(item));
        yield return new Relation(gateway, "uses", server).ToClaim(Plane.Deployed, answer.Origin, ToolGateway.Updated(item));
        foreach (var tool in tools)
            foreach (var capability in ToolStatements.OfName(tool.AsMap!["name"].AsString!, answer.File.Path)) yield return Say(server, ToolStatements.Capabilities, capability, answer, ToolGateway.Updated(item));
    }

    private static IEnumerable<Claim> Listed(Answer answer, JsonElement item)
    {
        var id = item.Text("gatewayId")!;
        if (answer.Home is not { Account: { } account, Region: { } region }) yield break;
        var gateway = new AssetId(AssetKind.Endpoint, $"arn:{Arn.PartitionOf(region)}:bedrock-agentcore:{region}:{account}:gateway/{id}");
        foreach (var claim in Facts(gateway, item.Text("name") ?? id, answer.Home, answer, ToolGateway.Updated(item))) yield return claim;
        yield return Say(gateway, "authenticated", Value.Of(IsAsking(item)), answer, ToolGateway.Updated(item));
        yield return Cover(new Reach(Asset: gateway), answer, "endpoint.authenticated");
        yield return Lack(
            new Reach(Asset: gateway), answer, $"how gateway `{item.Text("name") ?? id}` is configured is not in the snapshot",
            $"run `aws bedrock-agentcore-control get-gateway --gateway-identifier {id} --output json` and save the answer", "endpoint.customerKey", "endpoint.tellsErrors", "endpoint.policyOnlyLogs");
    }

    // A token that is only looked at for who it is of opens to everybody who has one.
    private static bool IsAsking(JsonElement item) => item.Text("authorizerType") is not (null or "NONE" or "AUTHENTICATE_ONLY");
}
