using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;
using Plumbline.Collectors.Files;
using Plumbline.Collectors.Files.Mcp;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.AwsSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Answers;

/// <summary>The tools of agents, from their action groups.</summary>
internal sealed class AgentTools(Snapshot snapshot)
{
    /// <summary>Tools, coverage of those agents whose groups were answered whole, and a gap for each group that was not.</summary>
    public IEnumerable<Claim> Read()
    {
        var groups = snapshot.Of("get-agent-action-group").Select(a => (Answer: a, Item: a.Root.At("agentActionGroup"))).ToLookup(g => AgentOf(g.Answer, g.Item));
        var lists = snapshot.Of("list-agent-action-groups").ToLookup(a => ListedFor(a, groups));
        foreach (var arn in groups.Select(g => g.Key).Concat(lists.Select(l => l.Key)).OfType<string>().Distinct().Order(StringComparer.Ordinal))
            foreach (var claim in One(arn, [.. groups[arn]], [.. lists[arn]])) yield return claim;
    }

    private static IEnumerable<Claim> One(string arn, ImmutableArray<(Answer Answer, JsonElement Item)> groups, ImmutableArray<Answer> lists)
    {
        var agent = new AssetId(AssetKind.Agent, arn);
        var (whole, tells) = (true, true);
        var current = Newest(OfOneVersion(groups), (_, i) => i.Text("actionGroupId") ?? i.Text("actionGroupName"), i => Answer.Time(i, "updatedAt")).ToList();
        foreach (var (answer, item) in current)
        {
            var tools = ActionGroups.Tools(item, out var isWhole);
            foreach (var tool in tools)
            {
                yield return Say(agent, "tools", tool, answer, Answer.Time(item, "updatedAt"));
                var (name, asks) = (tool.AsMap!["name"].AsString!, tool.AsMap!["confirmation"].IsTrue);
                tells &= ToolStatements.Tells(name);
                foreach (var capability in ToolStatements.OfName(name, answer.File.Path, asks)) yield return Say(agent, ToolStatements.Capabilities, capability, answer, Answer.Time(item, "updatedAt"));
            }

            if (isWhole) continue;
            whole = false;
            yield return Unseen(agent, answer, item, "its schema is kept in S3 or cannot be read", "save the schema in the group's `apiSchema.payload`, or grant its functions by `functionSchema`");
        }

        var known = current.Select(c => c.Item.Text("actionGroupId")).ToHashSet();
        foreach (var list in lists)
        {
            foreach (var item in list.Root.Elements("actionGroupSummaries").Where(i => i.Text("actionGroupState") != "DISABLED" && !known.Contains(i.Text("actionGroupId"))))
            {
                whole = false;
                yield return Unseen(
                    agent, list, item, "its functions are not in the snapshot",
                    $"run `aws bedrock-agent get-agent-action-group --agent-id {Arn.Parse(arn)?.Name} --agent-version DRAFT --action-group-id {item.Text("actionGroupId")} --output json` and save the answer");
            }
        }

        // Only a list says that there is no further group.
        var speaks = lists.FirstOrDefault(l => !l.HasMore);
        if (whole && speaks is not null) yield return Cover(new Reach(Asset: agent), speaks, tells ? ["agent.tools", "agent.capabilities"] : ["agent.tools"]);
    }

    // DRAFT is what `get-agent` shows; without it the highest version speaks.
    private static IEnumerable<(Answer Answer, JsonElement Item)> OfOneVersion(ImmutableArray<(Answer Answer, JsonElement Item)> groups)
    {
        var version = groups.Select(g => g.Item.Text("agentVersion") ?? "DRAFT").Distinct()
            .MaxBy(v => long.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : long.MaxValue);
        return groups.Where(g => (g.Item.Text("agentVersion") ?? "DRAFT") == version);
    }

    private static Claim Unseen(AssetId agent, Answer answer, JsonElement item, string why, string fix) => Lack(
        new Reach(Asset: agent), answer, $"action group `{item.Text("actionGroupName")}` of agent `{Arn.Parse(agent.Key)?.Name}`: {why}", fix, "agent.tools");

    private string? AgentOf(Answer answer, JsonElement item) => AgentIds.ArnOf(item.Text("agentId"), answer, snapshot);

    // A list does not name its agent: a group it lists does, or the path, or there is but one agent.
    private string? ListedFor(Answer list, ILookup<string?, (Answer Answer, JsonElement Item)> groups)
    {
        var ids = list.Root.Elements("actionGroupSummaries").Select(i => i.Text("actionGroupId")).OfType<string>().ToHashSet();
        var named = groups.FirstOrDefault(g => g.Key is not null && g.Any(i => i.Item.Text("actionGroupId") is { } id && ids.Contains(id)))?.Key;
        if (named is not null) return named;
        var agents = snapshot.Of("get-agent").Select(a => a.Root.At("agent")).Concat(snapshot.Of("list-agents").SelectMany(a => a.Root.Elements("agentSummaries"))).ToList();
        var inPath = agents.Where(a => new[] { a.Text("agentId"), a.Text("agentName") }.Any(n => n is not null && list.File.Path.Contains(n, StringComparison.Ordinal)))
            .OrderByDescending(a => a.Text("agentName")?.Length ?? 0).FirstOrDefault();
        var only = agents.Select(a => a.Text("agentId")).Distinct().Take(2).ToList();
        var agentId = inPath.Text("agentId") ?? (only.Count == 1 ? only[0] : null);
        return AgentIds.ArnOf(agentId, list, snapshot);
    }
}
