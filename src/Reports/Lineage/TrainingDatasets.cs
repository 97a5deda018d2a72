using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;

namespace Plumbline.Reports.Lineage;

/// <summary>The data that a model was trained on, and what the dataset registry documents of it.</summary>
internal static class TrainingDatasets
{
    private const string Held = "validation";

    public static ImmutableArray<LineageDataset> Of(AssetRow row)
    {
        var used = row.Said("trainingData").Where(t => t.Value.Field("role") != Held && t.Value.Field("dataset") is not null).ToLookup(t => t.Value.Field("dataset")!, StringComparer.Ordinal);
        var records = row.Said(Plane.Approved, "datasets").DistinctBy(r => r.Value.Field("dataset")).ToDictionary(r => r.Value.Field("dataset")!, StringComparer.Ordinal);
        return [.. used.Select(u => u.Key).Union(records.Keys).Order(StringComparer.Ordinal).Select(name => One(name, [.. used[name]], records.TryGetValue(name, out var r) ? r : null, row))];
    }

    /// <summary>What is documented of one set of data.</summary>
    public static LineageDataset One(string name, ImmutableArray<(Value Value, Origin Origin)> used, (Value Value, Origin Origin)? record, AssetRow row)
    {
        var seen = used.Select(u => u.Value.Field("location")).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var written = row.Said(Plane.Deployed, "preprocessing").Where(r => r.Value.Field("dataset") == name).DistinctBy(r => r.Value.Field("run")).ToList();
        var changed = row.Said(Plane.Deployed, "changes").Where(c => c.Value.Field("dataset") == name).Select(c => (Day: c.Value.Field("last"), c.Origin)).OrderByDescending(c => c.Day, StringComparer.Ordinal).FirstOrDefault();
        return new(name, record is not null,
        [
            Of("trained on", seen.Count > 0 ? string.Join("; ", seen) : null, used.FirstOrDefault().Origin, "no control plane or tracker shows it"),
            Said("source", "sources"), Said("version", "version"), Said("licence", "license"), Said("owner", "owner", "owner"),
            Said("personal data", "personal", "personal-data"), Said("classification", "classes", "classification"),
            Preprocessing(record),
            .. written.Select(w => Of("run seen to write it", string.Join(", ", new[] { w.Value.Field("run"), w.Value.Field("code"), w.Value.Field("ended") }.OfType<string>()), w.Origin, "")),
            .. changed.Origin is null ? Array.Empty<LineageField>() : [Of("last written", changed.Day, changed.Origin, "")],
            Approval(record),
        ]);

        LineageField Said(string title, string field, string? key = null) =>
            Of(title, record?.Value.Field(field), record?.Origin, $"state it under `datasets[].{key ?? (field == "sources" ? "source" : field)}`");
    }

    private static LineageField Preprocessing((Value Value, Origin Origin)? record)
    {
        var parts = new[] { ("pipeline", "pipeline"), ("run", "run"), ("commit", "commit"), ("preprocessing", "") }
            .Select(p => record?.Value.Field(p.Item1) is { } text ? p.Item2.Length > 0 ? $"{p.Item2} {text}" : text : null).OfType<string>().ToList();
        return Of("preprocessing", parts.Count == 0 ? null : string.Join(", ", parts), record?.Origin, "state it under `datasets[].preprocessing`");
    }

    private static LineageField Approval((Value Value, Origin Origin)? record)
    {
        var status = record?.Value.Field("status");
        var parts = new[]
        {
            status, record?.Value.Field("by") is { } by ? "by " + by : null, record?.Value.Field("date") is { } date ? "on " + date : null,
            record?.Value.Field("expires") is { } until ? "until " + until : null, record?.Value.Field("purposes") is { } purposes ? "for " + purposes : null,
        };
        return Of("approval", status is null ? null : string.Join(", ", parts.OfType<string>()), record?.Origin, "state it under `datasets[].approval`");
    }

    private static LineageField Of(string name, string? value, Origin? origin, string remedy) => new(name, "", value, value is null ? null : origin, remedy);
}
