using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;

namespace Plumbline.Reports.Lineage;

/// <summary>What no view of data or of models alone says: this model was trained on data in that bucket, and is now served there.</summary>
internal static class LineageSentences
{
    public static ImmutableArray<string> Of(AssetRow row)
    {
        var runs = row.Said("madeBy").Select(m => Sayings.Text(m.Value)).OfType<string>().Distinct().ToList();
        var uses = row.Said("users").Select(u => (Kind: u.Value.Field("kind"), Name: u.Value.Field("user"))).Where(u => u.Name is not null).Distinct().ToList();
        var served = uses.Where(u => u.Kind == "endpoint").Select(u => u.Name!).ToList();
        var called = uses.Where(u => u.Kind != "endpoint").Select(u => $"{u.Kind} {u.Name}").ToList();
        var now = (served.Count, called.Count) switch
        {
            (0, 0) => "nobody is seen to use it",
            (0, _) => $"it is now used by {string.Join(" and ", called)}",
            (_, 0) => $"it is now served at {string.Join(" and ", served)}",
            _ => $"it is now served at {string.Join(" and ", served)} and used by {string.Join(" and ", called)}",
        };
        return
        [
            .. row.Said(Plane.Deployed, "openData").Select(d =>
                $"{row.Name} was trained{(runs.Count == 0 ? "" : $" by {string.Join(" and ", runs)}")} on {Data(d.Value)} in bucket {d.Value.Field("bucket")}, {Exposure(d.Value)}; {now}.").Distinct(),
        ];
    }

    private static string Data(Cel.Types.Value data) =>
        data.Field("dataset") is { } name && name != data.Field("location") ? $"dataset {name} ({data.Field("location")})" : $"data at {data.Field("location")}";

    private static string Exposure(Cel.Types.Value data)
    {
        var others = data.Field("writers") is { } writers ? $", and which {writers} may write to" : "";
        return (data.Field("open"), data.Field("writable")) switch
        {
            ("true", "true") => $"which everybody can reach and write to{others}",
            ("true", _) => $"which everybody can reach{others}",
            ("false", _) => $"which is closed to the public{others}",
            _ => $"of which nobody answered who can reach it{others}",
        };
    }
}
