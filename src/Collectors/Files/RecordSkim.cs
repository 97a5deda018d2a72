using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Plumbline.Collectors.Files;

/// <summary>
/// Finds where a compact object ends by its brackets and quotes, sixty-four bytes at a time, and where its own members are on the way.
/// White space between tokens and control characters end the walk.
/// </summary>
/// <remarks>
/// What stands beside a quote and before a nested object is checked, so that half a record never swallows the one behind it. Numbers, words and the
/// inside of strings are not: it is for records from which nothing is read but their own members.
/// </remarks>
internal sealed class RecordSkim
{
    private const int Block = 64;
    private const int Most = 64;
    private readonly int[] colons = new int[Most + Block];
    private readonly byte[] tail = new byte[Block];
    private int count;
    private int depth;
    private int depthOfBraces;

    /// <summary>Places of the colons behind the object's own keys.</summary>
    public ReadOnlySpan<int> Colons => colons.AsSpan(0, count);

    /// <summary>True where the object goes on behind the bytes held.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The length of the object in front; 0 where a general reader has to read it, or where more bytes are needed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Read(ReadOnlySpan<byte> json)
    {
        (count, depth, depthOfBraces, IsCut) = (0, 0, 0, false);
        if (json.IsEmpty || json[0] != (byte)'{') return 0;
        ref var first = ref MemoryMarshal.GetReference(json);
        ulong inString = 0, escapes = 0, wasOpen = 0, wasClosing = 0;
        for (var at = 0; at < json.Length; at += Block)
        {
            // All of the vector's work comes before the first call, which would spill it.
            var bytes = Vector512.LoadUnsafe(ref at + Block <= json.Length ? ref Unsafe.Add(ref first, at) : ref Tail(json[at..]));
            var folded = bytes | Vector512.Create((byte)0x20);
            var quotes = Vector512.Equals(bytes, Vector512.Create((byte)'"')).ExtractMostSignificantBits();
            var slashes = Vector512.Equals(bytes, Vector512.Create((byte)'\\')).ExtractMostSignificantBits();
            var open = Vector512.Equals(folded, Vector512.Create((byte)'{')).ExtractMostSignificantBits();
            var close = Vector512.Equals(folded, Vector512.Create((byte)'}')).ExtractMostSignificantBits();
            var colon = Vector512.Equals(bytes, Vector512.Create((byte)':')).ExtractMostSignificantBits();
            var comma = Vector512.Equals(bytes, Vector512.Create((byte)',')).ExtractMostSignificantBits();
            var braces = Vector512.Equals(bytes, folded).ExtractMostSignificantBits();
            var control = Vector512.LessThan(bytes, Vector512.Create((byte)0x20)).ExtractMostSignificantBits();
            if ((slashes | escapes) != 0) quotes &= ~Escaped(slashes, ref escapes);
            var inside = PrefixXor(quotes) ^ inString;
            inString = (ulong)((long)inside >> 63);
            (open, close, colon, comma) = (open & ~inside, close & ~inside, colon & ~inside, comma & ~inside);
            var before = open | colon | comma;
            var closing = quotes & ~inside;
            var bad = (quotes & inside & ~((before << 1) | wasOpen)) | (((closing << 1) | wasClosing) & ~(colon | comma | close)) | control;
            (wasOpen, wasClosing) = (before >> 63, closing >> 63);
            var end = Step(open, close, braces, colon, bad, at, json);
            if (end != 0) return Math.Max(end, 0);
        }

        IsCut = true;
        return 0;
    }

    private ref byte Tail(ReadOnlySpan<byte> rest)
    {
        tail.AsSpan().Fill((byte)' ');
        rest.CopyTo(tail);
        return ref tail[0];
    }

    // The object's length, 0 to go on, or less to give up.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Step(ulong open, ulong close, ulong braces, ulong colon, ulong bad, int at, ReadOnlySpan<byte> json)
    {
        if ((open | close) == 0)
        {
            if (bad != 0) return -1;
            return depth == 1 ? Keep(colon, at) : 0;
        }

        var closed = BitOperations.PopCount(close);
        if (depth - closed < 2) return Nest(open, open | close, braces, colon, bad, at, json);
        depth += BitOperations.PopCount(open) - closed;
        depthOfBraces += BitOperations.PopCount(open & braces) - BitOperations.PopCount(close & braces);
        return bad == 0 ? 0 : -1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Nest(ulong open, ulong all, ulong braces, ulong colon, ulong bad, int at, ReadOnlySpan<byte> json)
    {
        ulong own = 0;
        for (var from = 0ul; ; from = all & (0 - all), all &= all - 1)
        {
            // From the bracket before to the one that comes, or to the end of the block.
            var next = all & (0 - all);
            if (depth == 1) own |= (next - 1) & ~(from == 0 ? 0 : (from << 1) - 1);
            if (next == 0) return bad == 0 ? Keep(colon & own, at) : -1;
            if ((braces & next) != 0) depthOfBraces += (open & next) != 0 ? 1 : -1;
            var place = at + BitOperations.TrailingZeroCount(next);
            if ((open & next) != 0)
            {
                if (depth == 1 && json[place - 1] != (byte)':') return -1;
                depth++;
            }
            else if (--depth == 0)
            {
                if (json[place] != (byte)'}' || depthOfBraces != 0 || (bad & (next - 1)) != 0 || Keep(colon & own, at) < 0) return -1;
                return place + 1;
            }
        }
    }

    private int Keep(ulong colon, int at)
    {
        for (; colon != 0; colon &= colon - 1) colons[count++] = at + BitOperations.TrailingZeroCount(colon);
        return count > Most ? -1 : 0;
    }

    // Which bytes a backslash before them takes the meaning from: those behind an odd run of backslashes.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong Escaped(ulong slashes, ref ulong escapes)
    {
        const ulong Even = 0x5555555555555555;
        slashes &= ~escapes;
        var follows = (slashes << 1) | escapes;
        var oddStarts = slashes & ~Even & ~follows;
        var sums = oddStarts + slashes;
        escapes = sums < oddStarts ? 1ul : 0;
        return (Even ^ (sums << 1)) & follows;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong PrefixXor(ulong bits)
    {
        if (Pclmulqdq.IsSupported) return Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(bits), Vector128<ulong>.AllBitsSet, 0).ToScalar();
        for (var shift = 1; shift < 64; shift <<= 1) bits ^= bits << shift;
        return bits;
    }
}
