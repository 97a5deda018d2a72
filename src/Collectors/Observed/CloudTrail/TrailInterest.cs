using System.Buffers.Binary;

namespace Plumbline.Collectors.Observed.CloudTrail;

/// <summary>Which events anything is read from, remembered by the bytes of their source and name.</summary>
/// <param name="names">Texts that repeat.</param>
internal sealed class TrailInterest(Interned names)
{
    private const int Most = 1024;
    private readonly (byte[] Source, byte[] Name, bool Has)[] known = new (byte[], byte[], bool)[Most];

    /// <summary>True where something is read from the event; both texts are ASCII.</summary>
    public bool Has(ReadOnlySpan<byte> source, ReadOnlySpan<byte> name)
    {
        ref var slot = ref known[Slot(source, name)];
        if (slot.Name is not null && name.SequenceEqual(slot.Name) && source.SequenceEqual(slot.Source)) return slot.Has;
        var (eventSource, eventName) = (names.Text(source), names.Text(name));
        slot = (source.ToArray(), name.ToArray(), TrailEvents.Of(eventSource, eventName) is not null || TrailWrites.Reads(eventSource, eventName));
        return slot.Has;
    }

    private static int Slot(ReadOnlySpan<byte> source, ReadOnlySpan<byte> name)
    {
        var mixed = (Edge(source) * 31) ^ Edge(name) ^ ((ulong)name.Length << 56) ^ (source.Length < 8 || name.Length < 16 ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(name[8..]) * 0x9E3779B97F4A7C15);
        return (int)((mixed ^ (mixed >> 29)) * 0x9E3779B97F4A7C15 >> 54);
    }

    private static ulong Edge(ReadOnlySpan<byte> text) =>
        text.Length < 8 ? (ulong)text.Length : BinaryPrimitives.ReadUInt64LittleEndian(text) ^ (BinaryPrimitives.ReadUInt64LittleEndian(text[^8..]) * 0x9E3779B97F4A7C15);
}
