using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;

namespace Plumbline.Reports.Lineage;

/// <summary>Models that lie in the repository as files and say by their card or adapter what they were made from.</summary>
internal static class TunedFiles
{
    private const string Models = "model registry";
    private const string Pipelines = "pipeline metadata";
    private const string Data = "dataset registry";

    /// <summary>Models with a base, by id.</summary>
    public static IEnumerable<AssetRow> Of(AssetGraph graph) => graph.Pages(AssetKind.Model).SelectMany(p => p).Where(r => r.Said("bases").Any());

    /// <summary>The lineage of one.</summary>
    public static LineageRecord Record(AssetGraph graph, AssetRow row, ImmutableArray<LineageField> facts)
    {
        var card = row.Said(Plane.Declared, "card").Select(c => ((Value Value, Origin Origin)?)c).FirstOrDefault();
        ImmutableArray<(string Name, string Location, Origin Said, (Value Value, Origin Origin)? Record)> used = [.. Used(graph, card).OrderBy(u => u.Name, StringComparer.Ordinal)];
        ImmutableArray<LineageDataset> datasets = [.. used.Select(u => TrainingDatasets.One(u.Name, [(Value.Map(("location", Value.Of(u.Location))), u.Said)], u.Record, row))];
        return new(row.Id.Key, row.Name, facts, [.. Article53.Of(row, datasets).Select(f => Stated(f, row, card, datasets, used))], datasets, [.. Chain(row, used)], [], []);
    }

    private static IEnumerable<(string Name, string Location, Origin Said, (Value Value, Origin Origin)? Record)> Used(AssetGraph graph, (Value Value, Origin Origin)? card)
    {
        if (card is not { } said) yield break;
        foreach (var name in said.Value.AsMap?["datasets"].AsList?.Items.Select(i => i.AsString).OfType<string>().Distinct(StringComparer.Ordinal) ?? [])
        {
            var location = "hf://" + name;
            var found = graph.Find(new AssetId(AssetKind.Dataset, location));
            var record = found?.Said(Plane.Approved, "record").Select(r => ((Value, Origin)?)r).FirstOrDefault();
            yield return (record is null ? location : found!.Name, location, said.Origin, record);
        }
    }

    private static LineageField Stated(
        LineageField field, AssetRow row, (Value Value, Origin Origin)? card, ImmutableArray<LineageDataset> datasets, ImmutableArray<(string Name, string Location, Origin Said, (Value Value, Origin Origin)? Record)> used) => field.Name switch
        {
            "base model" when row.Said("bases").ToList() is [var first, ..] bases => field with { Value = string.Join("; ", bases.Select(b => b.Value.Field("base")).OfType<string>().Distinct()), Origin = first.Origin },
            "licence" when card?.Value.Field("license") is { } license => field with { Value = license, Origin = card?.Origin },
            "data used for training" when !datasets.IsEmpty => field with { Origin = used[0].Said },
            _ => field,
        };

    private static IEnumerable<LineageLink> Chain(AssetRow row, ImmutableArray<(string Name, string Location, Origin Said, (Value Value, Origin Origin)? Record)> used)
    {
        foreach (var (made, origin) in row.Said("bases")) yield return new(row.Name, "made from", made.Field("base") ?? "", Models, origin);
        yield return new(row.Name, "made by", "a run that nobody names", Pipelines, null);
        if (used.IsEmpty) yield return new(row.Name, "trained on", "data that its card does not name", Models, null);
        foreach (var (name, location, said, record) in used)
        {
            yield return new(row.Name, "trained on", location, Models, said);
            if (record is { } known) foreach (var link in LineageChain.Entry(name, known, row)) yield return link;
            else yield return new(name, "documented as", "an entry that is not there", Data, null);
        }
    }
}
