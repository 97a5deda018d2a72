using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Scans;

namespace Plumbline.Reports.Asff;

/// <summary>The AWS account and region that a finding is filed in.</summary>
/// <param name="Account">Twelve digits.</param>
/// <param name="Region">The region.</param>
/// <param name="Partition">`aws`, `aws-cn`, `aws-us-gov`.</param>
/// <param name="How">Why there, where the asset itself does not say; else null.</param>
internal sealed record AsffHome(string Account, string Region, string Partition, string? How);

/// <summary>Finds a home for each asset: its own account, else that of an asset it is related to, else the estate's first.</summary>
internal sealed class AsffHomes
{
    private const string AnyRegion = "us-east-1";
    private readonly AssetGraph graph;
    private readonly ILookup<AssetId, AssetId> near;
    private readonly string region;
    private readonly Place? first;

    public AsffHomes(Report report)
    {
        graph = report.Graph;
        near = graph.Relations.SelectMany(r => (IEnumerable<(AssetId From, AssetId To)>)[(r.From, r.To), (r.To, r.From)]).ToLookup(p => p.From, p => p.To);
        var places = graph.Rows.Select(Place.Of).Where(p => p.Provider == "AWS" && Place.IsAwsAccount(p.Account)).ToList();
        region = places.Select(p => p.Region).OfType<string>().GroupBy(r => r).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.Key ?? AnyRegion;
        first = places.OrderBy(p => p.Account, StringComparer.Ordinal).FirstOrDefault();
    }

    /// <summary>The asset's home; null where the estate has no AWS account.</summary>
    public AsffHome? Of(AssetRow row)
    {
        var own = Place.Of(row);
        if (Place.IsAwsAccount(own.Account) && own.Provider == "AWS") return Home(own, null);
        if (own.Provider is not (null or "AWS") || (own.Account is not null && own.Provider is null))
            return first is null ? null : Home(first, $"it lives outside AWS{(own.Account is null ? "" : $", in `{own.Account}`")}; this is the first AWS account of the estate");
        foreach (var id in near[row.Id].Distinct().Order())
        {
            if (graph.Find(id) is { } other && Place.Of(other) is { Provider: "AWS" } place && Place.IsAwsAccount(place.Account))
                return Home(place, $"it names no AWS account; {other.Id.Kind.Name()} {other.Name} does");
        }

        return first is null ? null : Home(first, "it names no AWS account; this is the first of the estate");
    }

    private AsffHome Home(Place place, string? how) => new(place.Account!, place.Region ?? region, place.Partition ?? "aws", how);
}
