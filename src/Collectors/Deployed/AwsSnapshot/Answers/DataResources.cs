using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.AwsSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Answers;

/// <summary>Bedrock resources in use whose calls CloudTrail records only as data events.</summary>
internal sealed class DataResources : IAnswerReader
{
    private static readonly (string Operation, string List, string Type)[] Kinds =
    [
        ("get-guardrail", "", "AWS::Bedrock::Guardrail"),
        ("list-guardrails", "guardrails", "AWS::Bedrock::Guardrail"),
        ("get-agent", "", "AWS::Bedrock::AgentAlias"),
        ("list-agents", "agentSummaries", "AWS::Bedrock::AgentAlias"),
        ("get-agent-alias", "", "AWS::Bedrock::AgentAlias"),
        ("list-agent-aliases", "agentAliasSummaries", "AWS::Bedrock::AgentAlias"),
        ("get-knowledge-base", "", "AWS::Bedrock::KnowledgeBase"),
        ("list-knowledge-bases", "knowledgeBaseSummaries", "AWS::Bedrock::KnowledgeBase"),
        ("list-flows", "flowSummaries", "AWS::Bedrock::FlowAlias"),
        ("list-flow-aliases", "flowAliasSummaries", "AWS::Bedrock::FlowAlias"),
    ];

    private static readonly string[] Lists = ["list-guardrails", "list-agents", "list-knowledge-bases"];

    /// <inheritdoc/>
    public IEnumerable<Claim> Read(Snapshot snapshot)
    {
        var seen = new HashSet<(string?, string?, string)>();
        foreach (var (operation, list, type) in Kinds)
        {
            foreach (var answer in snapshot.Of(operation))
            {
                var home = HomeOf(answer);
                if (home.Asset is not { } account || (list.Length > 0 && !answer.Root.Elements(list).Any())) continue;
                if (seen.Add((home.Account, home.Region, type))) yield return Say(account, "dataResources", Value.Of(type), answer);
            }
        }

        // Only the lists together say that nothing else is there.
        foreach (var answer in snapshot.Of(Lists[0]))
        {
            var home = HomeOf(answer);
            if (home.Asset is not null && Lists.All(l => snapshot.IsListed(l, home))) yield return Cover(home.Reach, answer, "account.dataResources");
        }
    }
}
