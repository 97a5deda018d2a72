using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;

namespace Plumbline.Reports.Lineage;

/// <summary>The links from who uses a model to who approved its data; a broken one names the system that should show it.</summary>
internal static class LineageChain
{
    private const string Models = "model registry";
    private const string Pipelines = "pipeline metadata";
    private const string Data = "dataset registry";

    public static IEnumerable<LineageLink> Of(AssetRow row)
    {
        foreach (var (use, origin) in row.Said("users"))
            yield return new($"{use.Field("kind")} {use.Field("user")}", "uses", row.Name, "usage", origin);
        foreach (var link in Runs(row).Concat(Datasets(row))) yield return link;
    }

    private static IEnumerable<LineageLink> Runs(AssetRow row)
    {
        var named = row.Said("madeBy").Select(m => (Run: Sayings.Text(m.Value) ?? "", m.Origin)).DistinctBy(m => m.Run).ToList();
        if (named.Count == 0) yield return new(row.Name, "made by", "a run that nobody names", Models, null);
        foreach (var (run, origin) in named)
        {
            yield return new(row.Name, "made by", run, Models, origin);
            var records = row.Said(Plane.Deployed, "runs").Where(r => r.Value.Field("run") == run).ToList();
            if (records.Count == 0) yield return new(run, "ran as", "a run of which no metadata is there", Pipelines, null);
            foreach (var (record, at) in records)
                yield return new(run, "ran as", string.Join(", ", new[] { record.Field("kind"), record.Field("status"), record.Field("code"), record.Field("commit"), record.Field("ended") }.OfType<string>()), Pipelines, at);
        }
    }

    private static IEnumerable<LineageLink> Datasets(AssetRow row)
    {
        var used = row.Said("trainingData").Where(t => t.Value.Field("role") != "validation").ToList();
        if (used.Count == 0) yield return new(row.Name, "trained on", "data that nobody names", Pipelines, null);
        var records = row.Said(Plane.Approved, "datasets").ToLookup(r => r.Value.Field("dataset") ?? "", StringComparer.Ordinal);
        foreach (var (data, origin) in used) yield return new(row.Name, "trained on", data.Field("location") ?? "", origin.Source == "registry" ? Data : Pipelines, origin);
        foreach (var name in used.Select(u => u.Value.Field("dataset") ?? "").Distinct(StringComparer.Ordinal))
        {
            if (!records.Contains(name))
            {
                yield return new(name, "documented as", "an entry that is not there", Data, null);
                continue;
            }

            foreach (var link in Entry(name, records[name].First(), row)) yield return link;
        }
    }

    /// <summary>What the dataset registry links a dataset to.</summary>
    public static IEnumerable<LineageLink> Entry(string name, (Cel.Types.Value Value, Origin Origin) record, AssetRow row)
    {
        yield return new(name, "documented as", string.Join(", ", new[] { record.Value.Field("sources"), record.Value.Field("version") is { } v ? "version " + v : null }.OfType<string>()), Data, record.Origin);
        var prepared = record.Value.Field("run") ?? record.Value.Field("pipeline") ?? record.Value.Field("commit");
        yield return new(name, "prepared by", prepared ?? "a pipeline that nobody documents", Data, prepared is null ? null : record.Origin);
        foreach (var (run, at) in row.Said(Plane.Deployed, "preprocessing").Where(r => r.Value.Field("dataset") == name).DistinctBy(r => r.Value.Field("run")))
            yield return new(name, "written by", run.Field("run") ?? "", Pipelines, at);
        var by = record.Value.Field("status") == "approved" ? record.Value.Field("by") : null;
        yield return new(name, "approved by", by ?? (record.Value.Field("status") is { } status ? $"nobody: {status}" : "nobody"), Data, by is null ? null : record.Origin);
    }
}
