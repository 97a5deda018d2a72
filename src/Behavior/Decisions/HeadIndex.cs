using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Plumbline.Behavior.Decisions;

/// <summary>For one variable: which rules a value leaves open, as bits.</summary>
internal sealed class HeadIndex
{
    private readonly FrozenDictionary<string, ulong[]> byName;
    private readonly (string Prefix, ulong[] Bits)[] byPrefix;
    private readonly ulong[] free;

    public HeadIndex(ImmutableArray<Head?> heads)
    {
        var words = (heads.Length + 63) / 64;
        free = Bits(heads, words, h => h is null);
        byName = heads.OfType<Head>().SelectMany(h => h.Names).Distinct(StringComparer.Ordinal)
            .ToFrozenDictionary(n => n, n => Bits(heads, words, h => h is null || h.Names.Contains(n)), StringComparer.Ordinal);
        byPrefix = [.. heads.OfType<Head>().SelectMany(h => h.Prefixes).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(p => (p, Bits(heads, words, h => h is not null && h.Prefixes.Contains(p))))];
        IsIdle = byName.Count == 0 && byPrefix.Length == 0;
    }

    /// <summary>True where no rule asks for this variable at its head.</summary>
    public bool IsIdle { get; }

    /// <summary>Clears the bits of the rules that a value makes false.</summary>
    public void Narrow(string value, Span<ulong> candidates)
    {
        var named = byName.TryGetValue(value, out var found) ? found : free;
        if (byPrefix.Length == 0)
        {
            for (var i = 0; i < candidates.Length; i++) candidates[i] &= named[i];
            return;
        }

        for (var i = 0; i < candidates.Length; i++)
        {
            var open = named[i];
            foreach (var (prefix, bits) in byPrefix)
                if ((candidates[i] & bits[i] & ~open) != 0 && value.StartsWith(prefix, StringComparison.Ordinal)) open |= bits[i];
            candidates[i] &= open;
        }
    }

    private static ulong[] Bits(ImmutableArray<Head?> heads, int words, Func<Head?, bool> isSet)
    {
        var bits = new ulong[words];
        for (var i = 0; i < heads.Length; i++) if (isSet(heads[i])) bits[i / 64] |= 1UL << (i % 64);
        return bits;
    }
}
