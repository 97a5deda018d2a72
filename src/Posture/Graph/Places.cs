using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Graph;

/// <summary>Tells where each plane places an asset: of the fact `region` only the claim nearest to approval is kept.</summary>
internal static class Places
{
    private const string Source = "relations";
    private const string Word = "places";

    /// <summary>Fills the word `places` of a settled row.</summary>
    /// <param name="row">The asset.</param>
    /// <param name="regions">Every claim of its region.</param>
    public static void Tell(AssetRow row, IEnumerable<Claim> regions)
    {
        // Where it is said to be shows no look at a plane.
        var planes = row.Planes;
        foreach (var said in regions.Where(c => c.Value.AsString is { Length: > 0 }).GroupBy(c => c.Plane))
        {
            if (row.Layout.Slot(said.Key, Word) is not (>= 0 and var slot)) return;
            var claims = said.Select(c => c with { Property = Word }).ToList();
            row.Cover(slot, new Coverage(Source, said.Key, new Reach(row.Id), [$"{row.Id.Kind.Name()}.{Word}"]).ToClaim(claims[0].Origin));
            Merge.Fill(row, slot, row.Layout.WordAt(slot)!, claims);
        }

        row.Planes = planes;
    }
}
