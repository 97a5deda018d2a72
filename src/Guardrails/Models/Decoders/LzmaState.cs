namespace Plumbline.Guardrails.Models.Decoders;

/// <summary>The model of LZMA: what it remembers between symbols, and how it decodes one run of them.</summary>
internal sealed class LzmaState
{
    private const int Slots = 64;
    private readonly ushort[] isMatch = new ushort[12 << 4];
    private readonly ushort[] isRepeat = new ushort[12];
    private readonly ushort[] isFirst = new ushort[12];
    private readonly ushort[] isSecond = new ushort[12];
    private readonly ushort[] isThird = new ushort[12];
    private readonly ushort[] isLong = new ushort[12 << 4];
    private readonly ushort[] slots = new ushort[4 * Slots];
    private readonly ushort[] places = new ushort[128];
    private readonly ushort[] align = new ushort[16];
    private readonly LzmaLength matchLength = new();
    private readonly LzmaLength repeatLength = new();
    private ushort[] literals = [];
    private int context, low, position;
    private int state;
    private int first, second, third, fourth;

    /// <summary>Takes the byte that packs the three sizes; false where there is none such.</summary>
    public bool Set(byte properties)
    {
        if (properties >= 225) return false;
        context = properties % 9;
        low = properties / 9 % 5;
        position = properties / 45;
        literals = new ushort[0x300 << (context + low)];
        Reset();
        return true;
    }

    /// <summary>Forgets what was learned.</summary>
    public void Reset()
    {
        foreach (var table in (ushort[][])[isMatch, isRepeat, isFirst, isSecond, isThird, isLong, slots, places, align, literals]) Array.Fill(table, RangeDecoder.Even);
        matchLength.Reset();
        repeatLength.Reset();
        (state, first, second, third, fourth) = (0, 0, 0, 0, 0);
    }

    /// <summary>Decodes until so many bytes came out, or an end mark where <paramref name="wanted"/> is null.</summary>
    /// <param name="input">The range-coded run.</param>
    /// <param name="to">Where it goes; what lies there from <paramref name="start"/> on is the dictionary.</param>
    /// <param name="start">Where the dictionary begins.</param>
    /// <param name="wanted">Bytes that must come out.</param>
    /// <param name="read">Bytes of input used.</param>
    public DecodeEnd Run(ReadOnlySpan<byte> input, Sink to, int start, long? wanted, out int read)
    {
        var coder = new RangeDecoder(input);
        var end = coder.IsBroken ? DecodeEnd.Broken : Symbols(ref coder, to, start, wanted);
        read = Math.Min(coder.At, input.Length);
        return end;
    }

    private DecodeEnd Symbols(ref RangeDecoder coder, Sink to, int start, long? wanted)
    {
        var until = wanted is { } w ? to.Count + w : long.MaxValue;
        while (to.Count < until)
        {
            if (coder.IsPastEnd) return DecodeEnd.Cut;
            var at = (to.Count - start) & ((1 << position) - 1);
            if (coder.Bit(ref isMatch[(state << 4) + at]) == 0)
            {
                if (!Literal(ref coder, to, start)) return DecodeEnd.TooLarge;
                continue;
            }

            var length = coder.Bit(ref isRepeat[state]) == 0 ? Match(ref coder, at) : Repeat(ref coder, at);
            if (length < 0) return wanted is null || to.Count == until ? DecodeEnd.Whole : DecodeEnd.Broken;
            if (first >= to.Count - start || first < 0) return coder.IsPastEnd ? DecodeEnd.Cut : DecodeEnd.Broken;
            if (!to.Repeat(first + 1, (int)Math.Min(length, until - to.Count))) return DecodeEnd.TooLarge;
        }

        return coder.IsPastEnd ? DecodeEnd.Cut : DecodeEnd.Whole;
    }

    private bool Literal(ref RangeDecoder coder, Sink to, int start)
    {
        var written = to.Count - start;
        var before = written > 0 ? to.Back(1) : 0;
        var table = literals.AsSpan(0x300 * (((written & ((1 << low) - 1)) << context) + (before >> (8 - context))), 0x300);
        var symbol = 1;
        if (state >= 7 && first < written)
        {
            int match = to.Back(first + 1);
            do
            {
                var bit = (match >> 7) & 1;
                match <<= 1;
                var got = coder.Bit(ref table[((1 + bit) << 8) + symbol]);
                symbol = (symbol << 1) | got;
                if (bit != got) break;
            }
            while (symbol < 0x100);
        }

        while (symbol < 0x100) symbol = (symbol << 1) | coder.Bit(ref table[symbol]);
        state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
        return to.Put((byte)symbol);
    }

    // A new distance; -1 at the end mark.
    private int Match(ref RangeDecoder coder, int at)
    {
        (fourth, third, second) = (third, second, first);
        var length = matchLength.Read(ref coder, at);
        state = state < 7 ? 7 : 10;
        first = Distance(ref coder, length);
        return first == -1 ? -1 : length + 2;
    }

    private int Repeat(ref RangeDecoder coder, int at)
    {
        if (coder.Bit(ref isFirst[state]) == 0)
        {
            if (coder.Bit(ref isLong[(state << 4) + at]) == 0)
            {
                state = state < 7 ? 9 : 11;
                return 1;
            }
        }
        else if (coder.Bit(ref isSecond[state]) == 0) (first, second) = (second, first);
        else if (coder.Bit(ref isThird[state]) == 0) (first, second, third) = (third, first, second);
        else (first, second, third, fourth) = (fourth, first, second, third);

        var length = repeatLength.Read(ref coder, at);
        state = state < 7 ? 8 : 11;
        return length + 2;
    }

    private int Distance(ref RangeDecoder coder, int length)
    {
        var slot = coder.Tree(slots.AsSpan(Math.Min(length, 3) * Slots, Slots), 6);
        if (slot < 4) return slot;
        var bits = (slot >> 1) - 1;
        var distance = (2u | ((uint)slot & 1)) << bits;
        if (slot < 14) return (int)(distance + (uint)coder.Reverse(places.AsSpan((int)distance - slot), bits));
        distance += coder.Direct(bits - 4) << 4;
        return (int)(distance + (uint)coder.Reverse(align, 4));
    }
}
