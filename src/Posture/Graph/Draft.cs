using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Graph;

/// <summary>A row while its claims are still coming in.</summary>
internal sealed class Draft(AssetRow row)
{
    private readonly Few[] claims = new Few[row.Layout.Slots];
    private readonly List<(Draft From, string Word, string Name)> lenders = [];
    private static readonly Plane[] Planes = Enum.GetValues<Plane>();
    private static readonly Comparer<Claim> NearestToApproval = Comparer<Claim>.Create((a, b) => a.Plane != b.Plane ? a.Plane.CompareTo(b.Plane) : Merge.Order(a, b));

    public AssetRow Row { get; } = row;

    /// <summary>A registry knows it, something but imports speaks of it, or, of a workload, something AI was said of it.</summary>
    public bool IsPartOfTheEstate => Said("registered") || (Row.Id.Kind == AssetKind.Workload
        ? Used.Any(s => Row.Layout.WordAt(s) is { IsIncidental: false, IsImported: false } w && w.Name is not ("guardrail" or "trailed" or "logged"))
        : !Used.Any() || Used.Any(s => Row.Layout.WordAt(s) is not { IsImported: true }));

    /// <summary>The name people use, as far as it was said; else the id's key.</summary>
    public string Name => FactClaim("name")?.Value.AsString ?? Row.Id.Key;

    /// <summary>True where a claim uses the word.</summary>
    public bool Uses(Plane plane, string word) => Row.Layout.Slot(plane, word) is >= 0 and var slot && !claims[slot].IsEmpty;

    /// <summary>The claims that use a word, on all planes.</summary>
    public IEnumerable<Claim> ClaimsOf(string word) => Row.Layout.Slot(default, word) < 0 ? [] : Planes.SelectMany(p => claims[Row.Layout.Slot(p, word)].All);

    /// <summary>Every claim about it.</summary>
    public IEnumerable<Claim> All => Used.SelectMany(s => claims[s].All);

    private IEnumerable<int> Used
    {
        get
        {
            for (var slot = 0; slot < claims.Length; slot++) if (!claims[slot].IsEmpty) yield return slot;
        }
    }

    public void Add(Claim claim)
    {
        var fact = Row.Layout.Fact(claim.Property);
        var slot = fact >= 0 ? fact : Row.Layout.Slot(claim.Plane, claim.Property);
        if (slot < 0) return;
        claims[slot].Add(claim);
    }

    /// <summary>Lets one claim stand for a fact, whatever else was said.</summary>
    public void Overrule(Claim claim)
    {
        var slot = Row.Layout.Fact(claim.Property);
        claims[slot] = default;
        claims[slot].Add(claim);
    }

    public void Borrow(Draft from, string word, string name)
    {
        lenders.Add((from, word, name));
        foreach (var plane in Planes)
        {
            foreach (var claim in from.Row.Layout.Slot(plane, word) is >= 0 and var slot ? from.claims[slot].All : []) Add(claim with { Property = name });
        }
    }

    /// <summary>Freezes what was said into the row.</summary>
    public void Settle(CoverageMap coverage, AccountFacts accounts, bool isAmbiguous, RowMaker maker)
    {
        SettleFacts(coverage, accounts, isAmbiguous, maker);
        var account = maker.Text(Row.Layout.Fact("account"));
        // An account without a region is no region of itself: what was looked at in one place says nothing of it.
        var region = maker.Text(Row.Layout.Fact("region")) ?? (Row.Id.Kind == AssetKind.Account ? "" : null);
        var (covered, silence) = isAmbiguous || lenders.Count > 0 || coverage.IsNamed(Row.Id)
            ? Looked(coverage, account, region, isAmbiguous) : coverage.Shared(Row.Layout, account, region, () => Looked(coverage, account, region, isAmbiguous: false));
        Row.Cover(covered, silence);
        for (var slot = Vocabulary.Facts.Length; slot < claims.Length; slot++)
        {
            if (claims[slot].IsEmpty) continue;
            var value = Merge.Of(Row.Layout.WordAt(slot)!, claims[slot].Sorted(), silence.IsKnown(slot), out var kept);
            maker.Add(slot, value, kept);
            Row.Planes |= 1 << (int)Row.Layout.PlaneAt(slot)!.Value;
        }

        maker.Fill(Row);
        var regions = claims[Row.Layout.Fact("region")];
        if (!regions.IsEmpty) Places.Tell(Row, regions.All);
    }

    private (Claim?[] Coverage, Silence Silence) Looked(CoverageMap coverage, string? account, string? region, bool isAmbiguous)
    {
        var looks = coverage.At(Row, account, region);
        var (covered, known) = (new Claim?[Row.Layout.Slots], new ulong[(Row.Layout.Slots + 63) / 64]);
        for (var slot = Vocabulary.Facts.Length; slot < covered.Length; slot++)
        {
            var (word, plane) = (Row.Layout.WordAt(slot)!, Row.Layout.PlaneAt(slot)!.Value);
            covered[slot] = isAmbiguous && plane == Plane.Observed ? null : word.Borrowed is { } b
                ? Lent(coverage, plane, b, word.Name, account, region)
                : looks.Of(slot);
            if (covered[slot] is not null) known[slot / 64] |= 1UL << (slot % 64);
        }

        return (covered, Row.Layout.SilenceOf(known));
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

    private void SettleFacts(CoverageMap coverage, AccountFacts accounts, bool isAmbiguous, RowMaker maker)
    {
        var account = Chosen(Row.Layout.Fact("account"))?.Value.AsString;
        for (var slot = 0; slot < Vocabulary.Facts.Length; slot++)
        {
            var name = Vocabulary.Facts[slot].Name;
            var own = Chosen(slot);
            if (own is { Value.IsError: false }) maker.Add(slot, own);
            else if (account is not null && accounts.Find(account, name) is { } inherited) maker.Add(slot, inherited);
            else if (own is not null) maker.Add(slot, own);
            else if (name == "registered" && !isAmbiguous && coverage.Of(Row.Id, null, null, name, Plane.Approved) is { } looked)
            {
                // A registry was looked into for it: that it stands nowhere there is what was approved of it.
                Row.Planes |= 1 << (int)Plane.Approved;
                maker.Add(slot, looked with { Subject = Row.Id, Property = name, Value = Value.False });
            }
        }
    }

    // Of one plane the last word counts.
    private Claim? Chosen(int fact)
    {
        if (claims[fact].Only is { } one) return one;
        var said = claims[fact].Sorted();
        if (said.IsEmpty) return null;
        var plane = said.ToArray().Min(c => c.Plane);
        return said.ToArray().Last(c => c.Plane == plane);
    }

    /// <summary>The claim that states a fact, before rows are settled.</summary>
    public Claim? FactClaim(string fact) => claims[Row.Layout.Fact(fact)].All.Order(NearestToApproval).FirstOrDefault();

    private bool Said(string fact) => !claims[Row.Layout.Fact(fact)].IsEmpty;
}
