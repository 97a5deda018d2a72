using Plumbline.Cel.Types;
using Plumbline.Collectors.Declared.DataFiles.Tables;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Declared.DataFiles;

/// <summary>What was found in the files of one dataset, as claims.</summary>
/// <param name="key">The dataset's key.</param>
internal sealed class DatasetClaims(string key)
{
    private readonly AssetId id = new(AssetKind.Dataset, key);
    private readonly SortedDictionary<string, (int Records, Origin Origin)> classes = new(StringComparer.Ordinal);
    private Origin? first;

    /// <summary>What one file holds.</summary>
    public IEnumerable<Claim> Of(DataFile data)
    {
        var origin = new Origin(DataFilesCollector.Source, data.File.Path);
        first ??= origin;
        var rows = data.Read();
        if (rows.Problem is not null || (rows.Broken > 0 && rows.Records.Count == 0)) yield return Unread(data, rows.Problem ?? "none of its records could be read", origin);
        else if (rows.Broken > 0) yield return Unread(data, $"{rows.Broken} of its records could not be read", origin);
        var tally = new Tally();
        foreach (var record in rows.Records) tally.Add(record);
        foreach (var claim in Told(data, rows, tally, origin)) yield return claim;
    }

    /// <summary>What all its files and those who name it say of it.</summary>
    public IEnumerable<Claim> Whole(IReadOnlyList<Card> cards, Mentions mentions)
    {
        var name = cards.FirstOrDefault(c => c.Datasets.Contains(key))?.Name ?? key;
        yield return Say("name", Value.Of(name), first!);
        foreach (var (name2, (records, origin)) in classes) yield return Say("classes", Labelled(name2, "found", records), origin);
        if (classes.Count > 0) yield return Say("data", Value.List(classes.Keys), classes.First().Value.Origin);
        foreach (var (_, reader, line) in mentions.All.Where(m => m.Data == key || key.StartsWith(m.Data + "/", StringComparison.Ordinal)))
        {
            var workload = new AssetId(AssetKind.Workload, $"path:{reader}");
            yield return new Relation(workload, "reads", id).ToClaim(Plane.Declared, new Origin(DataFilesCollector.Source, reader, line), DateTimeOffset.MinValue);
        }

        yield return new Coverage(DataFilesCollector.Source, Plane.Declared, new Reach(id), [.. DataWords.Speaks]).ToClaim(first!);
    }

    /// <summary>What a card says of the datasets it describes: what they were made from, and their classes.</summary>
    public static IEnumerable<Claim> Of(Card card, IReadOnlySet<string> paths)
    {
        var origin = new Origin(DataFilesCollector.Source, card.Path, card.Line);
        foreach (var key in card.Datasets)
        {
            var id = new AssetId(AssetKind.Dataset, key);
            foreach (var parent in card.Parents.Select(p => card.KeyOf(p, paths)).Where(p => p != key))
                yield return new Relation(id, "derived-from", new AssetId(AssetKind.Dataset, parent)).ToClaim(Plane.Declared, origin, DateTimeOffset.MinValue);
            foreach (var name in card.Classes) yield return new Claim(id, "classes", Plane.Declared, Labelled(name, "stated", 0), origin, DateTimeOffset.MinValue);
        }
    }

    private IEnumerable<Claim> Told(DataFile data, Rows rows, Tally tally, Origin origin)
    {
        yield return Say("samples", Value.Map(
            ("file", Value.Of(data.File.Path)), ("format", Value.Of(data.Format)), ("because", Value.Of(data.Because)), ("records", Value.Of(rows.Total)),
            ("sha256", Value.Of(data.Sha256())), ("sampled", Value.Of(rows.Records.Count)), ("whole", Value.Of(rows.IsWhole)), ("columns", Value.List(tally.Columns.Take(200).Select(Shown)))), origin);
        foreach (var held in tally.Holdings())
        {
            yield return Say("contents", Value.Map(
                ("file", Value.Of(data.File.Path)), ("column", Value.Of(Shown(held.Column))), ("kind", Value.Of(held.Kind)), ("class", Value.Of(held.Class)), ("names", Value.List(RecordClasses.NamesOf(held.Class))),
                ("proof", Value.Of(held.Proof)), ("records", Value.Of(held.Records)), ("sampled", Value.Of(rows.Records.Count))), origin);
            if (held.Proof != "name") classes[held.Class] = (Math.Max(held.Records, classes.GetValueOrDefault(held.Class).Records), classes.TryGetValue(held.Class, out var known) ? known.Origin : origin);
        }
    }

    // A header that is a value itself, because the file has none, must not be shown.
    private static string Shown(string column) => Masks.Of(column, [], 120);

    private static Value Labelled(string name, string how, int records) => Value.Map(
        ("class", Value.Of(name)), ("names", Value.List(RecordClasses.NamesOf(name))), ("how", Value.Of(how)), ("records", Value.Of(records)), ("from", Value.Of("")), ("via", Value.Of("")));

    private Claim Say(string word, Value value, Origin origin) => new(id, word, Plane.Declared, value, origin, DateTimeOffset.MinValue);

    private Claim Unread(DataFile data, string why, Origin origin) => new Gap(
        DataFilesCollector.Source, Plane.Declared, GapKind.Missing, $"`{data.File.Path}` was not looked into whole: {why}",
        "write it as CSV, JSON lines or Parquet without compression, with Snappy, gzip or Brotli", new Reach(id), [.. DataWords.Speaks]).ToClaim(origin);
}
