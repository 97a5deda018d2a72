namespace Plumbline.Guardrails.Models.Decoders;

/// <summary>A canonical prefix code, read bit by bit from its lengths.</summary>
internal sealed class HuffmanCode
{
    private readonly int[] limits = new int[22];
    private readonly int[] firsts = new int[22];
    private readonly int[] symbols;

    /// <param name="lengths">Of every symbol's code, 1 to 20.</param>
    public HuffmanCode(byte[] lengths)
    {
        symbols = [.. Enumerable.Range(0, lengths.Length).OrderBy(s => lengths[s]).ThenBy(s => s)];
        var (code, index) = (0, 0);
        for (var length = 1; length <= 20; length++)
        {
            var count = lengths.Count(l => l == length);
            firsts[length] = index - code;
            code += count;
            index += count;
            limits[length] = code;
            code <<= 1;
        }
    }

    /// <summary>The next symbol; -1 where the bits are no code.</summary>
    public int Next(ref BitReader bits)
    {
        var code = 0;
        for (var length = 1; length <= 20; length++)
        {
            code = (code << 1) | (int)bits.Take(1);
            if (code < limits[length]) return firsts[length] + code is var index and >= 0 && index < symbols.Length ? symbols[index] : -1;
        }

        return -1;
    }
}
