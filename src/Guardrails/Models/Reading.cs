using System.Buffers.Binary;
using System.Text;

namespace Plumbline.Guardrails.Models;

/// <summary>Numbers and texts of an artifact; what lies outside reads as nothing.</summary>
internal static class Reading
{
    public static byte Byte(this Artifact from, long at) => from.Slice(at, 1) is [var b] ? b : (byte)0;

    public static ushort UInt16(this Artifact from, long at) => from.Slice(at, 2) is { Length: 2 } s ? BinaryPrimitives.ReadUInt16LittleEndian(s) : (ushort)0;

    public static uint UInt32(this Artifact from, long at) => from.Slice(at, 4) is { Length: 4 } s ? BinaryPrimitives.ReadUInt32LittleEndian(s) : 0;

    public static ulong UInt64(this Artifact from, long at) => from.Slice(at, 8) is { Length: 8 } s ? BinaryPrimitives.ReadUInt64LittleEndian(s) : 0;

    /// <summary>A length or offset; what no file can hold reads as the largest number.</summary>
    public static long Int64(this Artifact from, long at) => (long)Math.Min(from.UInt64(at), long.MaxValue);

    /// <summary>A text in UTF-8, cut at a bound.</summary>
    public static string Text(this Artifact from, long at, long length, int most = 1 << 20) => Encoding.UTF8.GetString(from.Slice(at, (int)Math.Clamp(length, 0, most)));
}
