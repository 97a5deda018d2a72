using System.Diagnostics;
using Plumbline.Guardrails.Models;

namespace Plumbline.Fuzz.Models;

/// <summary>Changes seeds, the same way each time, and judges what comes out: nothing may escape, and no input may take long.</summary>
public sealed class Rounds(IReadOnlyList<byte[]> seeds, int seed)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly Budget Small = new() { DecodedBytes = 16 << 20, MemberBytes = 4 << 20, Steps = 20_000_000, Members = 5_000 };
    private static readonly byte[] Opcodes = [.. "(.012FIJKLMNPQRSTUVXabcd}eghijl]opqrstu)GBC"u8, 0x80, 0x81, 0x82, 0x85, 0x86, 0x87, 0x8A, 0x8B, 0x8C, 0x8D, 0x8E, 0x8F, 0x90, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98];

    private readonly Random dice = new(seed);

    /// <summary>The input of the last round.</summary>
    public byte[] Last { get; private set; } = [];

    public TimeSpan Slowest { get; private set; }

    /// <summary>Inputs that were given.</summary>
    public int Count { get; set; }

    /// <summary>Of these, those that were still of a known format.</summary>
    public int Read { get; private set; }

    /// <summary>Judges one changed input; null where all went well, else what went wrong.</summary>
    public string? Once()
    {
        var bytes = seeds[dice.Next(seeds.Count)].ToList();
        for (var changes = dice.Next(1, 7); changes > 0; changes--) Change(bytes);
        Last = [.. bytes.Take(1 << 20)];
        var watch = Stopwatch.StartNew();
        try
        {
            var report = ModelJudge.Judge(new MemoryArtifact(Last), Small);
            if (report.Formats.Count > 0) Read++;
            if (report.Verdict == Verdict.Clean && (report.NotScanned.Count > 0 || report.Formats.Count == 0)) return "is called clean, and was not read whole";
        }
#pragma warning disable CA1031 // whatever escapes is what is looked for
        catch (Exception e)
#pragma warning restore CA1031
        {
            return e.ToString();
        }

        if (watch.Elapsed > Slowest) Slowest = watch.Elapsed;
        return watch.Elapsed > Patience ? $"took {watch.Elapsed.TotalSeconds:0} s" : null;
    }

    private void Change(List<byte> bytes)
    {
        var at = dice.Next(bytes.Count + 1);
        var length = Math.Min(bytes.Count - at, dice.Next(1, 48));
        switch (dice.Next(8))
        {
            case 0 when at < bytes.Count: bytes[at] ^= (byte)(1 << dice.Next(8)); break;
            case 1 when at < bytes.Count: bytes[at] = Opcodes[dice.Next(Opcodes.Length)]; break;
            case 2: bytes.Insert(at, Opcodes[dice.Next(Opcodes.Length)]); break;
            case 3: bytes.RemoveRange(at, length); break;
            case 4: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
            case 5:
                var other = seeds[dice.Next(seeds.Count)];
                bytes.InsertRange(at, other.Skip(dice.Next(other.Length)).Take(64));
                break;
            case 6 when at + 4 <= bytes.Count: (bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]) = (0xFF, 0xFF, 0xFF, (byte)(dice.Next(2) * 0x7F)); break;
            default: bytes.InsertRange(at, Enumerable.Repeat(Opcodes[dice.Next(Opcodes.Length)], dice.Next(1, 600))); break;
        }
    }
}
