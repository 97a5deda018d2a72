namespace Plumbline.Fuzz;

/// <summary>Changes bytes the way broken and hostile files do: flips, cuts, repeats, splices, deep nesting.</summary>
internal sealed class Mutator(int seed)
{
    private static readonly byte[][] Words =
    [
        "\""u8.ToArray(), "{"u8.ToArray(), "}"u8.ToArray(), "["u8.ToArray(), "]"u8.ToArray(), ":"u8.ToArray(), "\\u0000"u8.ToArray(), "1e999"u8.ToArray(),
        "null"u8.ToArray(), "&a "u8.ToArray(), "*a"u8.ToArray(), "\n"u8.ToArray(), "\t"u8.ToArray(), [0xFF, 0xFE], [0x1F, 0x8B], [0], "?."u8.ToArray(), "all(x,"u8.ToArray(),
    ];

    private readonly Random random = new(seed);

    public byte[] Change(byte[] from, byte[] other)
    {
        var bytes = from.ToList();
        for (var i = random.Next(1, 6); i > 0; i--) Once(bytes, other);
        return [.. bytes.Take(1 << 20)];
    }

    public int Next(int below) => random.Next(below);

    private void Once(List<byte> bytes, byte[] other)
    {
        var at = bytes.Count == 0 ? 0 : random.Next(bytes.Count);
        var length = Math.Min(bytes.Count - at, random.Next(1, 64));
        switch (random.Next(7))
        {
            case 0 when bytes.Count > 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
            case 1: bytes.RemoveRange(at, bytes.Count - at); break;
            case 2: bytes.RemoveRange(at, length); break;
            case 3: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
            case 4: bytes.InsertRange(at, other.Skip(random.Next(other.Length + 1)).Take(length)); break;
            case 5: bytes.InsertRange(at, Enumerable.Repeat((byte)"[{(-&"[random.Next(5)], random.Next(2000))); break;
            default: bytes.InsertRange(at, Words[random.Next(Words.Length)]); break;
        }
    }
}
