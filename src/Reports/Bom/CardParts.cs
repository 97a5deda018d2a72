using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;

namespace Plumbline.Reports.Bom;

/// <summary>Model cards and the documents of datasets, as registries and runs state them.</summary>
internal static class CardParts
{
    private static readonly string[] Rest = ["prohibited", "modalities", "parameters", "capabilities", "compute", "energy", "summary", "copyright", "released", "status", "by"];

    public static void Add(BomDraft draft)
    {
        foreach (var row in draft.Graph.Rows)
        {
            if (row.Id.Kind == AssetKind.Workload) Evaluations(row, draft);
            if (draft.Find(row.Id) is not { } item) continue;
            if (row.Id.Kind == AssetKind.FineTune) Tuned(row, item, draft);
            if (row.Id.Kind == AssetKind.Dataset) Documented(row, item);
        }
    }

    private static void Tuned(AssetRow row, BomItem item, BomDraft draft)
    {
        var card = item.Card ??= new BomCard();
        foreach (var plane in Enum.GetValues<Plane>())
        {
            foreach (var (value, origin) in row.Said(plane, "tunedFrom")) From(draft.Model(Sayings.Text(value), plane, origin));
            foreach (var (value, origin) in row.Said(plane, "trainingData")) Trained(value.Field("dataset") ?? value.Field("location"), value.Field("role"), plane, origin);
            foreach (var (value, origin) in row.Said(plane, "card"))
            {
                From(draft.Model(value.Field("base"), plane, origin));
                item.Provider ??= value.Field("provider");
                item.License ??= value.Field("license");
                if (value.Field("use") is { } use && !card.Uses.Contains(use)) card.Uses.Add(use);
                foreach (var limit in Texts(value, "limitations")) if (!card.Limitations.Contains(limit)) card.Limitations.Add(limit);
                foreach (var result in Texts(value, "evaluations")) card.Metrics.Add((result, "", ""));
                foreach (var field in Rest) if (value.Field(field) is { } text) card.Notes.Add((field, Plain.Cut(Plain.Line(text), 500)));
            }

            foreach (var (value, _) in row.Said(plane, "approval")) item.Note("approval", $"{Sayings.Text(value)} ({plane.Name()})");
            foreach (var (value, _) in row.Said(plane, "madeBy")) item.Note("made-by", Sayings.Text(value));
        }

        void From(BomItem? model)
        {
            if (model is null || model.Ref == item.Ref) return;
            card.Base ??= model.Ref;
            item.Needs(model);
        }

        void Trained(string? name, string? role, Plane plane, Posture.Evidence.Origin origin)
        {
            if (name is null) return;
            var id = new AssetId(AssetKind.Dataset, name);
            var data = draft.Find(id) ?? draft.Item(AssetKind.Dataset.Name(), name, "data");
            data.See(plane, origin);
            data.Note("data.role", role);
            card.Datasets.Add(data.Ref);
            item.Needs(data);
        }
    }

    private static IEnumerable<string> Texts(Cel.Types.Value value, string field) =>
        (value.AsMap?[field].AsList?.Items ?? []).Select(i => Sayings.Text(i)).OfType<string>().Select(Plain.Line);

    private static void Documented(AssetRow row, BomItem item)
    {
        foreach (var (record, _) in row.Said("record"))
        {
            item.Version ??= record.Field("version");
            item.License ??= record.Field("license");
            item.Owner ??= record.Field("owner");
            foreach (var data in Texts(record, "classes")) item.Data.Add(data);
            foreach (var source in Texts(record, "sources")) item.Note("data.source", source);
            foreach (var field in (string[])["digest", "personal", "pipeline", "run", "commit", "status", "purposes"]) item.Note("data." + field, record.Field(field));
        }
    }

    // The newest run of each suite and metric stands for the model it tested.
    private static void Evaluations(AssetRow row, BomDraft draft)
    {
        var runs = row.Said("evals").Where(r => r.Value.Field("base") is not null && r.Value.Field("metric") is not null)
            .GroupBy(r => (Base: r.Value.Field("base")!, Suite: r.Value.Field("suite") ?? "", Metric: r.Value.Field("metric")!));
        foreach (var group in runs)
        {
            if ((draft.Find(new AssetId(AssetKind.Model, group.Key.Base)) ?? draft.Find(new AssetId(AssetKind.FineTune, group.Key.Base))) is not { } model) continue;
            var newest = group.OrderByDescending(r => r.Value.Field("time"), StringComparer.Ordinal).ThenBy(r => r.Value.Field("run"), StringComparer.Ordinal).First();
            (model.Card ??= new BomCard()).Metrics.Add((group.Key.Metric, newest.Value.Field("score") ?? "", Plain.Line($"{row.Name} · {group.Key.Suite} · {newest.Value.Field("time") ?? "time not said"}")));
        }
    }
}
