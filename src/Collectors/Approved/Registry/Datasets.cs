using Plumbline.Cel.Types;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>States the datasets that may be used.</summary>
internal static class Datasets
{
    public static void State(Book book, Statements statements)
    {
        foreach (var item in book["datasets"])
        {
            var id = book.AssetOf(item);
            statements.Register(id, item.Id, item.First);
            statements.Bind(id, item.Text("source"), "is", item.One("source") ?? item.First);
            if (item.One("classification") is { } data) statements.Word(id, "data", Value.List([data.Text!.Trim()]), data);
            foreach (var (_, sentence, at) in item.Contradictions($"dataset `{item.Id}`")) statements.Contradict(Impact.Of(item, book), sentence, at);
        }
    }
}
