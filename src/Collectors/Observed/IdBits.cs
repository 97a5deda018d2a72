using System.Buffers.Binary;

namespace Plumbline.Collectors.Observed;

/// <summary>The 16 bytes of an id, in the order of its text.</summary>
/// <remarks>Not <see cref="UInt128"/>: code whose types hold one is never compiled ahead of time.</remarks>
/// <param name="High">The first eight.</param>
/// <param name="Low">The last eight.</param>
internal readonly record struct IdBits(ulong High, ulong Low) : IComparable<IdBits>
{
    public static readonly IdBits Most = new(ulong.MaxValue, ulong.MaxValue);

    public bool IsZero => (High | Low) == 0;

    public static IdBits Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));

    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Low);
    }

    public int CompareTo(IdBits other) => High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);

    public static IdBits operator ^(IdBits left, IdBits right) => new(left.High ^ right.High, left.Low ^ right.Low);
}
