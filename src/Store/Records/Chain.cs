using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Plumbline.Store.Records;

/// <summary>
/// The hash of a record over that of the one before: SHA-256 of the previous hash, the number (8 bytes, big-endian), each text in the order
/// time, moment, kind, estate, subject, actor as its length (4 bytes, big-endian) and UTF-8, and the SHA-256 of the body.
/// </summary>
public sealed class Chain
{
    /// <summary>Bytes of a hash.</summary>
    public const int Length = 32;

    private byte[] buffer = new byte[1024];

    /// <summary>What stands before the first record: zeros.</summary>
    public static ReadOnlySpan<byte> Start => new byte[Length];

    /// <summary>Computes a record's hash.</summary>
    /// <param name="previous">The hash of the record before, or <see cref="Start"/>.</param>
    /// <param name="number">The record's place.</param>
    /// <param name="record">The record; its own number and hash are not read.</param>
    /// <param name="body">The SHA-256 of its body.</param>
    /// <param name="hash">Receives the hash.</param>
    public void Next(ReadOnlySpan<byte> previous, long number, in RecordView record, ReadOnlySpan<byte> body, Span<byte> hash)
    {
        var need = (2 * Length) + 8 + (6 * 4) + record.Time.Length + record.Moment.Length + record.Kind.Length
            + record.Estate.Length + record.Subject.Length + record.Actor.Length;
        if (buffer.Length < need) buffer = new byte[need * 2];
        previous.CopyTo(buffer);
        BinaryPrimitives.WriteInt64BigEndian(buffer.AsSpan(Length), number);
        var at = Length + 8;
        Add(record.Time, ref at);
        Add(record.Moment, ref at);
        Add(record.Kind, ref at);
        Add(record.Estate, ref at);
        Add(record.Subject, ref at);
        Add(record.Actor, ref at);
        body.CopyTo(buffer.AsSpan(at));
        SHA256.HashData(buffer.AsSpan(0, at + Length), hash);
    }

    private void Add(ReadOnlySpan<byte> text, ref int at)
    {
        BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(at), text.Length);
        text.CopyTo(buffer.AsSpan(at + 4));
        at += 4 + text.Length;
    }
}
