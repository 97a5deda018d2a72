using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Scans;

namespace Plumbline.Server.Standings;

/// <summary>Where things of a standing are found; each part is put together when it is first asked for.</summary>
/// <param name="report">The standing's report.</param>
public sealed class StandingIndex(Report report)
{
    private readonly Lazy<Dictionary<string, Finding>> findings = new(() => report.Assessment.Findings.ToDictionary(f => f.Id, StringComparer.Ordinal));
    private readonly Lazy<ILookup<AssetId, Finding>> about = new(() => report.Assessment.Findings.ToLookup(f => f.Asset.Id));
    private readonly Lazy<ILookup<AssetId, Relation>> relations = new(() => report.Graph.Relations.SelectMany(Ends).ToLookup(r => r.At, r => r.Relation));
    private readonly Lazy<Dictionary<AssetId, int>> open = new(() => report.Failures.GroupBy(f => f.Asset.Id).ToDictionary(g => g.Key, g => g.Count()));
    private readonly Lazy<AssetRow[]> rows = new(() => [.. report.Graph.Rows]);

    /// <summary>Every asset, by kind and id.</summary>
    public IReadOnlyList<AssetRow> Rows => rows.Value;

    /// <summary>A finding that stands now; null where there is none of this id.</summary>
    public Finding? Finding(string id) => findings.Value.GetValueOrDefault(id);

    /// <summary>The findings about an asset, heaviest first.</summary>
    public IEnumerable<Finding> FindingsOf(AssetId asset) => about.Value[asset];

    /// <summary>How many findings about an asset nobody answers for.</summary>
    public int OpenOf(AssetId asset) => open.Value.GetValueOrDefault(asset);

    /// <summary>The arrows that begin or end at an asset.</summary>
    public IEnumerable<Relation> RelationsOf(AssetId asset) => relations.Value[asset];

    private static IEnumerable<(AssetId At, Relation Relation)> Ends(Relation relation) =>
        relation.From == relation.To ? [(relation.From, relation)] : [(relation.From, relation), (relation.To, relation)];
}
