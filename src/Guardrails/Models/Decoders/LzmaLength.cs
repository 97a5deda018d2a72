namespace Plumbline.Guardrails.Models.Decoders;

/// <summary>The part of LZMA's model that decodes lengths.</summary>
internal sealed class LzmaLength
{
    private readonly ushort[] choices = new ushort[2];
    private readonly ushort[] low = new ushort[16 << 3];
    private readonly ushort[] middle = new ushort[16 << 3];
    private readonly ushort[] high = new ushort[256];

    public void Reset()
    {
        foreach (var table in (ushort[][])[choices, low, middle, high]) Array.Fill(table, RangeDecoder.Even);
    }

    /// <summary>A length, less the least one, at a place of the alignment.</summary>
    public int Read(ref RangeDecoder coder, int at)
    {
        if (coder.Bit(ref choices[0]) == 0) return coder.Tree(low.AsSpan(at << 3, 8), 3);
        if (coder.Bit(ref choices[1]) == 0) return 8 + coder.Tree(middle.AsSpan(at << 3, 8), 3);
        return 16 + coder.Tree(high, 8);
    }
}
