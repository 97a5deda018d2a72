using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Plumbline.Posture.Assets;

namespace Plumbline.Posture.Graph;

/// <summary>The assets of a graph in the making, found by id and gone through in the order of their ids.</summary>
internal sealed class Drafts : IEnumerable<KeyValuePair<AssetId, Draft>>
{
    private readonly Dictionary<AssetId, Draft> drafts = [];
    private List<KeyValuePair<AssetId, Draft>>? sorted;

    /// <summary>The assets in order, as they are now.</summary>
    public IEnumerable<Draft> Values => Sorted.Select(d => d.Value);

    /// <summary>Their ids in order.</summary>
    public IEnumerable<AssetId> Keys => Sorted.Select(d => d.Key);

    private List<KeyValuePair<AssetId, Draft>> Sorted => sorted ??= [.. drafts.OrderBy(d => d.Key)];

    /// <summary>The asset of an id, made where it is not there yet.</summary>
    public Draft Of(AssetId id, Func<AssetId, Draft> make)
    {
        if (drafts.TryGetValue(id, out var draft)) return draft;
        sorted = null;
        return drafts[id] = make(id);
    }

    public bool ContainsKey(AssetId id) => drafts.ContainsKey(id);

    public bool TryGetValue(AssetId id, [NotNullWhen(true)] out Draft? draft) => drafts.TryGetValue(id, out draft);

    public IEnumerator<KeyValuePair<AssetId, Draft>> GetEnumerator() => Sorted.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
