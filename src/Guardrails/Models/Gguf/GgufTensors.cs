namespace Plumbline.Guardrails.Models.Gguf;

/// <summary>Where the tensors of a GGUF file say that their bytes lie.</summary>
internal sealed class GgufTensors(GgufReader reader, Judgement judgement)
{
    private const int MostTensors = 1 << 18;   // the largest published models have some thousands
    private const int MostDimensions = 8;
    private const int LongestName = 1 << 10;
    private readonly List<(string Name, long At, long Offset, long Size)> tensors = [];

    /// <summary>Reads them and says where the last one ends; null where that is not known.</summary>
    public long? Read(long alignment)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (long i = 0; i < reader.Tensors && !reader.IsBroken; i++)
        {
            if (!judgement.Step()) return null;
            if (i == MostTensors)
            {
                judgement.NotScanned("it says that it has more tensors than are looked at", reader.At);
                return null;
            }

            if (One() is { } name && !names.Add(name)) judgement.Sign("duplicate-name", Danger.Review, reader.At, name, "two tensors have one name, and loaders differ in which one counts");
        }

        if (reader.IsBroken) return null;
        if (alignment <= 0)
        {
            judgement.Sign("malformed-header", Danger.Review, 0, "general.alignment", "no file can be aligned like this");
            return null;
        }

        var start = (reader.At + alignment - 1) / alignment * alignment;
        var (end, isKnown) = (start, true);
        foreach (var (name, at, offset, size) in tensors)
        {
            isKnown &= size >= 0;
            if (offset > reader.Length - start || size > reader.Length - start - offset)
                judgement.Sign("malformed-tensor", Danger.Review, at, name, "its bytes reach behind the end of the file");
            else if (offset % alignment != 0) judgement.Sign("malformed-tensor", Danger.Review, at, name, "it is not aligned as the file says");
            else end = Math.Max(end, start + offset + Math.Max(0, size));
        }

        return isKnown ? Math.Min(reader.Length, (end + alignment - 1) / alignment * alignment) : null;
    }

    private string? One()
    {
        var at = reader.At;
        var name = reader.Text(LongestName);
        var dimensions = reader.Number(4);
        if (dimensions > MostDimensions)
        {
            reader.Break("a tensor has more dimensions than tensors have");
            return null;
        }

        long values = 1;
        for (ulong i = 0; i < dimensions; i++) values = Times(values, (long)Math.Min(reader.Number(8 >> (reader.Version == 1 ? 1 : 0)), long.MaxValue));
        var (block, bytes) = Block((int)reader.Number(4));
        var offset = (long)Math.Min(reader.Number(8), long.MaxValue);
        if (reader.IsBroken) return null;
        var size = values < 0 ? long.MaxValue : block == 0 ? -1 : Times((values + block - 1) / block, bytes) is var product and >= 0 ? product : long.MaxValue;
        tensors.Add((name ?? "", at, offset, size));
        return name;
    }

    // -1 once a product does not fit, which no file can hold.
    private static long Times(long left, long right) => left < 0 || right < 0 || (right > 0 && left > (long.MaxValue >> 1) / right) ? -1 : left * right;

    // Values of one block and its bytes, by the number of the type; (0, 0) for a type that is newer than this table.
    private static (int Values, int Bytes) Block(int type) => type switch
    {
        0 or 26 => (1, 4),
        1 or 30 or 25 => (1, 2),
        24 => (1, 1),
        27 or 28 => (1, 8),
        2 or 20 => (32, 18),
        3 => (32, 20),
        6 => (32, 22),
        7 => (32, 24),
        8 => (32, 34),
        9 => (32, 36),
        10 => (256, 84),
        11 or 21 => (256, 110),
        12 => (256, 144),
        13 => (256, 176),
        14 => (256, 210),
        15 => (256, 292),
        16 => (256, 66),
        17 => (256, 74),
        18 => (256, 98),
        19 => (256, 50),
        22 => (256, 82),
        23 => (256, 136),
        29 => (256, 56),
        34 => (256, 54),
        35 => (256, 66),
        39 => (32, 17),
        _ => (0, 0),
    };
}
