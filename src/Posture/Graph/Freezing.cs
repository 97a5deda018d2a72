using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Graph;

/// <summary>Claims on their way into a graph: identities, rows, relations, borrowed words, facts, coverage.</summary>
internal sealed class Freezing
{
    private readonly IReadOnlyCollection<Claim> claims;
    private readonly Identities identities;
    private readonly ModelNames models;
    private readonly Dictionary<AssetKind, KindLayout> layouts;
    private readonly Drafts drafts = new();
    private readonly ModelUses uses = new();
    private readonly HashSet<AssetId> tuned;
    private readonly Dictionary<Relation, Origin> shown = [];
    private readonly Dictionary<Relation, Plane> said = [];
    private ImmutableArray<Relation> relations;
    private ImmutableArray<(AssetId From, AssetId To, string Verb)> flows;

    public Freezing(IReadOnlyCollection<Claim> claims, Vocabulary vocabulary)
    {
        this.claims = claims;
        identities = Identities.From(claims);
        models = new ModelNames(claims, identities);
        layouts = Enum.GetValues<AssetKind>().ToDictionary(k => k, k => new KindLayout(k, vocabulary));
        tuned = [.. claims.Where(c => c.Subject.Kind == AssetKind.FineTune).Select(c => identities.ResolveOne(c.Subject))];
        relations =
        [
            .. claims.Where(c => c.Property == Claim.Reserved.Relation).SelectMany(Arrows)
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
        foreach (var claim in claims.Concat(identities.Contradictions).Where(c => !ModelNames.IsDay(c))) Place(models.Resolve(claim));
        foreach (var claim in RouteDays.Join(claims.Where(ModelNames.IsDay).SelectMany(models.Split))) Place(claim);
        foreach (var id in identities.Registered) DraftOf(id);
        foreach (var (arrow, plane) in uses.Arrows) said[arrow] = said.TryGetValue(arrow, out var known) && known > plane ? known : plane;
        relations = [.. relations.Concat(uses.Arrows.Select(u => u.Arrow)).Distinct().OrderBy(r => r.From).ThenBy(r => r.Verb, StringComparer.Ordinal).ThenBy(r => r.To)];
        Borrow();
        var related = relations.SelectMany(r => (AssetId[])[r.From, r.To]).ToHashSet();
        var buckets = new Buckets(drafts.Keys.Concat(related), claims, identities);
        flows = DataFlow.Arrows(relations, buckets);
        List<Claim> derived = [.. new Dependents(relations, buckets, drafts).ToClaims()];
        derived.AddRange(new DataLabels(flows, drafts).ToClaims().ToList());
        derived.AddRange(new Suspicions(new Foundations(said, flows, drafts, identities), relations, drafts).ToClaims().ToList());
        derived.AddRange(PolicyChanges.ToClaims(drafts).ToList());
        foreach (var claim in derived) Place(claim);
        foreach (var claim in AgentChanges.ToClaims(drafts, relations, identities).ToList()) Place(claim);
        var coverage = new CoverageMap(claims.Concat(derived), identities);
        var kept = Kept(related, d => d.Row.Id.Kind != AssetKind.FineTune);
        var accounts = new AccountFacts(kept.Where(d => d.Row.Id.Kind == AssetKind.Account));
        foreach (var draft in kept) draft.Settle(coverage, accounts, identities.Ambiguous.Contains(draft.Row.Id));
        uses.Tell(kept.ToDictionary(d => d.Row.Id, d => d.Row), DraftOf);
        var fineTunes = Kept(related, d => d.Row.Id.Kind == AssetKind.FineTune);
        foreach (var draft in fineTunes) draft.Settle(coverage, accounts, identities.Ambiguous.Contains(draft.Row.Id));
        var rows = kept.Concat(fineTunes).ToDictionary(d => d.Row.Id, d => d.Row);
        OpenData.Tell(rows);
        Parity.Tell(relations, rows, [.. claims.Where(c => c.Property == Claim.Reserved.Promotion).OrderBy(c => c, Comparer<Claim>.Create(Merge.Order)).Select(Promotion.Read).OfType<Promotion>()], identities.ResolveOne);
        return Paged([.. kept.Concat(fineTunes).Select(d => d.Row).OrderBy(r => r.Id)]);
    }

    private List<Draft> Kept(HashSet<AssetId> related, Func<Draft, bool> which) =>
    [
        .. drafts.Values.Where(d => which(d) && (identities.Registered.Contains(d.Row.Id) || d.IsPartOfTheEstate
            || (d.Row.Id.Kind != AssetKind.Workload && related.Contains(d.Row.Id)))),
    ];

    private void Place(Claim claim)
    {
        if (claim.Property is Claim.Reserved.Binding or Claim.Reserved.Coverage or Claim.Reserved.Gap or Claim.Reserved.Relation or Claim.Reserved.Waiver or Claim.Reserved.Import or Claim.Reserved.Gate or Claim.Reserved.Threshold or Claim.Reserved.Promotion) return;
        var named = DataNames.Resolve(claim, identities);
        foreach (var id in identities.Resolve(claim.Subject))
        {
            DraftOf(id).Add(named);
            uses.Note(id, named, identities, tuned);
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

        return new AssetGraph(pages.ToImmutable(), places, identities, relations, Gaps(), Waivers(), Counts(), Imports()) { Shown = shown, DataArrows = flows };
    }

    private ImmutableArray<Claim> Imports() =>
        [.. claims.Where(c => c.Property == Claim.Reserved.Import).OrderBy(c => c, Comparer<Claim>.Create(Merge.Order))];

    private ImmutableArray<(Gap, Origin)> Gaps() =>
    [
        .. claims.Where(c => c.Property == Claim.Reserved.Gap).OrderBy(c => c, Comparer<Claim>.Create(Merge.Order))
            .Select(c => (Gap.Read(c), c.Origin)).DistinctBy(g => (g.Item1.Reason, g.Item1.Kind, g.Item1.Source, g.Item1.Plane)),
    ];

    private ImmutableArray<(Waiver, Origin)> Waivers() =>
        [.. claims.Where(c => c.Property == Claim.Reserved.Waiver).OrderBy(c => c.Origin).Select(c => (Waiver.Read(c), c.Origin))];

    private ImmutableArray<int> Counts() =>
        [.. Enum.GetValues<Plane>().Select(p => claims.Count(c => c.Plane == p && c.Property is not (Claim.Reserved.Coverage or Claim.Reserved.Gap)))];
}
