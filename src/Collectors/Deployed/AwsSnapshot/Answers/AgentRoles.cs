using System.Collections.Immutable;
using Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;
using Plumbline.Collectors.Files;
using static Plumbline.Collectors.Deployed.AwsSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Answers;

/// <summary>The roles that an agent acts as: its own, and those of the functions that carry out its tools.</summary>
/// <param name="Arn">The agent.</param>
/// <param name="Name">Its name.</param>
/// <param name="Own">Its own role, of each version where it has several; empty where no answer names it.</param>
/// <param name="Functions">The functions that its action groups or gateways run, without version; the role of each is null where no answer names it.</param>
/// <param name="Answer">The answer that describes it.</param>
internal sealed record AgentRoles(string Arn, string Name, ImmutableArray<string> Own, ImmutableArray<(string Function, string? Role, Answer Answer)> Functions, Answer Answer)
{
    /// <summary>The agents of a snapshot, by ARN.</summary>
    public static ImmutableArray<AgentRoles> Of(Snapshot snapshot)
    {
        var agents = Newest(snapshot.Of("get-agent").Select(a => (a, a.Root.At("agent"))), (_, i) => i.Text("agentArn"), i => Answer.Time(i, "updatedAt"));
        var groups = snapshot.Of("get-agent-action-group").Select(a => (Answer: a, Item: a.Root.At("agentActionGroup")))
            .Where(g => g.Item.Text("actionGroupState") != "DISABLED" && AgentIds.FunctionOf(g.Item.Text("actionGroupExecutor", "lambda")) is not null)
            .ToLookup(g => AgentIds.ArnOf(g.Item.Text("agentId"), g.Answer, snapshot));
        var roles = Newest(FunctionAnswers.All(snapshot), (_, i) => FunctionAnswers.ArnOf(i), i => Answer.Time(i, "LastModified"))
            .ToDictionary(f => FunctionAnswers.ArnOf(f.Item)!, f => f.Item.Text("Role"), StringComparer.Ordinal);
        return
        [
            .. AgentRuntime.All(snapshot).Select(r => new AgentRoles(r.Arn, r.Name, r.Roles, Behind(r, snapshot, roles), r.Answer)),
            .. from agent in agents
               let arn = agent.Item.Text("agentArn")!
               let functions = groups[arn].Select(g => (AgentIds.FunctionOf(g.Item.Text("actionGroupExecutor", "lambda"))!, g.Answer)).DistinctBy(f => f.Item1)
                   .OrderBy(f => f.Item1, StringComparer.Ordinal)
               select new AgentRoles(
                   arn, agent.Item.Text("agentName") ?? arn, agent.Item.Text("agentResourceRoleArn") is { } role ? [role] : [],
                   [.. functions.Select(f => (f.Item1, roles.GetValueOrDefault(f.Item1), f.Answer))], agent.Answer),
        ];
    }

    /// <summary>The roles it acts as and how it comes to them.</summary>
    public IEnumerable<Roles.Held> Acts(ImmutableArray<Role> roles)
    {
        foreach (var own in roles.Where(r => Own.Contains(r.Arn))) yield return new Roles.Held(own, $"agent {Name} -> role {own.Name}", false);
        foreach (var (function, arn, _) in Functions)
        {
            if (arn is not null && !Own.Contains(arn) && roles.FirstOrDefault(r => r.Arn == arn) is { } lent)
                yield return new Roles.Held(lent, $"agent {Name} -> function {Files.Arn.Parse(function)?.Name} -> role {lent.Name}", true);
        }
    }

    /// <summary>What the snapshot lacks of the functions it runs.</summary>
    public ImmutableArray<(string What, string Command, Answer Answer)> Lacking(ImmutableArray<Role> roles) =>
    [
        .. Functions.Where(f => f.Role is null)
            .Select(f => ($"the role of function `{Files.Arn.Parse(f.Function)?.Name}`, which agent `{Name}` runs,", $"lambda get-function-configuration --function-name {f.Function}", f.Answer)),
    ];

    private static ImmutableArray<(string Function, string? Role, Answer Answer)> Behind(AgentRuntime runtime, Snapshot snapshot, Dictionary<string, string?> roles) =>
    [
        .. ToolGateway.NamedBy(runtime, snapshot).SelectMany(g => g.Functions).DistinctBy(f => f.Function)
            .OrderBy(f => f.Function, StringComparer.Ordinal).Select(f => (f.Function, roles.GetValueOrDefault(f.Function), f.Answer)),
    ];
}
