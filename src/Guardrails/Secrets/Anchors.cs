using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Plumbline.Guardrails.Secrets;

/// <summary>Finds all places of many short needles in one pass: three bytes of each are its anchor, hashed into a table that stays in the cache.</summary>
/// <remarks>Letters compare without case in the first pass; what is found is compared exactly.</remarks>
internal sealed class Anchors<T>
{
    private const int Bits = 17;
    private const int SlotBits = 14;
    private const uint Fold = 0x202020;
    private const int MostSlots = 255;
    private readonly uint[] bitmap = new uint[1 << (Bits - 5)];
    private readonly byte[] table = new byte[1 << SlotBits];
    private readonly Entry[][] entries;

    /// <summary>Builds the table.</summary>
    /// <param name="needles">Each with what it means; at least three bytes.</param>
    public Anchors(IEnumerable<(string Needle, bool AnyCase, T Meaning)> needles)
    {
        var slots = needles.Select(n => Entry.Of(n.Needle, n.AnyCase, n.Meaning)).GroupBy(e => Hash(e.Anchor) >> (Bits - SlotBits)).ToArray();
        entries = [.. Enumerable.Repeat<Entry[]>([], MostSlots + 1)];
        for (var i = 0; i < slots.Length; i++)
        {
            var slot = 1 + (i % MostSlots);
            table[slots[i].Key] = (byte)slot;
            entries[slot] = [.. entries[slot], .. slots[i]];
            foreach (var entry in slots[i]) bitmap[Hash(entry.Anchor) >> 5] |= 1u << Hash(entry.Anchor);
        }
    }

    /// <summary>The next place from a place on where a slot is hit, and its slot; -1 at the end.</summary>
    public (int At, int Slot) Next(ReadOnlySpan<byte> text, int from)
    {
        var map = bitmap;
        var at = from;
        for (; at + 8 <= text.Length; at += 6)
        {
            var window = BinaryPrimitives.ReadUInt64LittleEndian(text[at..]) | 0x2020202020202020;
            var hits = Bit(map, window) | Bit(map, window >> 8) << 1 | Bit(map, window >> 16) << 2 | Bit(map, window >> 24) << 3 | Bit(map, window >> 32) << 4 | Bit(map, window >> 40) << 5;
            if (hits == 0) continue;
            at += BitOperations.TrailingZeroCount(hits);
            return (at, table[Hash(window >> (8 * BitOperations.TrailingZeroCount(hits))) >> (Bits - SlotBits)]);
        }

        for (; at + 3 <= text.Length; at++)
        {
            var window = (uint)(text[at] | text[at + 1] << 8 | text[at + 2] << 16) | Fold;
            if (Bit(map, window) != 0) return (at, table[Hash(window) >> (Bits - SlotBits)]);
        }

        return (-1, 0);
    }

    /// <summary>The needles whose anchor lies in a slot.</summary>
    public ReadOnlySpan<Entry> In(int slot) => entries[slot];

    private static uint Bit(uint[] map, ulong window)
    {
        var hash = Hash(window);
        return (map[hash >> 5] >> hash) & 1;
    }

    private static int Hash(ulong window) => (int)(((uint)window << 8) * 0x9E3779B1u >> (32 - Bits));

    /// <summary>One needle.</summary>
    /// <param name="Bytes">What it says; lower case where case does not matter.</param>
    /// <param name="Offset">Where its anchor stands in it.</param>
    /// <param name="AnyCase">True where case does not matter.</param>
    /// <param name="Meaning">What it stands for.</param>
    internal readonly record struct Entry(byte[] Bytes, int Offset, bool AnyCase, T Meaning)
    {
        /// <summary>The anchor, folded.</summary>
        public uint Anchor => (uint)(Bytes[Offset] | Bytes[Offset + 1] << 8 | Bytes[Offset + 2] << 16) | Fold;

        /// <summary>True where the needle stands in the text with its anchor at a place.</summary>
        public bool IsAt(ReadOnlySpan<byte> text, int anchor)
        {
            var start = anchor - Offset;
            if (start < 0 || start + Bytes.Length > text.Length) return false;
            var place = text.Slice(start, Bytes.Length);
            return AnyCase ? Ascii.EqualsIgnoreCase(place, Bytes) : place.SequenceEqual(Bytes);
        }

        /// <summary>Makes one, with the anchor where the needle is least like prose.</summary>
        public static Entry Of(string needle, bool anyCase, T meaning)
        {
            var best = Enumerable.Range(0, needle.Length - 2).MinBy(i => Commonness(needle.AsSpan(i, 3)));
            return new Entry(Encoding.ASCII.GetBytes(needle), best, anyCase, meaning);
        }

        private static int Commonness(ReadOnlySpan<char> anchor)
        {
            var sum = 0;
            foreach (var c in anchor) sum += char.ToLowerInvariant(c) is var l && "etaoinsr".Contains(l) ? 5 : "hdlcumfp".Contains(l) ? 4 : char.IsAsciiLetter(c) ? 2 : char.IsAsciiDigit(c) ? 1 : 0;
            return anchor.IndexOfAnyExcept(anchor[0]) < 0 ? sum + 12 : sum;
        }
    }
}
