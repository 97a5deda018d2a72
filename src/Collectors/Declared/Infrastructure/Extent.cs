using System.Collections.Immutable;

namespace Plumbline.Collectors.Declared.Infrastructure;

/// <summary>How deep and large a value is, counted once when it is built: parts that are shared would be walked again and again.</summary>
/// <param name="Depth">Levels, its own among them.</param>
/// <param name="Size">Values in it, its own among them, as often as they stand there.</param>
/// <param name="Unknown">Its first part that cannot be known.</param>
public readonly record struct Extent(int Depth, long Size, OpenTerm? Unknown)
{
    private const int Deepest = 128;
    private const long Largest = 4_000_000;

    /// <summary>The parts of a list that is not deeper or larger than is kept, and its extent.</summary>
    public static (ImmutableArray<Term> Parts, Extent Extent) Of(ImmutableArray<Term> items)
    {
        if (items.IsDefault) items = [];
        var all = new Extent(0, 1, null);
        ImmutableArray<Term>.Builder? kept = null;
        for (var i = 0; i < items.Length; i++)
        {
            var refused = all.Refused(items[i]);
            if (refused is not null) (kept ??= items.ToBuilder())[i] = refused;
            all = all.With(refused ?? items[i]);
        }

        return (kept?.DrainToImmutable() ?? items, all with { Depth = all.Depth + 1 });
    }

    /// <summary>The same of a map.</summary>
    public static (ImmutableArray<KeyValuePair<string, Term>> Parts, Extent Extent) Of(ImmutableArray<KeyValuePair<string, Term>> entries)
    {
        if (entries.IsDefault) entries = [];
        var all = new Extent(0, 1, null);
        ImmutableArray<KeyValuePair<string, Term>>.Builder? kept = null;
        for (var i = 0; i < entries.Length; i++)
        {
            var refused = all.Refused(entries[i].Value);
            if (refused is not null) (kept ??= entries.ToBuilder())[i] = new(entries[i].Key, refused);
            all = all.With(refused ?? entries[i].Value);
        }

        return (kept?.DrainToImmutable() ?? entries, all with { Depth = all.Depth + 1 });
    }

    private OpenTerm? Refused(Term part) => part.Extent is var its && its.Depth < Deepest && Size + its.Size <= Largest
        ? null : part as OpenTerm ?? Term.Open("a value deeper or larger than is kept", part.Line);

    private Extent With(Term part) => part.Extent is var its ? new(Math.Max(Depth, its.Depth), Size + its.Size, Unknown ?? its.Unknown) : this;
}
