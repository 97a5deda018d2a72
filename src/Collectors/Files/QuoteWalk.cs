using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Plumbline.Collectors.Files;

/// <summary>
/// Walks the members of a compact object by the places of its quotes, found sixty-four bytes at a time, and checks all of it on the way.
/// Escapes, white space between tokens and control characters end the walk: <see cref="PlainJson"/> takes those.
/// </summary>
/// <remarks>Like <see cref="PlainJson"/> it never says yes to what a general reader refuses.</remarks>
internal sealed class QuoteWalk
{
    private const int Block = 64;
    private const int Blocks = 16;
    private const int Nowhere = int.MaxValue / 2;
    private int[] quotes = new int[4096];
    private int count;
    private int indexed;
    private int next;
    private int at;
    private bool fresh;
    private bool stopped;

    /// <summary>True where nothing looked at so far leaves ASCII.</summary>
    public bool IsAscii { get; private set; }

    /// <summary>Where the current member's key is, without its quotes.</summary>
    public (int From, int Until) Key { get; private set; }

    /// <summary>Where the current member's value is.</summary>
    public (int From, int Until) Value { get; private set; }

    /// <summary>The object's length once its last member was passed; 0 before, and where the walk broke off.</summary>
    public int Length { get; private set; }

    /// <summary>Starts at the object in front; false where there is none.</summary>
    public bool Start(ReadOnlySpan<byte> json)
    {
        (count, indexed, next, at, Length) = (0, 0, 0, 1, 0);
        (fresh, stopped, IsAscii) = (true, false, true);
        return ByteAt(json, 0) == '{';
    }

    /// <summary>Passes one member; false behind the last, and where the walk breaks off.</summary>
    public bool NextMember(ReadOnlySpan<byte> json)
    {
        var c = ByteAt(json, at);
        if (c == '}')
        {
            Length = at + 1;
            return false;
        }

        if (!fresh)
        {
            if (c != ',') return false;
            at++;
        }

        fresh = false;
        var end = SkipMember(json, at, ref next, 0, out var key, out var value);
        if (end < 0) return false;
        (Key, Value, at) = ((at + 1, key), (value, end), end);
        return true;
    }

    private int SkipMember(ReadOnlySpan<byte> json, int from, ref int n, int depth, out int key, out int value)
    {
        key = value = 0;
        if (n + 4 > count) Index(json, n);
        if (ByteAt(json, from) != '"') return -1;
        key = quotes[n + 1];
        value = key + 2;
        n += 2;
        if (ByteAt(json, key + 1) != ':') return -1;
        if (ByteAt(json, value) != '"') return SkipOther(json, value, ref n, depth);
        n += 2;
        return quotes[n - 1] + 1;
    }

    private int SkipMembers(ReadOnlySpan<byte> json, int from, ref int place, int depth)
    {
        if (ByteAt(json, from) == '}') return from + 1;
        for (var n = place; ;)
        {
            if (n + 4 > count) Index(json, n);
            if (ByteAt(json, from) != '"') return -1;
            var key = quotes[n + 1];
            n += 2;
            if (ByteAt(json, key + 1) != ':') return -1;
            from = key + 2;
            if (ByteAt(json, from) == '"')
            {
                from = quotes[n + 1] + 1;
                n += 2;
            }
            else
            {
                from = SkipOther(json, from, ref n, depth);
                if (from < 0) return -1;
            }

            var c = ByteAt(json, from++);
            if (c == ',') continue;
            place = n;
            return c == '}' ? from : -1;
        }
    }

    private int SkipElements(ReadOnlySpan<byte> json, int from, ref int n, int depth)
    {
        if (ByteAt(json, from) == ']') return from + 1;
        while (true)
        {
            if (n + 4 > count) Index(json, n);
            if (ByteAt(json, from) == '"')
            {
                from = quotes[n + 1] + 1;
                n += 2;
            }
            else
            {
                from = SkipOther(json, from, ref n, depth);
                if (from < 0) return -1;
            }

            var c = ByteAt(json, from++);
            if (c != ',') return c == ']' ? from : -1;
        }
    }

    private int SkipOther(ReadOnlySpan<byte> json, int from, ref int n, int depth)
    {
        if (depth >= PlainJson.Deepest) return -1;
        return ByteAt(json, from) switch
        {
            '{' => SkipMembers(json, from + 1, ref n, depth + 1),
            '[' => SkipElements(json, from + 1, ref n, depth + 1),
            '"' => -1,
            _ => PlainJson.SkipValue(json, from),
        };
    }

    private static int ByteAt(ReadOnlySpan<byte> json, int place) => (uint)place < (uint)json.Length ? json[place] : -1;

    // Four places behind the ones found say "nowhere", so that nobody has to ask how many there are.
    private void Index(ReadOnlySpan<byte> json, int needed)
    {
        while (needed + 4 > count && !stopped)
        {
            if (quotes.Length < count + (Block * Blocks) + 4) Array.Resize(ref quotes, quotes.Length * 2);
            for (var block = 0; block < Blocks && !stopped; block++) IndexBlock(json);
        }

        if (quotes.Length < Math.Max(count, needed) + 8) Array.Resize(ref quotes, quotes.Length * 2);
        quotes.AsSpan(count, Math.Max(0, needed - count) + 8).Fill(Nowhere);
    }

    private void IndexBlock(ReadOnlySpan<byte> json)
    {
        if (indexed + Block > json.Length)
        {
            IndexTail(json);
            return;
        }

        ref var first = ref MemoryMarshal.GetReference(json);
        ulong found, odd, high;
        if (Vector512.IsHardwareAccelerated)
        {
            var bytes = Vector512.LoadUnsafe(ref first, (nuint)indexed);
            found = Vector512.Equals(bytes, Vector512.Create((byte)'"')).ExtractMostSignificantBits();
            odd = (Vector512.Equals(bytes, Vector512.Create((byte)'\\')) | Vector512.LessThan(bytes, Vector512.Create((byte)0x20))).ExtractMostSignificantBits();
            high = bytes.ExtractMostSignificantBits();
        }
        else
        {
            var (left, right) = (Vector256.LoadUnsafe(ref first, (nuint)indexed), Vector256.LoadUnsafe(ref first, (nuint)indexed + 32));
            found = Vector256.Equals(left, Vector256.Create((byte)'"')).ExtractMostSignificantBits() | ((ulong)Vector256.Equals(right, Vector256.Create((byte)'"')).ExtractMostSignificantBits() << 32);
            odd = (Odd(left) | Odd(right)).ExtractMostSignificantBits();
            high = (left | right).ExtractMostSignificantBits();
        }

        if (high != 0) IsAscii = false;
        stopped = odd != 0;
        if (!stopped) Add(found);
    }

    private static Vector256<byte> Odd(Vector256<byte> bytes) =>
        Vector256.Equals(bytes, Vector256.Create((byte)'\\')) | Vector256.Equals(Vector256.Min(bytes, Vector256.Create((byte)0x1f)), bytes);

    private void Add(ulong found)
    {
        var all = BitOperations.PopCount(found);
        for (var i = 0; i < all; i += 4)
        {
            for (var j = 0; j < 4; j++)
            {
                quotes[count + i + j] = indexed + BitOperations.TrailingZeroCount(found);
                found &= found - 1;
            }
        }

        count += all;
        indexed += Block;
    }

    private void IndexTail(ReadOnlySpan<byte> json)
    {
        for (; indexed < json.Length; indexed++)
        {
            if (json[indexed] is < 0x20 or (byte)'\\') break;
            if (json[indexed] >= 0x80) IsAscii = false;
            if (json[indexed] == (byte)'"') quotes[count++] = indexed;
        }

        stopped = true;
    }
}
