using System.Text;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Records;

namespace Plumbline.Store.Recordings;

/// <summary>Every asset that an estate ever claimed something about, as of a moment; also those that are gone.</summary>
public sealed class EverAssets
{
    private readonly ILookup<AssetId, AssetId> ids;

    private EverAssets(AssetGraph graph, IEnumerable<AssetId> named)
    {
        Graph = graph;
        ids = named.ToLookup(id => graph.Find(id)?.Id ?? id);
    }

    /// <summary>All that was ever claimed, as one graph.</summary>
    public AssetGraph Graph { get; }

    /// <summary>Every id by which sources named an asset, its own first.</summary>
    public IEnumerable<AssetId> IdsOf(AssetId own) => ids[own].Prepend(own).Distinct();

    /// <summary>Reads them from the ledger.</summary>
    /// <param name="store">The ledger.</param>
    /// <param name="estate">The estate.</param>
    /// <param name="until">The moment; what later scans say does not count.</param>
    /// <param name="vocabulary">The words of planes.</param>
    public static EverAssets Of(IRecordStore store, string estate, DateTimeOffset until, Vocabulary vocabulary)
    {
        var (name, latest) = (Encoding.UTF8.GetBytes(estate), Encoding.UTF8.GetBytes(Instant.Write(until)));
        var (texts, all) = (new Texts(), new HashSet<Claim>());
        store.Read(0, (in RecordView record) =>
        {
            if (record.Is(RecordKind.Claim) && record.Estate.SequenceEqual(name) && record.Moment.SequenceCompareTo(latest) <= 0 && ClaimText.Read(record.Body, texts) is { } claim) all.Add(claim);
            return true;
        });
        return new EverAssets(AssetGraph.From([.. all.OrderBy(c => c.Subject).ThenBy(c => c.Origin)], vocabulary), all.Select(c => c.Subject).Distinct());
    }
}
