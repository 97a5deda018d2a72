using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Graph;

/// <summary>Where the facts and words of one kind of asset stand in a row: facts first, then each word on its four planes.</summary>
public sealed class KindLayout
{
    private const int Planes = 4;
    private readonly Dictionary<string, int> words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> facts = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong[], Silence> silences = new(Bits.Same);

    /// <summary>The layout of a kind under a vocabulary.</summary>
    public KindLayout(AssetKind kind, Vocabulary vocabulary)
    {
        Kind = kind;
        Words = [.. vocabulary.Of(kind)];
        for (var i = 0; i < Vocabulary.Facts.Length; i++) facts[Vocabulary.Facts[i].Name] = i;
        for (var i = 0; i < Words.Length; i++) words[Words[i].Name] = i;
        Variables =
        [
            .. Vocabulary.Facts.Select(f => ("asset." + f.Name, f.Type)),
            .. Words.SelectMany(w => Enum.GetValues<Plane>().Select(p => (p.Name() + "." + w.Name, w.Many ? CelType.List(w.Type) : w.Type))),
        ];
        Absent = [.. Variables.Select(v => Value.Error($"`{v.Name}` is not said of this asset"))];
        Unseen = [.. Variables.Select(v => Value.Unknown($"nobody looked for `{v.Name}`"))];
        Uncovered = new Claim?[Slots];
        Unlooked = SilenceOf(new ulong[(Slots + 63) / 64]);
    }

    /// <summary>What a slot holds where somebody looked and found nothing said; an error, but no unknown.</summary>
    internal ImmutableArray<Value> Absent { get; }

    /// <summary>What a single-valued slot holds where nobody looked.</summary>
    internal ImmutableArray<Value> Unseen { get; }

    /// <summary>The coverage of a row for which nobody looked.</summary>
    internal Claim?[] Uncovered { get; }

    /// <summary>The silence of a row for which nobody looked.</summary>
    internal Silence Unlooked { get; }

    /// <summary>The kind of asset.</summary>
    public AssetKind Kind { get; }

    /// <summary>Its words, by name.</summary>
    public ImmutableArray<Property> Words { get; }

    /// <summary>How many slots a row has.</summary>
    public int Slots => Variables.Length;

    /// <summary>The CEL variable of each slot, in slot order.</summary>
    public ImmutableArray<(string Name, CelType Type)> Variables { get; }

    /// <summary>The slot of a fact, or -1.</summary>
    public int Fact(string name) => facts.GetValueOrDefault(name, -1);

    /// <summary>The slot of a word on a plane, or -1.</summary>
    public int Slot(Plane plane, string word) => words.TryGetValue(word, out var at) ? facts.Count + (at * Planes) + (int)plane : -1;

    /// <summary>What stands where nothing is said, the same object for the same bits.</summary>
    /// <param name="known">Bit s is set where somebody looked for the word of slot s; not written to any more.</param>
    internal Silence SilenceOf(ulong[] known)
    {
        lock (silences)
        {
            return silences.TryGetValue(known, out var silence) ? silence : silences[known] = new Silence(this, known);
        }
    }

    /// <summary>The word a slot holds, or null for a fact.</summary>
    public Property? WordAt(int slot) => slot < facts.Count ? null : Words[(slot - facts.Count) / Planes];

    /// <summary>The plane a slot speaks for, or null for a fact.</summary>
    public Plane? PlaneAt(int slot) => slot < facts.Count ? null : (Plane)((slot - facts.Count) % Planes);

    private sealed class Bits : IEqualityComparer<ulong[]>
    {
        public static readonly Bits Same = new();

        public bool Equals(ulong[]? x, ulong[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(ulong[] bits)
        {
            var hash = new HashCode();
            foreach (var part in bits) hash.Add(part);
            return hash.ToHashCode();
        }
    }
}
