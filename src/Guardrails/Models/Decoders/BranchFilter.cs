using System.Buffers.Binary;

namespace Plumbline.Guardrails.Models.Decoders;

/// <summary>Undoes the filter that packers put before LZMA for x86: targets of calls and jumps are written as absolute addresses.</summary>
public static class BranchFilter
{
    private const int Length = 5;   // an opcode and its target

    /// <summary>Undoes it in place, for a stream that begins at address 0.</summary>
    public static void Undo(Span<byte> code)
    {
        var mask = 0;        // which of the three bytes before may have been opcodes
        var last = -1;
        for (var at = 0; at + Length <= code.Length; at++)
        {
            if ((code[at] & 0xfe) != 0xe8) continue;
            var distance = at - last;
            mask = last < 0 || distance > 3 ? 0 : mask << (distance - 1) & 7;
            last = at;
            if (mask != 0 && (mask is 3 or > 4 || IsFar(code[at + 4 - Bits(mask)])) || !IsFar(code[at + 4]))
            {
                mask = mask << 1 & 7 | 1;
                continue;
            }

            Convert(code[(at + 1)..], (uint)(at + Length), mask);
            at += Length - 1;
            mask = 0;
            last = at;
        }
    }

    private static void Convert(Span<byte> target, uint next, int mask)
    {
        var from = BinaryPrimitives.ReadUInt32LittleEndian(target);
        var to = from - next;
        while (mask != 0 && IsFar((byte)(to >> (24 - 8 * Bits(mask)))))
        {
            from = to ^ ((1u << (32 - 8 * Bits(mask))) - 1);
            to = from - next;
        }

        to = (to & 0x1ffffff) | ((to & 0x1000000) != 0 ? 0xff000000 : 0);
        BinaryPrimitives.WriteUInt32LittleEndian(target, to);
    }

    private static int Bits(int mask) => mask switch { 0 => 0, 1 => 1, 2 or 3 => 2, _ => 3 };

    private static bool IsFar(byte high) => high is 0 or 0xff;
}
