using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Graph;

/// <summary>A row while its claims are still coming in.</summary>
internal sealed class Draft(AssetRow row)
{
    private readonly List<Claim>?[] claims = new List<Claim>?[row.Layout.Slots];
    private readonly List<(Draft From, string Word, string Name)> lenders = [];
    private static readonly Plane[] Planes = Enum.GetValues<Plane>();

    public AssetRow Row { get; } = row;

    /// <summary>A registry knows it, something but imports speaks of it, or, of a workload, something AI was said of it.</summary>
    public bool IsPartOfTheEstate => Said("registered") || (Row.Id.Kind == AssetKind.Workload
        ? Used.Any(s => Row.Layout.WordAt(s) is { IsIncidental: false, IsImported: false } w && w.Name is not ("guardrail" or "trailed" or "logged"))
        : !Used.Any() || Used.Any(s => Row.Layout.WordAt(s) is not { IsImported: true }));

    /// <summary>The name people use, as far as it was said; else the id's key.</summary>
    public string Name => FactClaim("name")?.Value.AsString ?? Row.Id.Key;

    /// <summary>True where a claim uses the word.</summary>
    public bool Uses(Plane plane, string word) => Row.Layout.Slot(plane, word) is >= 0 and var slot && claims[slot] is not null;

    /// <summary>The claims that use a word, on all planes.</summary>
    public IEnumerable<Claim> ClaimsOf(string word) =>
        Planes.SelectMany(p => Row.Layout.Slot(p, word) is >= 0 and var slot && claims[slot] is { } said ? said : []);

    /// <summary>Every claim about it.</summary>
    public IEnumerable<Claim> All => Used.SelectMany(s => claims[s]!);

    private IEnumerable<int> Used => Enumerable.Range(0, claims.Length).Where(s => claims[s] is not null);

    public void Add(Claim claim)
    {
        var fact = Row.Layout.Fact(claim.Property);
        var slot = fact >= 0 ? fact : Row.Layout.Slot(claim.Plane, claim.Property);
        if (slot < 0) return;
        (claims[slot] ??= []).Add(claim);
    }

    /// <summary>Lets one claim stand for a fact, whatever else was said.</summary>
    public void Overrule(Claim claim) => claims[Row.Layout.Fact(claim.Property)] = [claim];

    public void Borrow(Draft from, string word, string name)
    {
        lenders.Add((from, word, name));
        foreach (var plane in Planes)
        {
            foreach (var claim in from.Row.Layout.Slot(plane, word) is >= 0 and var slot ? from.claims[slot] ?? [] : []) Add(claim with { Property = name });
        }
    }

    public void Settle(CoverageMap coverage, AccountFacts accounts, bool isAmbiguous)
    {
        SettleFacts(coverage, accounts, isAmbiguous);
        var account = Row.Fact("account");
        // An account without a region is no region of itself: what was looked at in one place says nothing of it.
        var region = Row.Fact("region") ?? (Row.Id.Kind == AssetKind.Account ? "" : null);
        var looks = coverage.At(Row, account, region);
        for (var slot = Vocabulary.Facts.Length; slot < Row.Layout.Slots; slot++)
        {
            var (word, plane) = (Row.Layout.WordAt(slot)!, Row.Layout.PlaneAt(slot)!.Value);
            Row.Cover(slot, isAmbiguous && plane == Plane.Observed ? null : word.Borrowed is { } b
                ? Lent(coverage, plane, b, word.Name, account, region)
                : looks.Of(slot));
            if (claims[slot] is { } said) Merge.Fill(Row, slot, word, said);
            else Merge.Settle(Row, slot, word);
        }

        if (claims[Row.Layout.Fact("region")] is { } regions) Places.Tell(Row, regions);
    }

    // A borrowed word is known where its lender's is; an asset without a lender has nothing to borrow, and that is known where the word is spoken at all.
    private Claim? Lent(CoverageMap coverage, Plane plane, Borrowing b, string name, string? account, string? region)
    {
        var own = lenders.FindAll(l => l.Name == name);
        if (own.Count == 0) return b.IsLost ? null : coverage.Anywhere($"{b.From.Name()}.{b.Word}", plane);
        var known = own.Select(l => coverage.Of(l.From.Row.Id, account, region, l.Word, plane)).ToList();
        if (b.IsOfEach && known.Contains(null)) return null;
        return known.Find(c => c is not null);
    }

    private void SettleFacts(CoverageMap coverage, AccountFacts accounts, bool isAmbiguous)
    {
        foreach (var (name, _, _) in Vocabulary.Facts)
        {
            var slot = Row.Layout.Fact(name);
            if (claims[slot] is { } said)
            {
                var first = said.Count == 1 ? said[0] : NearestToApproval(said);
                Row.Claims[slot] = [first];
                Row.Slots[slot] = first.Value;
            }
            else Row.Slots[slot] = Row.Layout.Absent[slot];
        }

        accounts.Inherit(Row);
        if (isAmbiguous || Said("registered") || coverage.Of(Row.Id, null, null, "registered", Plane.Approved) is not { } looked) return;
        var registered = Row.Layout.Fact("registered");
        // A registry was looked into for it: that it stands nowhere there is what was approved of it.
        Row.Planes |= 1 << (int)Plane.Approved;
        Row.Slots[registered] = Value.False;
        Row.Claims[registered] = [looked with { Subject = Row.Id, Property = "registered", Value = Value.False }];
    }

    private static Claim NearestToApproval(List<Claim> said)
    {
        said.Sort(Merge.Order);
        return said.GroupBy(c => c.Plane).MinBy(g => g.Key)!.Last();
    }

    /// <summary>The claim that states a fact, before rows are settled.</summary>
    public Claim? FactClaim(string fact) =>
        claims[Row.Layout.Fact(fact)] is { } said ? said.OrderBy(c => c.Plane).ThenBy(c => c, Comparer<Claim>.Create(Merge.Order)).First() : null;

    private bool Said(string fact) => claims[Row.Layout.Fact(fact)] is not null;
}
