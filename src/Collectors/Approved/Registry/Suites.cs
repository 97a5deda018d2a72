using System.Globalization;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>States the eval suites and what green means.</summary>
internal static class Suites
{
    public static void State(Book book, Statements statements)
    {
        foreach (var item in book["evals"])
        {
            var id = book.AssetOf(item);
            statements.Register(id, id.Key, item.First);
            foreach (var name in item.All("names")) statements.Bind(id, name.Text?.Trim(), "is", name);
            if (item.Text("dataset") is { } dataset) statements.Word(id, "dataset", Value.Of(dataset), item.One("dataset")!);
            foreach (var (_, sentence, at) in item.Contradictions($"suite `{id.Key}`"))
                statements.Contradict(Impact.Of(item, book), sentence, at);
        }
    }

    /// <summary>The suites that a workload must pass, one for each metric asked for.</summary>
    public static void State(Workload workload, Said named, Book book, Statements statements)
    {
        var name = named.Text!.Trim();
        statements.Relate(workload.Id, "tested-by", new AssetId(AssetKind.EvalSuite, name), named);
        var items = book.Suite(name).ToList();
        if (items.Count == 0)
            statements.Missing(new(workload.Id), $"workload `{workload.Name}` names suite `{name}`, which no registry lists", "add it to `evals:`", named, "workload.suites");
        foreach (var item in items.Where(i => i.One("threshold") is not null))
        {
            var threshold = Number(item, "threshold")!.Value;
            statements.Word(workload.Id, "suites", Value.Map(
                ("suite", Value.Of(name)),
                ("names", Value.List(item.All("names").Select(n => n.Text!.Trim()).Prepend(name).Distinct())),
                ("metric", Value.Of(item.Text("metric") ?? "")),
                ("threshold", Value.Of(threshold)), ("warn", Value.Of(Number(item, "warn") ?? threshold))), item.First);
        }
    }

    private static double? Number(Item item, string key) =>
        item.Text(key) is { } text ? double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) : null;
}
