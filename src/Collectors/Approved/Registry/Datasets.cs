using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>States the datasets, what is documented about them, and whether they may be used.</summary>
internal static class Datasets
{
    public static void State(Book book, Statements statements)
    {
        foreach (var item in book["datasets"])
        {
            var id = book.AssetOf(item);
            statements.Register(id, item.Id, item.First);
            if (item.One("owner") is { } owner) statements.Fact(id, "owner", owner.Text, owner);
            foreach (var source in item.All("source"))
            {
                statements.Bind(id, source.Text!.Trim(), "is", source);
                if (DataLocation.Of(source.Text) is { } place && place != source.Text!.Trim().TrimEnd('/')) statements.Bind(id, place, "is", source);
            }

            foreach (var other in item.All("id")) statements.Bind(id, other.Text!.Trim(), "is", other);
            if (item.One("classification") is { } data) statements.Word(id, "data", Value.List(data.Items.Select(d => d.Text!.Trim())), data);
            if (item.One("digest") is { Text: { } digest } at) Digests.State(id, digest, at, statements);
            statements.Word(id, "record", Record(item), item.First);
            if (item.One("preprocessing")?["run"] is { } run) statements.Relate(id, "made-by", new AssetId(AssetKind.Pipeline, run.Text!.Trim()), run);
            foreach (var (_, sentence, where) in item.Contradictions($"dataset `{item.Id}`")) statements.Contradict(Impact.Of(item, book), sentence, where);
        }

        OneDataset(book, statements);
    }

    private static Value Record(Item item)
    {
        var preprocessing = item.One("preprocessing");
        var approval = Approval.Of(item);
        return Value.Map(
            ("dataset", Value.Of(item.Id)), ("version", Value.Of(item.Text("version") ?? "")), ("digest", Value.Of(item.Text("digest") ?? "")),
            ("sources", Value.List(item.All("source").Select(s => s.Text!.Trim()))), ("license", Value.Of(item.Text("license") ?? "")),
            ("owner", Value.Of(item.Text("owner") ?? "")),
            ("personal", Value.Of(item.Text("personal-data") is { } flag ? Flags.IsTrue(flag) ? "yes" : "no" : "")),
            ("classes", Value.List(item.All("classification").Select(s => s.Text!.Trim()))),
            ("pipeline", Part("pipeline")), ("run", Part("run")), ("commit", Part("commit")), ("preprocessing", Part("description")),
            ("status", Value.Of(approval.Status)), ("by", Value.List(approval.By)), ("date", Value.Of(approval.Date)), ("expires", Value.Of(approval.Expires)),
            ("purposes", Value.List(approval.Purposes)), ("contributors", Value.List(item.All("contributors").Select(s => s.Text!.Trim()))));

        Value Part(string key) => Value.Of(preprocessing?[key]?.Text?.Trim() ?? "");
    }

    // Data that two entries claim is neither's: what was trained on it could not be told apart.
    private static void OneDataset(Book book, Statements statements)
    {
        var claimed = book["datasets"].SelectMany(i => i.All("source").Select(s => (Item: i, Said: s)))
            .GroupBy(p => DataLocation.Of(p.Said.Text) ?? p.Said.Text!.Trim(), StringComparer.Ordinal);
        foreach (var group in claimed)
        {
            var owners = group.DistinctBy(p => p.Item.Id).ToList();
            if (owners.Count < 2) continue;
            var sentence = $"`{group.Key}` is `source` of {string.Join(" and ", owners.Select(o => $"`{o.Item.Id}` ({o.Said.Where})"))}";
            foreach (var (item, said) in owners) statements.Contradict(Impact.Of(item, book), sentence, said);
        }
    }
}
