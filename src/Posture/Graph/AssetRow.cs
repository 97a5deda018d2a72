using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Graph;

/// <summary>One asset, frozen: what each plane says of it, which claims say so, and what nobody looked for.</summary>
/// <remarks>Only what is said takes room: the rest is one silence, shared by all rows of which the same is known.</remarks>
public sealed class AssetRow
{
    private Claim?[] coverage;
    private Silence silence;
    // Slots in order; the claims of the n-th begin where those of the one before it end.
    private ushort[] said = [];
    private Value[] values = [];
    private int[] ends = [];
    private Claim[] claims = [];

    internal AssetRow(AssetId id, KindLayout layout) => (Id, Layout, coverage, silence) = (id, layout, layout.Uncovered, layout.Unlooked);

    /// <summary>An asset of which nobody says anything any more.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="vocabulary">The words that planes may use.</param>
    public static AssetRow Silent(AssetId id, Vocabulary vocabulary)
    {
        var row = new AssetRow(id, new KindLayout(id.Kind, vocabulary));
        var maker = new RowMaker();
        for (var slot = 0; slot < row.Layout.Slots; slot++) maker.Add(slot, Value.Unknown("nothing is said of it any more"), []);
        maker.Fill(row);
        return row;
    }

    /// <summary>The asset's own id, after bindings.</summary>
    public AssetId Id { get; }

    /// <summary>What stands in which slot.</summary>
    public KindLayout Layout { get; }

    /// <summary>Bit p is set where plane p was looked at for this asset, or speaks of it.</summary>
    public int Planes { get; internal set; }

    /// <summary>Bit s is set where somebody looked for the word of slot s.</summary>
    internal ulong[] Known => silence.Known;

    /// <summary>The slots of which something is said, in order.</summary>
    internal ReadOnlySpan<ushort> Said => said;

    /// <summary>The value of a slot; a word nobody looked for is unknown, or a partial list.</summary>
    public Value this[int slot] => At(slot) is >= 0 and var at ? values[at] : silence.Values[slot];

    /// <summary>The name people use, else the id's key.</summary>
    public string Name => Fact("name") ?? Id.Key;

    /// <summary>Every slot's value, for a sentence that people read: what nobody names goes by its path or id.</summary>
    public Value[] Told
    {
        get
        {
            var (told, name) = (Slots(), Layout.Fact("name"));
            if (told[name].IsError)
                told[name] = Value.Of(Id.Key is "path:" or "path:." ? "the scanned folder" : Id.Key.StartsWith("path:", StringComparison.Ordinal) ? Id.Key[5..] : Id.Key);
            return told;
        }
    }

    /// <summary>Every slot's value, as programs read them; made anew each time.</summary>
    public Value[] Slots()
    {
        var all = new Value[Layout.Slots];
        CopyTo(all);
        return all;
    }

    /// <summary>Writes every slot's value.</summary>
    /// <param name="slots">As many as the layout has.</param>
    public void CopyTo(Span<Value> slots)
    {
        silence.Values.CopyTo(slots);
        for (var i = 0; i < said.Length; i++) slots[said[i]] = values[i];
    }

    /// <summary>A fact's text, or null where nobody says it.</summary>
    public string? Fact(string name) => this[Layout.Fact(name)].AsString;

    /// <summary>True where a boolean fact is said and true.</summary>
    public bool Is(string name) => this[Layout.Fact(name)].IsTrue;

    /// <summary>True where somebody looked for the slot's word.</summary>
    public bool IsKnown(int slot) => Layout.PlaneAt(slot) is null || silence.IsKnown(slot);

    /// <summary>True where a claim stands behind a slot.</summary>
    public bool IsSaid(int slot) => CountOf(slot) > 0;

    /// <summary>What plane <paramref name="plane"/> says of <paramref name="word"/>.</summary>
    public Value Says(Plane plane, string word) => this[Layout.Slot(plane, word)];

    /// <summary>The claims behind a slot; parallel to the elements where the word is many-valued.</summary>
    public ImmutableArray<Claim> ClaimsOf(int slot) => At(slot) is >= 0 and var at ? ImmutableArray.Create(claims.AsSpan(Start(at), ends[at] - Start(at))) : [];

    /// <summary>How many claims stand behind a slot.</summary>
    public int CountOf(int slot) => At(slot) is >= 0 and var at ? ends[at] - Start(at) : 0;

    /// <summary>One of the claims behind a slot.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="index">Less than <see cref="CountOf"/> of it.</param>
    public Claim ClaimAt(int slot, int index) => claims[Start(At(slot)) + index];

    /// <summary>Every claim about it, slot by slot.</summary>
    public IEnumerable<Claim> Everything() => claims;

    /// <summary>The coverage claim that makes a slot's silence evidence, or null.</summary>
    public Claim? CoverageOf(int slot) => coverage[slot];

    /// <summary>True where both say and know the same, whoever looked for it.</summary>
    internal bool IsLike(AssetRow other, Func<Value, Value, bool> isSame) =>
        Planes == other.Planes && Known.AsSpan().SequenceEqual(other.Known) && said.AsSpan().SequenceEqual(other.said)
        && ends.AsSpan().SequenceEqual(other.ends) && claims.AsSpan().SequenceEqual(other.claims) && values.Zip(other.values).All(v => isSame(v.First, v.Second));

    /// <summary>Takes what was looked for.</summary>
    /// <param name="coverage">The claim that covers each slot, or null; not written to any more.</param>
    /// <param name="silence">The silence that follows from it.</param>
    internal void Cover(Claim?[] coverage, Silence silence)
    {
        (this.coverage, this.silence) = (coverage, silence);
        Planes |= silence.Planes;
    }

    /// <summary>Lets one more claim cover a slot; that is no look at its plane.</summary>
    internal void Cover(int slot, Claim one)
    {
        Claim?[] more = [.. coverage];
        more[slot] = one;
        ulong[] known = [.. Known];
        known[slot / 64] |= 1UL << (slot % 64);
        (coverage, silence) = (more, Layout.SilenceOf(known));
    }

    /// <summary>Takes everything that is said of it.</summary>
    internal void Take(ushort[] said, Value[] values, int[] ends, Claim[] claims) => (this.said, this.values, this.ends, this.claims) = (said, values, ends, claims);

    /// <summary>Says something else in one slot.</summary>
    internal void Say(int slot, Value value, ReadOnlySpan<Claim> by)
    {
        var maker = new RowMaker();
        for (var i = 0; i < said.Length; i++)
        {
            if (said[i] > slot && (i == 0 || said[i - 1] < slot)) maker.Add(slot, value, by);
            if (said[i] == slot) maker.Add(slot, value, by);
            else maker.Add(said[i], values[i], claims.AsSpan(Start(i), ends[i] - Start(i)));
        }

        if (said.Length == 0 || said[^1] < slot) maker.Add(slot, value, by);
        maker.Fill(this);
    }

    internal AssetRow Copy() => (AssetRow)MemberwiseClone();

    private int At(int slot) => said.AsSpan().BinarySearch((ushort)slot);

    private int Start(int at) => at == 0 ? 0 : ends[at - 1];
}
