using System.Runtime.InteropServices;
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

    /// <summary>Fills a slot of a settled row from its claims: the newest one, or the elements without repetition.</summary>
    public static void Fill(AssetRow row, int slot, Property word, List<Claim> claims)
    {
        claims.Sort(Order);
        var value = Of(word, CollectionsMarshal.AsSpan(claims), row.IsKnown(slot), out var kept);
        row.Say(slot, value, kept);
        row.Planes |= 1 << (int)row.Layout.PlaneAt(slot)!.Value;
    }

    /// <summary>The value of a word that something says.</summary>
    /// <param name="word">The word.</param>
    /// <param name="sorted">Its claims in their total order; one at least.</param>
    /// <param name="known">Whether somebody looked for it to the end.</param>
    /// <param name="kept">The claims that stay behind it.</param>
    public static Value Of(Property word, ReadOnlySpan<Claim> sorted, bool known, out ReadOnlySpan<Claim> kept)
    {
        kept = word.Many ? Distinct(sorted) : sorted[^1..];
        if (word.Many) return List(kept, known);
        return !known && kept[0].Value.AsList is { } seen ? Value.PartialList(seen.Items) : kept[0].Value;
    }

    private static Value List(ReadOnlySpan<Claim> claims, bool known)
    {
        var items = new Value[claims.Length];
        for (var i = 0; i < items.Length; i++) items[i] = claims[i].Value;
        return known ? Value.List(ImmutableCollectionsMarshal.AsImmutableArray(items)) : Value.PartialList(ImmutableCollectionsMarshal.AsImmutableArray(items));
    }

    private static ReadOnlySpan<Claim> Distinct(ReadOnlySpan<Claim> sorted)
    {
        if (sorted.Length <= 1) return sorted;
        var (seen, kept) = (new HashSet<Value>(sorted.Length), new List<Claim>(sorted.Length));
        foreach (var claim in sorted) if (seen.Add(claim.Value)) kept.Add(claim);
        return CollectionsMarshal.AsSpan(kept);
    }
}
