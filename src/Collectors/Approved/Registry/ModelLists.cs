using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>States which models are on the procurement-approved lists, and when.</summary>
internal static class ModelLists
{
    private static readonly DateTimeOffset Open = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>True where the list is in force for the workload's account and system.</summary>
    public static bool Admits(Item list, Workload workload) =>
        Admits(list.First["accounts"], workload.Account) && Admits(list.First["systems"], workload.System.Id, workload.Name);

    public static void State(Book book, Statements statements)
    {
        foreach (var item in book["models"])
        {
            Models(item, statements);
            foreach (var (_, sentence, at) in item.Contradictions($"list `{item.First.Named("list")}`", "accounts", "systems"))
                statements.Contradict(Impact.Of(item, book), sentence, at);
            if (Instant(item, "from") is not { } from) continue;
            var until = Instant(item, "until") ?? Next(item, from, book);
            foreach (var workload in book.Workloads.Where(w => Admits(item, w))) List(item, workload, from, until, statements);
        }
    }

    /// <summary>A model by its id as written and by itself.</summary>
    public static Value Reference(Said said)
    {
        var model = ModelId.Parse(said.Named("id"));
        return Value.Map(("id", Value.Of(model.Text)), ("base", Value.Of(model.Base)), ("pinned", Value.Of(model.IsPinned)));
    }

    private static void Models(Item item, Statements statements)
    {
        foreach (var said in item.All("models"))
        {
            var model = ModelId.Parse(said.Named("id"));
            var id = new AssetId(AssetKind.Model, model.Base);
            statements.Register(id, model.Base, said);
            Digests.State(id, said["file"]?.Items ?? [], said["digest"]?.Items ?? [], statements);
        }
    }

    private static void List(Item item, Workload workload, DateTimeOffset from, DateTimeOffset until, Statements statements)
    {
        foreach (var said in item.All("models"))
        {
            statements.Word(workload.Id, "catalogue", Value.Map(
                ("base", Value.Of(ModelId.Parse(said.Named("id")).Base)), ("list", Value.Of(item.First.Named("list"))),
                ("from", Value.Of(from)), ("until", Value.Of(until))), said);
        }
    }

    // A list that says no end holds until the next one of its scope begins.
    private static DateTimeOffset Next(Item item, DateTimeOffset from, Book book) =>
        book["models"].Where(l => Book.Scoped(l.First) == Book.Scoped(item.First))
            .Select(l => Instant(l, "from")).OfType<DateTimeOffset>().Where(f => f > from).DefaultIfEmpty(Open).Min();

    private static bool Admits(Said? scope, params string[] names) => scope is null || scope.Items.Any(s => names.Contains(s.Text?.Trim()));

    private static DateTimeOffset? Instant(Item item, string key) =>
        item.Text(key) is { } text && Instants.TryParse(text, out var instant) ? instant : null;
}
