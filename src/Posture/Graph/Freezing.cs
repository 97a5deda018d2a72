using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Graph;

/// <summary>Claims on their way into a graph: identities, rows, relations, borrowed words, facts, coverage.</summary>
internal sealed class Freezing
{
    private readonly SortedClaims claims;
    private readonly Identities identities;
    private readonly ModelNames models;
    private readonly Dictionary<AssetKind, KindLayout> layouts;
    private readonly Drafts drafts = new();
    private readonly ModelUses uses = new();
    private readonly HashSet<AssetId> tuned;
    private readonly Dictionary<Relation, Origin> shown = [];
    private readonly Dictionary<Relation, Plane> said = [];
    private (AssetId Subject, Draft[] Drafts) placed;
    private ImmutableArray<Relation> relations;
    private ImmutableArray<(AssetId From, AssetId To, string Verb)> flows;

    public Freezing(IReadOnlyCollection<Claim> claims, Vocabulary vocabulary)
    {
        this.claims = new SortedClaims(claims);
        identities = Identities.From(this.claims);
        models = new ModelNames(this.claims, identities);
        layouts = Enum.GetValues<AssetKind>().ToDictionary(k => k, k => new KindLayout(k, vocabulary));
        tuned = [.. this.claims.FineTunes.Select(identities.ResolveOne)];
        relations =
        [
            .. this.claims.Of(Claim.Reserved.Relation).SelectMany(Arrows)
                .Distinct().OrderBy(r => r.From).ThenBy(r => r.Verb, StringComparer.Ordinal).ThenBy(r => r.To),
        ];
    }

    private IEnumerable<Relation> Arrows(Claim claim)
    {
        var relation = Relation.Read(claim);
        foreach (var from in identities.Resolve(relation.From))
        {
            var arrow = new Relation(from, relation.Verb, identities.ResolveOne(relation.To));
            if (!shown.TryGetValue(arrow, out var origin) || claim.Origin.CompareTo(origin) < 0) shown[arrow] = claim.Origin;
            if (!said.TryGetValue(arrow, out var plane) || claim.Plane > plane) said[arrow] = claim.Plane;
            yield return arrow;
        }
    }

    public AssetGraph Graph()
    {
        var days = new List<Claim>();
        foreach (var claim in claims.AboutAssets.Concat(identities.Contradictions))
        {
            if (ModelNames.IsDay(claim)) days.Add(claim);
            else Place(models.Resolve(claim));
        }

        foreach (var claim in RouteDays.Join(days.SelectMany(models.Split))) Place(claim);
        foreach (var id in identities.Registered) DraftOf(id);
        foreach (var (arrow, plane) in uses.Arrows) said[arrow] = said.TryGetValue(arrow, out var known) && known > plane ? known : plane;
        relations = [.. relations.Concat(uses.Arrows.Select(u => u.Arrow)).Distinct().OrderBy(r => r.From).ThenBy(r => r.Verb, StringComparer.Ordinal).ThenBy(r => r.To)];
        Borrow();
        var related = relations.SelectMany(r => (AssetId[])[r.From, r.To]).ToHashSet();
        var buckets = new Buckets(drafts.Keys.Concat(related), claims.Of(Claim.Reserved.Binding), identities);
        flows = DataFlow.Arrows(relations, buckets);
        List<Claim> derived = [.. new Dependents(relations, buckets, drafts).ToClaims()];
        derived.AddRange(new DataLabels(flows, drafts).ToClaims().ToList());
        derived.AddRange(new Suspicions(new Foundations(said, flows, drafts, identities), relations, drafts).ToClaims().ToList());
        derived.AddRange(PolicyChanges.ToClaims(drafts).ToList());
        foreach (var claim in derived) Place(claim);
        foreach (var claim in AgentChanges.ToClaims(drafts, relations, identities).ToList()) Place(claim);
        var coverage = new CoverageMap(claims.Of(Claim.Reserved.Coverage).Concat(derived.Where(d => d.Property == Claim.Reserved.Coverage)), claims.Of(Claim.Reserved.Gap), identities);
        var maker = new RowMaker();
        var kept = Kept(related, d => d.Row.Id.Kind != AssetKind.FineTune);
        var accounts = new AccountFacts(kept.Where(d => d.Row.Id.Kind == AssetKind.Account));
        foreach (var draft in kept) draft.Settle(coverage, accounts, identities.Ambiguous.Contains(draft.Row.Id), maker);
        uses.Tell(kept.ToDictionary(d => d.Row.Id, d => d.Row), DraftOf);
        var fineTunes = Kept(related, d => d.Row.Id.Kind == AssetKind.FineTune);
        foreach (var draft in fineTunes) draft.Settle(coverage, accounts, identities.Ambiguous.Contains(draft.Row.Id), maker);
        var rows = kept.Concat(fineTunes).ToDictionary(d => d.Row.Id, d => d.Row);
        OpenData.Tell(rows);
        Parity.Tell(relations, rows, [.. claims.InOrder(Claim.Reserved.Promotion).Select(Promotion.Read).OfType<Promotion>()], identities.ResolveOne);
        return Paged([.. kept.Concat(fineTunes).Select(d => d.Row).OrderBy(r => r.Id)]);
    }

    private List<Draft> Kept(HashSet<AssetId> related, Func<Draft, bool> which) =>
    [
        .. drafts.Values.Where(d => which(d) && (identities.Registered.Contains(d.Row.Id) || d.IsPartOfTheEstate
            || (d.Row.Id.Kind != AssetKind.Workload && related.Contains(d.Row.Id)))),
    ];

    private void Place(Claim claim)
    {
        if (Claim.Reserved.Has(claim.Property)) return;
        var named = DataNames.Resolve(claim, identities);
        // Sources speak of one asset after the other.
        if (claim.Subject != placed.Subject) placed = (claim.Subject, [.. identities.Resolve(claim.Subject).Select(DraftOf)]);
        foreach (var draft in placed.Drafts)
        {
            draft.Add(named);
            uses.Note(draft.Row.Id, named, identities, tuned);
        }
    }

    private Draft DraftOf(AssetId id) => drafts.Of(id, i => new Draft(new AssetRow(i, layouts[i.Kind])));

    private void Borrow()
    {
        var accounts = drafts.Values.Where(d => d.Row.Id.Kind == AssetKind.Account).ToLookup(d => d.Row.Id.Key.Split('/')[0]);
        foreach (var relation in relations)
        {
            if (!drafts.TryGetValue(relation.From, out var to)) continue;
            drafts.TryGetValue(relation.To, out var from);
            foreach (var word in to.Row.Layout.Words)
            {
                if (word.Borrowed is not { } b || b.Verb != relation.Verb || b.From != relation.To.Kind) continue;
                if (b.IsOfAccount) foreach (var place in accounts[relation.To.Key.Split('/')[0]]) to.Borrow(place, b.Word, word.Name);
                else if (from is not null) to.Borrow(from, b.Word, word.Name);
            }
        }
    }

    private AssetGraph Paged(List<AssetRow> rows)
    {
        var places = new Dictionary<AssetId, (int, int)>(rows.Count);
        var pages = ImmutableDictionary.CreateBuilder<AssetKind, AssetRow[][]>();
        foreach (var kind in rows.GroupBy(r => r.Id.Kind))
        {
            pages[kind.Key] = [.. kind.Chunk(AssetGraph.PageLength)];
            for (var p = 0; p < pages[kind.Key].Length; p++)
            {
                for (var i = 0; i < pages[kind.Key][p].Length; i++) places[pages[kind.Key][p][i].Id] = (p, i);
            }
        }

        return new AssetGraph(pages.ToImmutable(), places, identities, relations, Gaps(), Waivers(), claims.Counts, [.. claims.InOrder(Claim.Reserved.Import)]) { Shown = shown, DataArrows = flows };
    }

    private ImmutableArray<(Gap, Origin)> Gaps() =>
    [
        .. claims.InOrder(Claim.Reserved.Gap)
            .Select(c => (Gap.Read(c), c.Origin)).DistinctBy(g => (g.Item1.Reason, g.Item1.Kind, g.Item1.Source, g.Item1.Plane)),
    ];

    private ImmutableArray<(Waiver, Origin)> Waivers() =>
        [.. claims.Of(Claim.Reserved.Waiver).OrderBy(c => c.Origin).Select(c => (Waiver.Read(c), c.Origin))];
}
