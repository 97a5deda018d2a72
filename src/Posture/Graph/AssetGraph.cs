using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Graph;

/// <summary>Every asset of an estate with its claims, frozen at a moment.</summary>
public sealed class AssetGraph
{
    /// <summary>Rows of one page: small enough that a block of rows stays in cache while every rule visits it.</summary>
    public const int PageLength = 256;

    private readonly ImmutableDictionary<AssetKind, AssetRow[][]> pages;
    private readonly Dictionary<AssetId, (int Page, int Index)> places;
    private readonly Identities identities;

    private AssetGraph(AssetGraph other, ImmutableDictionary<AssetKind, AssetRow[][]> pages)
        : this(pages, other.places, other.identities, other.Relations, other.Gaps, other.Waivers, other.ClaimCounts, other.Imports) => (Shown, DataArrows) = (other.Shown, other.DataArrows);

    internal AssetGraph(
        ImmutableDictionary<AssetKind, AssetRow[][]> pages, Dictionary<AssetId, (int, int)> places, Identities identities,
        ImmutableArray<Relation> relations, ImmutableArray<(Gap, Origin)> gaps, ImmutableArray<(Waiver, Origin)> waivers, ImmutableArray<int> claimCounts,
        ImmutableArray<Claim> imports)
    {
        this.pages = pages;
        this.places = places;
        this.identities = identities;
        Relations = relations;
        Gaps = gaps;
        Waivers = waivers;
        ClaimCounts = claimCounts;
        Imports = imports;
    }

    /// <summary>Where arrows can be read again, as far as a source said them.</summary>
    internal IReadOnlyDictionary<Relation, Origin> Shown { private get; init; } = ImmutableDictionary<Relation, Origin>.Empty;

    /// <summary>Where an arrow can be read again; null where it follows from ids alone.</summary>
    public Origin? OriginOf(Relation relation) => Shown.GetValueOrDefault(relation);

    /// <summary>Arrows between assets, sorted.</summary>
    public ImmutableArray<Relation> Relations { get; }

    /// <summary>Where data goes from asset to asset, and the relation or `lies-in` and `read-from` that say so; sorted.</summary>
    public ImmutableArray<(AssetId From, AssetId To, string Verb)> DataArrows { get; internal init; } = [];

    /// <summary>What could not be seen.</summary>
    public ImmutableArray<(Gap Gap, Origin Origin)> Gaps { get; }

    /// <summary>What somebody answers for until a date.</summary>
    public ImmutableArray<(Waiver Waiver, Origin Origin)> Waivers { get; }

    /// <summary>How many claims each plane made, by plane.</summary>
    public ImmutableArray<int> ClaimCounts { get; }

    /// <summary>What other tools counted, account by account; they speak of assets that have no row too.</summary>
    public ImmutableArray<Claim> Imports { get; }

    /// <summary>The kinds that have rows.</summary>
    public IEnumerable<AssetKind> Kinds => pages.Keys.Order();

    /// <summary>Every asset, by kind and key.</summary>
    public IEnumerable<AssetRow> Rows => Kinds.SelectMany(k => pages[k]).SelectMany(p => p);

    /// <summary>The rows of one kind in pages of <see cref="PageLength"/>.</summary>
    public AssetRow[][] Pages(AssetKind kind) => pages.GetValueOrDefault(kind) ?? [];

    /// <summary>True where an asset is not there, and something that could not be read may have spoken of it.</summary>
    public bool MayHaveLost(AssetId id) => Find(id) is null && Gaps.Any(g => g.Gap.Kind == GapKind.Unreadable && g.Gap.Reach == Reach.Everything);

    /// <summary>The row of an asset by any of its ids, or null.</summary>
    public AssetRow? Find(AssetId id)
    {
        return RowOf(identities.ResolveOne(id));
    }

    /// <summary>The row of an asset by its own id, or null.</summary>
    internal AssetRow? RowOf(AssetId own) => places.TryGetValue(own, out var at) ? pages[own.Kind][at.Page][at.Index] : null;

    /// <summary>Freezes claims into a graph; any order of the same claims gives the same graph.</summary>
    public static AssetGraph From(IReadOnlyCollection<Claim> claims, Vocabulary vocabulary) => new Freezing(claims, vocabulary).Graph();

    /// <summary>The graph after one more claim about an asset it knows: a newer value, or an element that replaces the one of the same origin.</summary>
    /// <exception cref="ArgumentException">The claim is a binding, fact, coverage, gap or relation, or its asset is not known: freeze anew.</exception>
    public AssetGraph With(Claim claim)
    {
        var own = identities.ResolveOne(claim.Subject);
        if (!places.TryGetValue(own, out var at)) throw new ArgumentException($"asset `{own}` is not in the graph");
        var page = pages[own.Kind][at.Page];
        var row = page[at.Index].Copy();
        var slot = row.Layout.Slot(claim.Plane, claim.Property);
        if (slot < 0) throw new ArgumentException($"`{claim.Property}` is no word of kind `{own.Kind.Name()}`");
        var word = row.Layout.WordAt(slot)!;
        Merge.Fill(row, slot, word, [.. row.ClaimsOf(slot).Where(c => c.Origin != claim.Origin), claim]);
        AssetRow[] changed = [.. page];
        changed[at.Index] = row;
        AssetRow[][] all = [.. pages[own.Kind]];
        all[at.Page] = changed;
        return new AssetGraph(this, pages.SetItem(own.Kind, all));
    }
}
