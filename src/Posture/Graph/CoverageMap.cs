using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Graph;

/// <summary>Who looked for which word of which asset, and where a gap makes that void.</summary>
internal sealed class CoverageMap
{
    private readonly Dictionary<(string Word, Plane Plane), Sides> words = [];
    private readonly Dictionary<KindLayout, Sides?[]> slots = [];
    private readonly Dictionary<(string Account, string Region), int> places = [];
    private readonly Dictionary<(KindLayout Layout, int Place), (Claim?[] Coverage, Silence Silence)> shared = [];
    private readonly HashSet<AssetId> named = [];
    private readonly Identities identities;

    public CoverageMap(IEnumerable<Claim> looks, IEnumerable<Claim> missed, Identities identities)
    {
        this.identities = identities;
        foreach (var claim in looks)
        {
            var coverage = Evidence.Coverage.Read(claim);
            Name(coverage.Reach);
            foreach (var word in coverage.Speaks) For(word, coverage.Plane).Add(coverage.Reach, claim, identities);
        }

        var gaps = missed.Select(c => (Gap: Gap.Read(c), Claim: c)).ToList();
        foreach (var (gap, claim) in gaps)
        {
            IEnumerable<(string Word, Plane Plane)> blind = gap.Speaks.IsEmpty
                ? [.. words.Keys.Where(k => k.Plane == gap.Plane)]
                : gap.Speaks.Select(w => (w, gap.Plane));
            Name(gap.Reach);
            foreach (var (word, plane) in blind) For(word, plane).Void(gap.Reach, claim, identities);
        }
    }

    /// <summary>The coverage of a word for an asset, or null where nobody looked or a gap lies.</summary>
    public Claim? Of(AssetId asset, string? account, string? region, string word, Plane plane) =>
        words.TryGetValue(($"{asset.Kind.Name()}.{word}", plane), out var sides) ? sides.Find(asset, account, region, Place(account, region)) : null;

    /// <summary>True where a source spoke for the word at all, whatever the asset.</summary>
    public Claim? Anywhere(string word, Plane plane) => words.TryGetValue((word, plane), out var sides) ? sides.Find(default, null, null, Place(null, null)) : null;

    /// <summary>True where a source or a gap speaks of the asset by name, so that it is not as its neighbours are.</summary>
    public bool IsNamed(AssetId asset) => named.Contains(asset);

    /// <summary>What was looked at of every asset of a kind in one place that no source names, worked out for the first of them.</summary>
    public (Claim?[] Coverage, Silence Silence) Shared(KindLayout layout, string? account, string? region, Func<(Claim?[], Silence)> work)
    {
        var key = (layout, Place(account, region));
        return shared.TryGetValue(key, out var known) ? known : shared[key] = work();
    }

    /// <summary>What was looked at of one asset, for all its words.</summary>
    public Looks At(AssetRow row, string? account, string? region) => new(Of(row.Layout), row.Id, account, region, Place(account, region));

    private void Name(Reach reach)
    {
        if (reach.Asset is { } id) named.UnionWith(identities.Resolve(id));
    }

    private int Place(string? account, string? region)
    {
        var place = (account ?? "", region ?? "");
        if (!places.TryGetValue(place, out var number)) places[place] = number = places.Count;
        return number;
    }

    private Sides?[] Of(KindLayout layout)
    {
        if (slots.TryGetValue(layout, out var found)) return found;
        found = new Sides?[layout.Slots];
        for (var slot = 0; slot < found.Length; slot++)
        {
            if (layout.WordAt(slot) is { } word) found[slot] = words.GetValueOrDefault(($"{layout.Kind.Name()}.{word.Name}", layout.PlaneAt(slot)!.Value));
        }

        return slots[layout] = found;
    }

    /// <summary>The looks at one asset.</summary>
    internal readonly struct Looks
    {
        private readonly Sides?[] sides;
        private readonly (AssetId Asset, string? Account, string? Region, int Place) where;

        internal Looks(Sides?[] sides, AssetId asset, string? account, string? region, int place) => (this.sides, where) = (sides, (asset, account, region, place));

        /// <summary>The coverage of the word of a slot, or null where nobody looked or a gap lies.</summary>
        public Claim? Of(int slot) => sides[slot]?.Find(where.Asset, where.Account, where.Region, where.Place);
    }

    private Sides For(string word, Plane plane)
    {
        if (!words.TryGetValue((word, plane), out var sides)) words[(word, plane)] = sides = new Sides();
        return sides;
    }

    internal sealed class Sides
    {
        private readonly Reaches seen = new();
        private readonly Reaches blind = new();

        // Most assets have no coverage of their own: what holds for one in an account and region holds for all there.
        private readonly List<(bool IsKnown, Claim? Claim)> places = [];

        public void Add(Reach reach, Claim claim, Identities identities) => seen.Add(reach, claim, identities);

        public void Void(Reach reach, Claim claim, Identities identities) => blind.Add(reach, claim, identities);

        public Claim? Find(AssetId asset, string? account, string? region, int place)
        {
            if (seen.Knows(asset) || blind.Knows(asset)) return Search(asset, account, region);
            while (places.Count <= place) places.Add(default);
            if (!places[place].IsKnown) places[place] = (true, Search(asset, account, region));
            return places[place].Claim;
        }

        private Claim? Search(AssetId asset, string? account, string? region)
        {
            foreach (var claim in seen.Matching(asset, account, region).Order(Comparer<Claim>.Create(Merge.Order)))
            {
                if (!blind.Matching(asset, account, region).Any(b => b.Origin.Source == claim.Origin.Source || b.Origin.Source == Gap.Walk)) return claim;
            }

            return null;
        }
    }

    private sealed class Reaches
    {
        private readonly List<Claim> everywhere = [];
        private readonly Dictionary<AssetId, List<Claim>> assets = [];
        private readonly Dictionary<string, List<(string? Region, Claim Claim)>> accounts = new(StringComparer.Ordinal);

        public void Add(Reach reach, Claim claim, Identities identities)
        {
            if (reach.Asset is { } id)
            {
                foreach (var asset in identities.Resolve(id)) List(assets, asset).Add(claim);
            }
            else if (reach.Account is { } account) List(accounts, account).Add((reach.Region, claim));
            else everywhere.Add(claim);
        }

        public bool Knows(AssetId asset) => assets.Count > 0 && assets.ContainsKey(asset);

        public IEnumerable<Claim> Matching(AssetId asset, string? account, string? region)
        {
            IEnumerable<Claim> found = everywhere;
            if (assets.TryGetValue(asset, out var own)) found = found.Concat(own);
            if (account is null || !accounts.TryGetValue(account, out var there)) return found;
            return found.Concat(there.Where(t => t.Region is null || region is null || t.Region == region).Select(t => t.Claim));
        }

        private static List<T> List<TKey, T>(Dictionary<TKey, List<T>> table, TKey key) where TKey : notnull
        {
            if (!table.TryGetValue(key, out var list)) table[key] = list = [];
            return list;
        }
    }
}
