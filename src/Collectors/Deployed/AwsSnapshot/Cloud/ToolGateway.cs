using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Collectors.Files;
using static Plumbline.Collectors.Deployed.AwsSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>A gateway of AgentCore, one address before many tools, and what was answered of its targets.</summary>
/// <param name="Arn">The gateway.</param>
/// <param name="Answer">The answer that describes it.</param>
/// <param name="Item">The document of that answer.</param>
/// <param name="Targets">Its targets that were answered.</param>
/// <param name="Unseen">The ids of listed targets that no answer describes, with the list.</param>
/// <param name="IsListed">True where its targets were listed to the end.</param>
internal sealed record ToolGateway(
    string Arn, Answer Answer, JsonElement Item, ImmutableArray<GatewayTarget> Targets, ImmutableArray<(Answer List, string Target)> Unseen, bool IsListed)
{
    /// <summary>Its id, which its address begins with.</summary>
    public string Id => Item.Text("gatewayId") is { Length: > 0 } id ? id : Files.Arn.Parse(Arn)?.Name ?? Arn;

    /// <summary>Its name.</summary>
    public string Name => Item.Text("name") ?? Id;

    /// <summary>The functions that its targets run, without version, each with the answer that says so.</summary>
    public IEnumerable<(string Function, Answer Answer)> Functions =>
        from target in Targets
        let function = AgentIds.FunctionOf(target.Item.Text("targetConfiguration", "mcp", "lambda", "lambdaArn"))
        where function is not null
        select (function, target.Answer);

    /// <summary>The gateways that were answered, by ARN.</summary>
    public static ImmutableArray<ToolGateway> All(Snapshot snapshot) => snapshot.Once(Read);

    private static ImmutableArray<ToolGateway> Read(Snapshot snapshot)
    {
        var targets = Newest(
            snapshot.Of("get-gateway-target").Select(a => (a, a.Root)), (_, i) => i.Text("gatewayArn") is { } arn && i.Text("targetId") is { } id ? $"{arn} {id}" : null, Updated).ToLookup(t => t.Item.Text("gatewayArn")!);
        var lists = snapshot.Of("list-gateway-targets").ToList();
        return
        [
            .. from gateway in Newest(snapshot.Of("get-gateway").Select(a => (a, a.Root)), (_, i) => i.Text("gatewayArn"), Updated)
               let arn = gateway.Item.Text("gatewayArn")!
               let known = targets[arn].Select(t => t.Item.Text("targetId")).ToHashSet()
               let own = lists.Where(l => IsOf(l, gateway.Item.Text("gatewayId"), known)).ToList()
               let unseen = from list in own from item in list.Root.Elements("items") let id = item.Text("targetId")! where !known.Contains(id) select (list, id)
               select new ToolGateway(arn, gateway.Answer, gateway.Item, [.. targets[arn].Select(t => GatewayTarget.Of(t.Answer, t.Item))], [.. unseen.DistinctBy(u => u.id)], own.Exists(l => !l.HasMore)),
        ];
    }

    /// <summary>The gateways that an agent's variables name.</summary>
    public static IEnumerable<ToolGateway> NamedBy(AgentRuntime runtime, Snapshot snapshot)
    {
        var values = runtime.Variables.Select(v => v.Value.Trim()).ToList();
        return All(snapshot).Where(g => values.Exists(g.IsNamedBy));
    }

    /// <summary>True where a variable names it: its address, its id or its ARN.</summary>
    private bool IsNamedBy(string value) =>
        value == Id || value == Arn || (value.StartsWith("https://", StringComparison.Ordinal) && value[8..].StartsWith(Id + ".gateway.bedrock-agentcore.", StringComparison.Ordinal));

    /// <summary>When it was changed.</summary>
    public static DateTimeOffset Updated(JsonElement item) => Answer.Time(item, "updatedAt");

    // A list names no gateway: a target it lists does, or its file.
    private static bool IsOf(Answer list, string? gateway, HashSet<string?> targets) =>
        (gateway is not null && list.File.Name.Contains(gateway, StringComparison.Ordinal)) || list.Root.Elements("items").Any(i => targets.Contains(i.Text("targetId")));
}
