using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;

namespace Plumbline.Reports.Bom;

/// <summary>The items found so far, each once.</summary>
internal sealed class BomDraft(AssetGraph graph)
{
    private readonly SortedDictionary<string, BomItem> items = new(StringComparer.Ordinal);

    public AssetGraph Graph { get; } = graph;

    /// <summary>Every item, by reference.</summary>
    public IEnumerable<BomItem> Items => items.Values;

    /// <summary>A stable reference: the kind and the id, made fit to print.</summary>
    public static string Reference(string kind, string key)
    {
        var raw = $"{kind}:{key}";
        var shown = Plain.Line(raw);
        return shown == raw ? raw : $"{shown}#{Fingerprints.OfText(raw)[7..19]}";
    }

    /// <summary>The item of a kind and key, made where it is not there yet.</summary>
    public BomItem Item(string kind, string key, string type, string? name = null)
    {
        var reference = Reference(kind, key);
        if (!items.TryGetValue(reference, out var item)) items[reference] = item = new BomItem(reference, type, kind, name ?? key);
        return item;
    }

    /// <summary>The item of an asset by any of its ids; null where it is none.</summary>
    public BomItem? Find(AssetId id) =>
        items.GetValueOrDefault(Reference(id.Kind.Name(), (Graph.Find(id)?.Id ?? id).Key));

    /// <summary>The model behind an id: weights of the estate's own, what a route leads to, or the model itself.</summary>
    public BomItem? Model(string? text, Plane plane, Origin origin)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var id = ModelId.Parse(text);
        var item = Find(new AssetId(AssetKind.FineTune, id.Base)) ?? Find(new AssetId(AssetKind.FineTune, text));
        if (item is null)
        {
            var key = Graph.Find(new AssetId(AssetKind.Model, id.Base))?.Id.Key ?? id.Base;
            item = Item(AssetKind.Model.Name(), key, BomItem.Model);
            Describe(item, ModelId.Parse(key));
        }

        item.See(plane, origin);
        return item;
    }

    /// <summary>What a model's id proves.</summary>
    public static void Describe(BomItem item, ModelId id)
    {
        item.Note("model.pinned", id.IsPinned ? "true" : "false");
        if (id.IsOpaque) item.Note("model.unresolved", "only the control plane knows which model answers behind this id");
    }
}
