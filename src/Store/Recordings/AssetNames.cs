using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;
using Plumbline.Store.Ledgers;

namespace Plumbline.Store.Recordings;

/// <summary>How people name assets.</summary>
public static class AssetNames
{
    /// <summary>The asset that a word names: `kind:key`, an id, or a name.</summary>
    /// <exception cref="LedgerException">It names none, or several.</exception>
    public static AssetRow Find(AssetGraph graph, string asked)
    {
        if (AssetId.TryParse(asked, out var id) && graph.Find(id) is { } exact) return exact;
        if (Enum.GetValues<AssetKind>().Select(k => graph.Find(new AssetId(k, asked))).OfType<AssetRow>().DistinctBy(r => r.Id).ToList() is [var only]) return only;
        foreach (var found in Ways(asked).Select(way => graph.Rows.Where(way).ToList()))
        {
            if (found.Count == 1) return found[0];
            if (found.Count > 1) throw new LedgerException($"`{asked}` names {found.Count} assets; choose one: {string.Join(", ", found.Take(20).Select(r => $"`{r.Id}`"))}");
        }

        var near = graph.Rows.Where(r => r.Name.Contains(asked, StringComparison.OrdinalIgnoreCase) || r.Id.Key.Contains(asked, StringComparison.OrdinalIgnoreCase)).Take(6).Select(r => $"`{r.Id}`").ToList();
        throw new LedgerException(near.Count == 0 ? $"`{asked}` is no asset that was ever recorded; name it by its name, its id, or kind:key" : $"`{asked}` is no asset; near it are {string.Join(", ", near)}");
    }

    private static IEnumerable<Func<AssetRow, bool>> Ways(string asked) =>
    [
        r => r.Id.Key == asked || r.Name == asked, r => string.Equals(r.Name, asked, StringComparison.OrdinalIgnoreCase),
        r => r.Id.Key.EndsWith("/" + asked, StringComparison.Ordinal), r => r.Id.Key.StartsWith(asked + "@", StringComparison.Ordinal),
    ];
}
