using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>States the models and data that somebody no longer trusts, whatever else was approved.</summary>
internal static class Recalls
{
    public static void State(Book book, Statements statements)
    {
        foreach (var item in book["recalls"])
        {
            if (item.Text("reason") is not { } reason || AssetOf(item) is not { } asset) continue;
            var from = item.Text("from") is { } text && Instants.TryParse(text, out var at) ? at : DateTimeOffset.MinValue;
            if (from > book.AsOf) continue;
            statements.Word(asset, "recalled", Value.Map(
                ("reason", Value.Of(reason)), ("by", Value.List(item.All("by").Select(b => b.Text!.Trim()))), ("from", Value.Of(from))), item.First);
            foreach (var (_, sentence, where) in item.Contradictions($"recall of `{asset.Key}`")) statements.Contradict(Impact.Of(item, book), sentence, where);
        }
    }

    /// <summary>What is recalled; null where the entry does not say it.</summary>
    public static AssetId? AssetOf(Item item)
    {
        if (item.Text("asset")?.Trim() is not { Length: > 0 } name || !KebabCase.TryParse<AssetKind>(item.Text("kind") ?? "", out var kind)) return null;
        return new AssetId(kind, kind == AssetKind.Model ? ModelId.Parse(name).Base : kind == AssetKind.Dataset ? DataLocation.Of(name) ?? name : name);
    }
}
