using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Graph;

/// <summary>One asset, frozen: what each plane says of it, which claims say so, and what nobody looked for.</summary>
public sealed class AssetRow
{
    internal AssetRow(AssetId id, KindLayout layout)
    {
        Id = id;
        Layout = layout;
        Slots = new Value[layout.Slots];
        Claims = new ImmutableArray<Claim>[layout.Slots];
        Coverage = new Claim?[layout.Slots];
        Known = new ulong[(layout.Slots + 63) / 64];
        Array.Fill(Claims, []);
    }

    private AssetRow(AssetRow other)
    {
        Id = other.Id;
        Layout = other.Layout;
        Slots = [.. other.Slots];
        Claims = [.. other.Claims];
        Coverage = other.Coverage;
        Known = other.Known;
        Planes = other.Planes;
    }

    /// <summary>An asset of which nobody says anything any more.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="vocabulary">The words that planes may use.</param>
    public static AssetRow Silent(AssetId id, Vocabulary vocabulary)
    {
        var row = new AssetRow(id, new KindLayout(id.Kind, vocabulary));
        Array.Fill(row.Slots, Value.Unknown("nothing is said of it any more"));
        return row;
    }

    /// <summary>The asset's own id, after bindings.</summary>
    public AssetId Id { get; }

    /// <summary>What stands in which slot.</summary>
    public KindLayout Layout { get; }

    /// <summary>The value of each slot; a word nobody looked for is unknown, or a partial list.</summary>
    public Value[] Slots { get; }

    /// <summary>Bit p is set where plane p was looked at for this asset, or speaks of it.</summary>
    public int Planes { get; internal set; }

    internal ImmutableArray<Claim>[] Claims { get; }

    internal Claim?[] Coverage { get; }

    /// <summary>Bit s is set where somebody looked for the word of slot s.</summary>
    internal ulong[] Known { get; }

    /// <summary>The name people use, else the id's key.</summary>
    public string Name => Fact("name") ?? Id.Key;

    /// <summary>The slots for a sentence that people read: what nobody names goes by its path or id.</summary>
    public Value[] Told
    {
        get
        {
            var name = Layout.Fact("name");
            if (!Slots[name].IsError) return Slots;
            Value[] told = [.. Slots];
            told[name] = Value.Of(Id.Key is "path:" or "path:." ? "the scanned folder" : Id.Key.StartsWith("path:", StringComparison.Ordinal) ? Id.Key[5..] : Id.Key);
            return told;
        }
    }

    /// <summary>A fact's text, or null where nobody says it.</summary>
    public string? Fact(string name) => Slots[Layout.Fact(name)].AsString;

    /// <summary>True where a boolean fact is said and true.</summary>
    public bool Is(string name) => Slots[Layout.Fact(name)].IsTrue;

    /// <summary>True where somebody looked for the slot's word.</summary>
    public bool IsKnown(int slot) => Layout.PlaneAt(slot) is null || Coverage[slot] is not null;

    /// <summary>What plane <paramref name="plane"/> says of <paramref name="word"/>.</summary>
    public Value Says(Plane plane, string word) => Slots[Layout.Slot(plane, word)];

    /// <summary>The claims behind a slot; parallel to the elements where the word is many-valued.</summary>
    public ImmutableArray<Claim> ClaimsOf(int slot) => Claims[slot];

    /// <summary>Every claim about it, slot by slot.</summary>
    public IEnumerable<Claim> Everything() => Claims.SelectMany(c => c);

    /// <summary>The coverage claim that makes a slot's silence evidence, or null.</summary>
    public Claim? CoverageOf(int slot) => Coverage[slot];

    internal void Cover(int slot, Claim? coverage)
    {
        Coverage[slot] = coverage;
        if (coverage is not null) Known[slot / 64] |= 1UL << (slot % 64);
    }

    internal AssetRow Copy() => new(this);
}
