using System.Buffers.Binary;

namespace Plumbline.Guardrails.Models.Decoders;

/// <summary>The binary range coder of LZMA: bits with adaptive probabilities of 11 bits.</summary>
internal ref struct RangeDecoder
{
    /// <summary>The probability that a bit starts with: one half.</summary>
    public const ushort Even = 1024;

    private readonly ReadOnlySpan<byte> input;
    private uint range = uint.MaxValue;
    private uint code;

    /// <summary>Starts at the five bytes that open every range-coded run.</summary>
    public RangeDecoder(ReadOnlySpan<byte> input)
    {
        this.input = input;
        if (input.Length < 5 || input[0] != 0) IsBroken = true;
        else code = BinaryPrimitives.ReadUInt32BigEndian(input[1..]);
        At = 5;
    }

    /// <summary>The next byte to read.</summary>
    public int At { get; private set; }

    /// <summary>True where the run does not open as one.</summary>
    public bool IsBroken { get; }

    /// <summary>True where bits were asked for behind the end.</summary>
    public readonly bool IsPastEnd => At > input.Length;

    public int Bit(ref ushort probability)
    {
        var bound = (range >> 11) * probability;
        int bit;
        if (code < bound)
        {
            range = bound;
            probability += (ushort)((2048 - probability) >> 5);
            bit = 0;
        }
        else
        {
            range -= bound;
            code -= bound;
            probability -= (ushort)(probability >> 5);
            bit = 1;
        }

        if (range < 1 << 24) Shift();
        return bit;
    }

    /// <summary>Bits without a model.</summary>
    public uint Direct(int count)
    {
        uint value = 0;
        for (; count > 0; count--)
        {
            range >>= 1;
            var isSet = code >= range;
            if (isSet) code -= range;
            value = (value << 1) | (isSet ? 1u : 0u);
            if (range < 1 << 24) Shift();
        }

        return value;
    }

    /// <summary>A number of so many bits, the highest first.</summary>
    public int Tree(Span<ushort> probabilities, int bits)
    {
        var node = 1;
        for (var i = 0; i < bits; i++) node = (node << 1) | Bit(ref probabilities[node]);
        return node - (1 << bits);
    }

    /// <summary>A number of so many bits, the lowest first.</summary>
    public int Reverse(Span<ushort> probabilities, int bits)
    {
        var node = 1;
        var value = 0;
        for (var i = 0; i < bits; i++)
        {
            var bit = Bit(ref probabilities[node]);
            node = (node << 1) | bit;
            value |= bit << i;
        }

        return value;
    }

    private void Shift()
    {
        range <<= 8;
        code = (code << 8) | (At < input.Length ? input[At] : 0u);
        At++;
    }
}
