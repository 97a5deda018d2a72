using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>States the models that were tuned or brought, and what is documented about them.</summary>
internal static class FineTunes
{
    public static void State(Book book, Statements statements)
    {
        foreach (var item in book["fine-tunes"])
        {
            var id = book.AssetOf(item);
            statements.Register(id, item.Id, item.First);
            if (item.One("owner") is { } owner) statements.Fact(id, "owner", owner.Text, owner);
            foreach (var other in item.All("id")) statements.Bind(id, other.Text!.Trim(), "is", other);
            Digests.State(id, item.All("file"), item.All("digest"), statements);
            if (item.One("base") is { } from) statements.Word(id, "tunedFrom", Value.Of(ModelId.Parse(from.Text!).Base), from);
            foreach (var data in item.All("datasets")) Data(id, data, book, statements);
            foreach (var run in item.All("run"))
            {
                statements.Word(id, "madeBy", Value.Of(run.Text!.Trim()), run);
                statements.Relate(id, "made-by", new AssetId(AssetKind.Pipeline, run.Text!.Trim()), run);
            }

            if (item.One("permitted-data") is { } permitted) statements.Word(id, "permittedData", Value.List(permitted.Items.Select(d => d.Text!.Trim())), permitted);
            statements.Word(id, "card", Card(item), item.First);
            foreach (var (_, sentence, at) in item.Contradictions($"fine-tune `{item.Id}`")) statements.Contradict(Impact.Of(item, book), sentence, at);
        }
    }

    private static void Data(AssetId id, Said data, Book book, Statements statements)
    {
        var name = data.Text!.Trim();
        var key = DataLocation.Of(name) ?? name;
        statements.Word(id, "trainingData", Value.Map(
            ("dataset", Value.Of(key)), ("location", Value.Of(name)), ("role", Value.Of("training")), ("version", Value.Of("")), ("digest", Value.Of(""))), data);
        statements.Relate(id, "trained-on", new AssetId(AssetKind.Dataset, key), data);
        if (key == name && book.Find("datasets", name) is null)
            statements.Missing(new(id), $"fine-tune `{id.Key}` names dataset `{name}`, which no registry lists", "add it to `datasets:`", data, "fine-tune.card");
    }

    private static Value Card(Item item)
    {
        var approval = Approval.Of(item);
        return Value.Map(
            ("base", Text("base")), ("run", Value.Of(item.All("run").Select(r => r.Text!.Trim()).FirstOrDefault() ?? "")),
            ("provider", Text("provider")), ("released", Text("released")), ("use", Text("intended-use")), ("prohibited", Text("prohibited-use")),
            ("license", Text("license")), ("modalities", Texts("modalities")), ("parameters", Text("parameters")),
            ("capabilities", Texts("capabilities")), ("limitations", Texts("limitations")), ("evaluations", Texts("evaluations")),
            ("compute", Text("compute")), ("energy", Text("energy")), ("summary", Text("training-summary")), ("copyright", Text("copyright-policy")),
            ("status", Value.Of(approval.Status)), ("by", Value.List(approval.By)), ("date", Value.Of(approval.Date)), ("expires", Value.Of(approval.Expires)));

        Value Text(string key) => Value.Of(item.Text(key) ?? "");
        Value Texts(string key) => Value.List(item.All(key).Select(t => t.Text!.Trim()));
    }
}
