using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Graph;

/// <summary>How several claims about one word become one value.</summary>
internal static class Merge
{
    /// <summary>The total order of claims: time, origin, then text, so that any order of arrival gives one graph.</summary>
    public static int Order(Claim a, Claim b)
    {
        var order = a.Time.CompareTo(b.Time);
        if (order == 0) order = a.Origin.CompareTo(b.Origin);
        return order != 0 ? order : string.CompareOrdinal(a.Value.ToString(), b.Value.ToString());
    }

    /// <summary>Fills a slot from its claims: the newest one, or the elements without repetition.</summary>
    public static void Fill(AssetRow row, int slot, Property word, List<Claim> claims)
    {
        claims.Sort(Order);
        if (word.Many) row.Claims[slot] = Distinct(claims);
        else if (claims.Count > 0) row.Claims[slot] = [claims[^1]];
        Settle(row, slot, word);
    }

    /// <summary>The slot's value, given its claims and whether anybody looked.</summary>
    public static void Settle(AssetRow row, int slot, Property word)
    {
        var claims = row.Claims[slot];
        var known = row.Coverage[slot] is not null;
        if (word.Many)
        {
            row.Slots[slot] = claims.IsEmpty ? (known || word.IsOptional ? Value.EmptyList : NothingSeen) : List(claims, known);
        }
        else if (claims.IsEmpty) row.Slots[slot] = known || word.IsOptional ? row.Layout.Absent[slot] : row.Layout.Unseen[slot];
        else row.Slots[slot] = !known && claims[0].Value.AsList is { } seen ? Value.PartialList(seen.Items) : claims[0].Value;
        if ((known && !word.IsImported) || !claims.IsEmpty) row.Planes |= 1 << (int)row.Layout.PlaneAt(slot)!.Value;
    }

    private static readonly Value NothingSeen = Value.PartialList([]);

    private static Value List(ImmutableArray<Claim> claims, bool known)
    {
        ImmutableArray<Value> items = [.. claims.Select(c => c.Value)];
        return known ? Value.List(items) : Value.PartialList(items);
    }

    private static ImmutableArray<Claim> Distinct(List<Claim> sorted)
    {
        if (sorted.Count <= 1) return [.. sorted];
        var seen = new HashSet<Value>(sorted.Count);
        var kept = ImmutableArray.CreateBuilder<Claim>(sorted.Count);
        foreach (var claim in sorted) if (seen.Add(claim.Value)) kept.Add(claim);
        return kept.DrainToImmutable();
    }
}
