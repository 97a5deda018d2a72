using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Scans;

namespace Plumbline.Reports.Lineage;

/// <summary>Puts the lineage records of a report together.</summary>
public static class LineageBook
{
    private const string Control = "training-data-lineage";
    private static readonly string[] Stated = ["environment", "account", "region", "owner"];

    /// <summary>The records of all tuned models, or of the one that a name or any of its ids names.</summary>
    public static ImmutableArray<LineageRecord> Of(Report report, string? model)
    {
        List<AssetRow> rows = [.. report.Graph.Pages(AssetKind.FineTune).SelectMany(p => p), .. TunedFiles.Of(report.Graph)];
        if (model is not null)
        {
            var found = report.Graph.Find(new AssetId(AssetKind.FineTune, model));
            rows = found is not null ? [found] : rows.FindAll(r => r.Name == model || r.Id.Key == model || r.Id.Key.EndsWith("/" + model, StringComparison.Ordinal) || r.Id.Key == "file:" + model);
        }

        return [.. rows.Select(r => r.Id.Kind == AssetKind.Model ? TunedFiles.Record(report.Graph, r, Facts(r)) : One(report, r))];
    }

    /// <summary>True where data flows through an asset of this name or id.</summary>
    public static bool Knows(Report report, string name) => !Flow.Through(report.Graph, name).IsEmpty;

    /// <summary>The flows of data; of one asset where it is named.</summary>
    internal static ImmutableArray<Flow> Flows(Report report, string? name) => name is null ? Flow.Of(report.Graph) : Flow.Through(report.Graph, name);

    private static LineageRecord One(Report report, AssetRow row)
    {
        var datasets = TrainingDatasets.Of(row);
        return new(
            row.Id.Key, row.Name, Facts(row), Article53.Of(row, datasets), datasets, [.. LineageChain.Of(row)], LineageSentences.Of(row),
            [.. report.Assessment.Findings.Where(f => f.Asset.Id == row.Id && f.Rule.Control == Control)]);
    }

    private static ImmutableArray<LineageField> Facts(AssetRow row)
    {
        var said = Stated.Select(f => row.Stated(f) is var (text, origin)
            ? new LineageField(f, "", text, origin, "") : new LineageField(f, "", null, null, "")).Where(f => f.Value is not null);
        var users = row.Said("users").Select(u => (Name: u.Value.Field("user"), u.Origin)).Where(u => u.Name is not null).DistinctBy(u => u.Name).ToList();
        return users.Count == 0 ? [.. said] : [.. said, new LineageField("used by", "", string.Join("; ", users.Select(u => u.Name)), users[0].Origin, "")];
    }
}
