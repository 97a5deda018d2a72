using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Plumbline.Guardrails.Tests.Models;

/// <summary>Writes zips whose headers say what a test wants.</summary>
internal static class Zips
{
    /// <summary>One member as its two headers state it.</summary>
    /// <param name="Local">Its name where it lies; null for the same.</param>
    public sealed record Entry(string Name, byte[] Content, bool Deflate = false, int Flags = 0, bool Listed = true, bool WrongChecksum = false, int? Size = null, string? Local = null, int? LocalMethod = null, int? Method = null, int Mode = 0);

    public static byte[] Of(params Entry[] entries)
    {
        using var held = new MemoryStream();
        using var directory = new MemoryStream();
        foreach (var entry in entries)
        {
            var body = entry.Deflate ? Deflated(entry.Content) : entry.Content;
            var at = (int)held.Length;
            var method = entry.Method ?? (entry.Deflate ? 8 : 0);
            Header(held, "PK\u0003\u0004"u8, 26, entry, entry.Local ?? entry.Name, entry.LocalMethod ?? method, body.Length, 0, at);
            held.Write(body);
            if (entry.Listed) Header(directory, "PK\u0001\u0002"u8, 42, entry, entry.Name, method, body.Length, entry.Mode, at);
        }

        var start = (int)held.Length;
        held.Write(directory.ToArray());
        Span<byte> end = stackalloc byte[22];
        "PK\u0005\u0006"u8.CopyTo(end);
        BinaryPrimitives.WriteInt16LittleEndian(end[8..], (short)entries.Count(e => e.Listed));
        BinaryPrimitives.WriteInt16LittleEndian(end[10..], (short)entries.Count(e => e.Listed));
        BinaryPrimitives.WriteInt32LittleEndian(end[12..], (int)directory.Length);
        BinaryPrimitives.WriteInt32LittleEndian(end[16..], start);
        held.Write(end);
        return held.ToArray();
    }

    public static byte[] Deflated(byte[] content)
    {
        using var held = new MemoryStream();
        using (var packed = new DeflateStream(held, CompressionLevel.Optimal, leaveOpen: true)) packed.Write(content);
        return held.ToArray();
    }

    private static uint Checksum(byte[] content)
    {
        var sum = 0xFFFFFFFFu;
        foreach (var b in content)
        {
            sum ^= b;
            for (var bit = 0; bit < 8; bit++) sum = (sum & 1) != 0 ? (sum >> 1) ^ 0xEDB88320 : sum >> 1;
        }

        return ~sum;
    }

    private static void Header(MemoryStream to, ReadOnlySpan<byte> sign, int nameAt, Entry entry, string name, int method, int packed, int mode, int offset)
    {
        var central = nameAt == 42;
        var bytes = Encoding.UTF8.GetBytes(name);
        Span<byte> head = stackalloc byte[central ? 46 : 30];
        head.Clear();
        sign.CopyTo(head);
        var at = central ? 2 : 0;
        BinaryPrimitives.WriteInt16LittleEndian(head[(6 + at)..], (short)entry.Flags);
        BinaryPrimitives.WriteInt16LittleEndian(head[(8 + at)..], (short)method);
        BinaryPrimitives.WriteUInt32LittleEndian(head[(14 + at)..], entry.WrongChecksum ? 0xDEADBEEF : Checksum(entry.Content));
        BinaryPrimitives.WriteInt32LittleEndian(head[(18 + at)..], entry.Size ?? packed);
        BinaryPrimitives.WriteInt32LittleEndian(head[(22 + at)..], entry.Content.Length);
        BinaryPrimitives.WriteInt16LittleEndian(head[(26 + at)..], (short)bytes.Length);
        if (central)
        {
            BinaryPrimitives.WriteInt32LittleEndian(head[38..], mode << 16);
            BinaryPrimitives.WriteInt32LittleEndian(head[42..], offset);
        }

        to.Write(head);
        to.Write(bytes);
    }
}
