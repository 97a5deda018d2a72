using System.Collections.Immutable;
using System.Globalization;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Graph;

/// <summary>Tells workloads in production what the same system's workload in development shows otherwise, so that rules may ask.</summary>
internal static class Parity
{
    private const string Source = "relations";
    private const string Development = "development";
    private const string Production = "production";

    public static void Tell(IEnumerable<Relation> relations, Dictionary<AssetId, AssetRow> rows, ImmutableArray<Promotion> promotions, Func<AssetId, AssetId> own)
    {
        AssetRow? Find(AssetId id) => rows.GetValueOrDefault(own(id));
        foreach (var peers in Peers.Of(relations, Find, Development, Production).ToList())
        {
            var claims = Sides.Properties.Select(p => Likeness.Of(peers.From, peers.To, p, Find)).OfType<Likeness>().Select(l => Told(l, peers, promotions)).ToList();
            if (claims.Count == 0) continue;
            var slot = peers.To.Layout.Slot(Plane.Deployed, "parity");
            peers.To.Cover(slot, new Coverage(Source, Plane.Deployed, new Reach(peers.To.Id), ["workload.parity"]).ToClaim(new Origin(Source)));
            Merge.Fill(peers.To, slot, peers.To.Layout.WordAt(slot)!, claims);
        }
    }

    private static Claim Told(Likeness found, Peers peers, ImmutableArray<Promotion> promotions)
    {
        var isLike = found.Same == true || (found.Same == false && Approvals.AreBoth(found, peers));
        var promotion = isLike || found.Same is null ? null : Promotions.For(found, peers, promotions);
        var same = isLike ? "true" : found.Same == false ? "false" : $"{found.Property}: {found.Missing}";
        var value = Value.Map(
            ("property", Value.Of(found.Property)), ("plane", Value.Of(found.To.Plane.Name())), ("from", Value.Of(Development)), ("to", Value.Of(Production)),
            ("with", Value.Of(peers.From.Name)), ("same", Value.Of(same)), ("theirs", Value.List(found.OnlyFrom.Select(s => s.Text))), ("ours", Value.List(found.OnlyTo.Select(s => s.Text))),
            ("first", Value.Of(found.Since ?? DateTimeOffset.MinValue)), ("promotion", Value.Of(promotion is null ? "" : Text(promotion))),
            ("promotedFrom", Value.Of(promotion?.Start ?? DateTimeOffset.MinValue)), ("promotedUntil", Value.Of(promotion?.Until ?? DateTimeOffset.MinValue)));
        var shown = found.OnlyTo.Concat(found.OnlyFrom).Concat(found.To.Values).Concat(found.From.Values).Select(s => s.Claim).FirstOrDefault();
        return new Claim(peers.To.Id, "parity", Plane.Deployed, value, shown?.Origin ?? new Origin(Source), found.Since ?? DateTimeOffset.MinValue);
    }

    private static string Text(Promotion p) => string.Create(
        CultureInfo.InvariantCulture, $"{p.Section}/{p.Name}{(p.Version.Length > 0 ? "@" + p.Version : "")} by {string.Join(", ", p.By)}");
}
