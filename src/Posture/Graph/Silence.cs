using Plumbline.Cel.Types;

namespace Plumbline.Posture.Graph;

/// <summary>What a row holds where nothing is said, by what was looked for: shared by all assets of a kind of which the same is known.</summary>
internal sealed class Silence
{
    private static readonly Value NothingSeen = Value.PartialList([]);

    /// <summary>The silence of a kind.</summary>
    /// <param name="layout">The kind's slots.</param>
    /// <param name="known">Bit s is set where somebody looked for the word of slot s.</param>
    public Silence(KindLayout layout, ulong[] known)
    {
        (Known, Values) = (known, new Value[layout.Slots]);
        for (var slot = 0; slot < Values.Length; slot++) Values[slot] = Of(layout, slot);
    }

    /// <summary>Bit s is set where somebody looked for the word of slot s.</summary>
    public ulong[] Known { get; }

    /// <summary>The value of each slot that nobody fills.</summary>
    public Value[] Values { get; }

    /// <summary>Bit p is set where plane p was looked at.</summary>
    public int Planes { get; private set; }

    /// <summary>True where somebody looked for the word of a slot.</summary>
    public bool IsKnown(int slot) => (Known[slot / 64] & (1UL << (slot % 64))) != 0;

    private Value Of(KindLayout layout, int slot)
    {
        if (layout.WordAt(slot) is not { } word) return layout.Absent[slot];
        var known = IsKnown(slot);
        if (known && !word.IsImported) Planes |= 1 << (int)layout.PlaneAt(slot)!.Value;
        if (word.Many) return known || word.IsOptional ? Value.EmptyList : NothingSeen;
        return known || word.IsOptional ? layout.Absent[slot] : layout.Unseen[slot];
    }
}
