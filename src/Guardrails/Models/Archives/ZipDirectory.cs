using System.Buffers.Binary;
using System.Text;

namespace Plumbline.Guardrails.Models.Archives;

/// <summary>Reads the headers of a zip twice: as its directory lists the members, and as they lie in the file.</summary>
internal static class ZipDirectory
{
    private const int LongestComment = ushort.MaxValue;
    private const int MostEntries = 200_000;
    private const long Farthest = 1L << 33;
    private const long MostZeros = 1L << 28;
    private const long TooFar = -2;

    /// <summary>Where the end record begins; -1 where there is none.</summary>
    public static long EndRecord(Artifact artifact)
    {
        var start = Math.Max(0, artifact.Length - LongestComment - 22);
        var tail = artifact.Slice(start, (int)(artifact.Length - start));
        for (var at = tail.LastIndexOf("PK\u0005\u0006"u8); at >= 0; at = tail[..at].LastIndexOf("PK\u0005\u0006"u8))
        {
            if (tail.Length - at >= 22) return start + at;
        }

        return -1;
    }

    /// <summary>The members that the directory lists.</summary>
    public static List<ZipEntry> Listed(Artifact artifact, long end)
    {
        var record = artifact.Slice(end, 22).ToArray().AsSpan();
        var (size, offset) = ((long)BinaryPrimitives.ReadUInt32LittleEndian(record[12..]), (long)BinaryPrimitives.ReadUInt32LittleEndian(record[16..]));
        if (offset == uint.MaxValue || size == uint.MaxValue) (size, offset) = Wide(artifact, end, size, offset);

        // What is prepended moves everything; the directory ends where the end record begins.
        var at = artifact.Has(end - size, "PK\u0001\u0002"u8) ? end - size : offset;
        var moved = artifact.Has(end - size, "PK\u0001\u0002"u8) ? Math.Max(0, end - size - offset) : 0;
        var found = new List<ZipEntry>();
        Span<byte> head = stackalloc byte[46];
        while (found.Count < MostEntries)
        {
            artifact.Slice(at, 46).CopyTo(head);
            if (at + 46 > artifact.Length || !head.StartsWith("PK\u0001\u0002"u8)) break;
            var (name, extra, comment) = (BinaryPrimitives.ReadUInt16LittleEndian(head[28..]), BinaryPrimitives.ReadUInt16LittleEndian(head[30..]), BinaryPrimitives.ReadUInt16LittleEndian(head[32..]));
            found.Add(Entry(artifact, at, head, name, extra, moved));
            at += 46 + name + extra + comment;
        }

        return found;
    }

    /// <summary>The members as they lie one behind the other, whatever the directory says.</summary>
    public static IEnumerable<ZipEntry> Lying(Artifact artifact, Judgement judgement, IReadOnlyDictionary<long, ZipEntry> listed)
    {
        for (var (at, found) = (0L, 0); found < MostEntries && judgement.Step(); found++)
        {
            var from = at;
            at = Next(artifact, at);
            if (at == TooFar) judgement.NotScanned("more lies between the members than is looked through", from);
            if (at < 0 || Local(artifact, at) is not { } entry) yield break;
            yield return entry;
            var packed = listed.TryGetValue(at, out var known) ? Math.Max(known.Packed, entry.Packed) : entry.Packed;
            at = Math.Max(at + 4, packed > 0 && entry.Data + packed <= artifact.Length ? entry.Data + packed : entry.Data);
        }
    }

    /// <summary>The local header at a place; null where none is.</summary>
    public static ZipEntry? Local(Artifact artifact, long at)
    {
        var head = artifact.Slice(at, 30);
        if (head.Length < 30 || !head.StartsWith("PK\u0003\u0004"u8)) return null;
        var (flags, method) = (BinaryPrimitives.ReadUInt16LittleEndian(head[6..]), BinaryPrimitives.ReadUInt16LittleEndian(head[8..]));
        long packed = BinaryPrimitives.ReadUInt32LittleEndian(head[18..]), size = BinaryPrimitives.ReadUInt32LittleEndian(head[22..]);
        var (name, extra) = (BinaryPrimitives.ReadUInt16LittleEndian(head[26..]), BinaryPrimitives.ReadUInt16LittleEndian(head[28..]));
        var title = Text(artifact.Slice(at + 30, name), flags);
        if (packed == uint.MaxValue || size == uint.MaxValue)
        {
            long header = 0;
            Widen(artifact.Slice(at + 30 + name, extra), ref size, ref packed, ref header);
        }

        if ((flags & 8) != 0 && packed == 0) packed = -1;
        return new ZipEntry(title, method, flags, packed, size, at, at + 30 + name + extra, 0);
    }

    private static ZipEntry Entry(Artifact artifact, long at, ReadOnlySpan<byte> head, int nameLength, int extraLength, long moved)
    {
        var (flags, method) = (BinaryPrimitives.ReadUInt16LittleEndian(head[8..]), BinaryPrimitives.ReadUInt16LittleEndian(head[10..]));
        long packed = BinaryPrimitives.ReadUInt32LittleEndian(head[20..]), size = BinaryPrimitives.ReadUInt32LittleEndian(head[24..]), header = BinaryPrimitives.ReadUInt32LittleEndian(head[42..]);
        var mode = (int)(BinaryPrimitives.ReadUInt32LittleEndian(head[38..]) >> 16);
        var name = Text(artifact.Slice(at + 46, nameLength), flags);
        Widen(artifact.Slice(at + 46 + nameLength, extraLength), ref size, ref packed, ref header);
        if (artifact.Has(header + moved, "PK\u0003\u0004"u8) || !artifact.Has(header, "PK\u0003\u0004"u8)) header += moved;
        return new ZipEntry(name, method, flags, packed, size, header, Local(artifact, header)?.Data ?? -1, mode);
    }

    // The 64-bit fields stand in the extra field in this order, each only where the short one is full.
    private static void Widen(ReadOnlySpan<byte> extra, ref long size, ref long packed, ref long header)
    {
        while (extra.Length >= 4)
        {
            var (id, length) = (BinaryPrimitives.ReadUInt16LittleEndian(extra), BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]));
            var field = extra[4..Math.Min(extra.Length, 4 + length)];
            extra = extra[Math.Min(extra.Length, 4 + length)..];
            if (id != 1) continue;
            if (size == uint.MaxValue) size = Long(ref field);
            if (packed == uint.MaxValue) packed = Long(ref field);
            if (header == uint.MaxValue) header = Long(ref field);
        }

        static long Long(ref ReadOnlySpan<byte> field)
        {
            if (field.Length < 8) return uint.MaxValue;
            var value = Math.Max(0, BinaryPrimitives.ReadInt64LittleEndian(field));
            field = field[8..];
            return value;
        }
    }

    private static (long Size, long Offset) Wide(Artifact artifact, long end, long size, long offset)
    {
        var locator = artifact.Slice(end - 20, 20).ToArray().AsSpan();
        if (locator.Length < 20 || !locator.StartsWith("PK\u0006\u0007"u8)) return (size, offset);
        var record = artifact.Slice(BinaryPrimitives.ReadInt64LittleEndian(locator[8..]), 56);
        if (record.Length < 56 || !record.StartsWith("PK\u0006\u0006"u8)) return (size, offset);
        return (BinaryPrimitives.ReadInt64LittleEndian(record[40..]), BinaryPrimitives.ReadInt64LittleEndian(record[48..]));
    }

    private static long Next(Artifact artifact, long from)
    {
        var zeros = 0L;
        for (var start = from; from >= 0 && from < artifact.Length;)
        {
            if (from - start > Farthest || zeros > MostZeros) return TooFar;
            var piece = artifact.Slice(from, 1 << 16);
            zeros = piece.IndexOfAnyExcept((byte)0) < 0 ? zeros + piece.Length : 0;
            var found = piece.IndexOf("PK\u0003\u0004"u8);
            if (found >= 0) return from + found;
            if (piece.Length < 4 || from + piece.Length >= artifact.Length) return -1;
            from += piece.Length - 3;
        }

        return -1;
    }

    private static string Text(ReadOnlySpan<byte> name, int flags) => (flags & 0x800) != 0 || System.Text.Unicode.Utf8.IsValid(name) ? Encoding.UTF8.GetString(name) : Encoding.Latin1.GetString(name);
}
