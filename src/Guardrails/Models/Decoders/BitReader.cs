namespace Plumbline.Guardrails.Models.Decoders;

/// <summary>Bits, the highest of a byte first; behind the end they are zeros, and `Ended` says so.</summary>
internal ref struct BitReader(ReadOnlySpan<byte> input)
{
    private readonly ReadOnlySpan<byte> input = input;
    private ulong held;
    private int bits;

    /// <summary>Bytes taken so far.</summary>
    public int At { get; private set; }

    public bool Ended { get; private set; }

    /// <summary>The next bits, up to 32.</summary>
    public uint Take(int count)
    {
        while (bits < count)
        {
            Ended |= At >= input.Length;
            held = (held << 8) | (At < input.Length ? input[At] : (byte)0);
            At++;
            bits += 8;
        }

        bits -= count;
        return (uint)((held >> bits) & ((1UL << count) - 1));
    }

    /// <summary>Passes over what is left of a byte.</summary>
    public void Align() => bits -= bits % 8;

    /// <summary>Bytes that whole bits were taken of.</summary>
    public readonly int Used => Math.Min(input.Length, At - (bits / 8));
}
