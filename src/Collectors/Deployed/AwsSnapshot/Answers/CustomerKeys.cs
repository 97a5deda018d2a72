using Plumbline.Cel.Types;
using Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using static Plumbline.Collectors.Deployed.AwsSnapshot.Snapshot;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Answers;

/// <summary>Whose key encrypts what Bedrock keeps for agents and for knowledge bases' documents while they are read in.</summary>
internal sealed class CustomerKeys : IAnswerReader
{
    /// <inheritdoc/>
    public IEnumerable<Claim> Read(Snapshot snapshot)
    {
        var agents = snapshot.Of("get-agent").Select(a => (a, a.Root.At("agent")));
        foreach (var (answer, item) in Newest(agents, (_, i) => i.Text("agentArn"), i => Answer.Time(i, "updatedAt")))
            foreach (var claim in Key(new AssetId(AssetKind.Agent, item.Text("agentArn")!), "agent.customerKey", item.Text("customerEncryptionKeyArn"), answer)) yield return claim;

        var sources = snapshot.Of("get-data-source").Select(a => (a, a.Root.At("dataSource")));
        foreach (var (answer, item) in Newest(sources, (a, i) => CorpusKeys.Of(i, a), i => Answer.Time(i, "updatedAt")))
            foreach (var claim in Key(new AssetId(AssetKind.Corpus, CorpusKeys.Of(item, answer)!), "corpus.customerKey", item.Text("serverSideEncryptionConfiguration", "kmsKeyArn"), answer)) yield return claim;
    }

    private static IEnumerable<Claim> Key(AssetId id, string word, string? key, Answer answer)
    {
        yield return Say(id, "customerKey", Value.Of(Keys.IsCustomers(key)), answer);
        yield return Cover(new Reach(Asset: id), answer, word);
    }
}
