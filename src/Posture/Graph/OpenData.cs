using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Graph;

/// <summary>Tells tuned models of the buckets that their training data lies in, and whether those are open.</summary>
internal static class OpenData
{
    private const string Source = "relations";
    private const string Held = "validation";

    public static void Tell(Dictionary<AssetId, AssetRow> rows)
    {
        var models = rows.Values.Where(r => r.Id.Kind == AssetKind.FineTune).ToList();
        if (models.Count == 0) return;
        var buckets = rows.Values.Where(r => r.Id.Kind == AssetKind.Bucket).OrderBy(r => r.Id)
            .Select(r => (Name: Buckets.Of(r.Id.Key), Row: r)).Where(b => b.Name is not null).DistinctBy(b => b.Name).ToDictionary(b => b.Name!, b => b.Row, StringComparer.Ordinal);
        foreach (var model in models) Tell(model, buckets);
    }

    private static void Tell(AssetRow model, Dictionary<string, AssetRow> buckets)
    {
        var claims = new List<Claim>();
        foreach (var plane in (Plane[])[Plane.Deployed, Plane.Declared, Plane.Approved])
        {
            foreach (var data in model.ClaimsOf(model.Layout.Slot(plane, "trainingData")))
            {
                if (data.Value.AsMap is not { } map || map["role"].AsString == Held || Buckets.Of(map["location"].AsString ?? "") is not { } name) continue;
                claims.Add(Told(model, data, map, name, buckets.GetValueOrDefault(name)));
            }
        }

        var slot = model.Layout.Slot(Plane.Deployed, "openData");
        if (claims.Count == 0 || !model.ClaimsOf(slot).IsEmpty) return;
        model.Cover(slot, new Coverage(Source, Plane.Deployed, new Reach(model.Id), ["fine-tune.openData"]).ToClaim(new Origin(Source)));
        Merge.Fill(model, slot, model.Layout.WordAt(slot)!, claims);
    }

    private static Claim Told(AssetRow model, Claim data, MapValue map, string name, AssetRow? bucket)
    {
        var (open, shown) = Flag(bucket, "publicAccess", name);
        var (writable, _) = Flag(bucket, "publicWrite", name);
        var slot = bucket?.Layout.Slot(Plane.Deployed, "writers") ?? -1;
        var writers = bucket is null ? [] : bucket.ClaimsOf(slot).Select(c => c.Value.AsString).OfType<string>();
        var value = Value.Map(
            ("bucket", Value.Of(Bare(name))), ("location", map["location"]), ("dataset", map["dataset"]),
            ("open", Value.Of(open)), ("writable", Value.Of(open == "false" ? "false" : writable)), ("writers", Value.List(writers.Order(StringComparer.Ordinal))),
            ("answered", Value.Of(bucket?.IsKnown(slot) == true ? "true" : $"the policy of bucket {Bare(name)} was not answered")));
        return new Claim(model.Id, "openData", Plane.Deployed, value, shown?.Origin ?? data.Origin, data.Time);
    }

    // What the control plane answers comes before what is declared.
    private static (string Text, Claim? Shown) Flag(AssetRow? bucket, string word, string name)
    {
        foreach (var plane in (Plane[])[Plane.Deployed, Plane.Declared])
            if (bucket?.ClaimsOf(bucket.Layout.Slot(plane, word)) is [var claim, ..]) return (claim.Value.IsTrue ? "true" : "false", claim);
        return ($"who can reach bucket {Bare(name)} was not answered", null);
    }

    private static string Bare(string name) => name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
