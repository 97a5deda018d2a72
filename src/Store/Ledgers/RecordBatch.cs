using System.Security.Cryptography;
using Plumbline.Store.Records;

namespace Plumbline.Store.Ledgers;

/// <summary>Some records that were read, side by side in one buffer, each with the digest of its body.</summary>
internal sealed class RecordBatch
{
    private const int Most = 1024;
    private const int Enough = 1 << 19;
    private const int Parts = 9;
    private readonly long[] numbers = new long[Most];
    private readonly int[] ends = new int[Most * Parts];
    private byte[] bytes = new byte[Enough];
    private int used;

    public int Count { get; private set; }

    public bool IsFull => Count == Most || used > Enough;

    public RecordView this[int at] => new()
    {
        Number = numbers[at], Time = Part(at, 0), Moment = Part(at, 1), Kind = Part(at, 2), Estate = Part(at, 3),
        Subject = Part(at, 4), Actor = Part(at, 5), Body = Part(at, 6), Hash = Part(at, 7),
    };

    /// <summary>The SHA-256 of a record's body.</summary>
    public ReadOnlySpan<byte> Digest(int at) => Part(at, 8);

    public void Clear() => (Count, used) = (0, 0);

    public void Add(in RecordView record)
    {
        numbers[Count] = record.Number;
        var end = Count * Parts;
        Put(record.Time, ref end);
        Put(record.Moment, ref end);
        Put(record.Kind, ref end);
        Put(record.Estate, ref end);
        Put(record.Subject, ref end);
        Put(record.Actor, ref end);
        Put(record.Body, ref end);
        Put(record.Hash, ref end);
        SHA256.HashData(record.Body, Room(Chain.Length));
        ends[end] = used += Chain.Length;
        Count++;
    }

    private ReadOnlySpan<byte> Part(int at, int part)
    {
        var end = (at * Parts) + part;
        var start = end == 0 ? 0 : ends[end - 1];
        return bytes.AsSpan(start, ends[end] - start);
    }

    private void Put(ReadOnlySpan<byte> part, ref int end)
    {
        part.CopyTo(Room(part.Length));
        ends[end++] = used += part.Length;
    }

    private Span<byte> Room(int length)
    {
        if (used + length > bytes.Length) Array.Resize(ref bytes, Math.Max(bytes.Length * 2, used + length));
        return bytes.AsSpan(used, length);
    }
}
