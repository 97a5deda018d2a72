using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Graph;

/// <summary>Carries what trails say of an agent's workload and of its own role to the agent: whoever changes the role changes what the agent may do.</summary>
internal static class AgentChanges
{
    private static readonly string[] Words = ["releases", "roleChanges"];

    /// <summary>The releases of each agent, and the changes of the role that it runs as, said of the agent.</summary>
    public static IEnumerable<Claim> ToClaims(Drafts drafts, IEnumerable<Relation> relations, Identities identities)
    {
        var roles = relations.Where(r => r.Verb == "runs-as" && r.From.Kind == AssetKind.Agent).ToLookup(r => r.From, r => r.To);
        AssetId? Agent(string key) => identities.ResolveOne(new AssetId(AssetKind.Agent, key)) is var id && drafts.ContainsKey(id) ? id : null;
        return from agent in drafts.Keys
               where agent.Kind == AssetKind.Agent
               from id in roles[agent].Append(identities.ResolveOne(new AssetId(AssetKind.Workload, agent.Key))).Distinct()
               where drafts.ContainsKey(id)
               from claim in Words.SelectMany(w => Of(drafts, id, w))
               // Two agents may share a role, and so a row; what is released of one is no change of the other.
               let about = Agent(claim.Subject.Key)
               where about is null ? claim.Property == "roleChanges" : about == agent
               select claim with { Subject = agent };
    }

    private static IEnumerable<Claim> Of(Drafts drafts, AssetId id, string word) => drafts.TryGetValue(id, out var draft) ? draft.ClaimsOf(word) : [];
}
