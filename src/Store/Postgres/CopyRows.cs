using System.Buffers.Binary;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Records;

namespace Plumbline.Store.Postgres;

/// <summary>Records in PostgreSQL's binary copy format: a head of 19 bytes, then rows of a count and, for each field, its length and bytes; a count of -1 ends it.</summary>
internal sealed class CopyRows(Stream stream)
{
    public const string Columns = "number, time, moment, kind, estate, subject, actor, body, hash";
    private const int Fields = 9;
    private const int Head = 19;
    private byte[] buffer = new byte[1 << 18];
    private int start, end;

    /// <summary>The head of a copy to the server.</summary>
    public static ReadOnlySpan<byte> Signature => [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', (byte)'\n', 0xff, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>Shows every record; false where the visitor stopped.</summary>
    public bool Show(RecordVisitor visit)
    {
        Need(Head);
        start += Head;
        Span<int> lengths = stackalloc int[Fields];
        while (true)
        {
            Need(2);
            if (BinaryPrimitives.ReadInt16BigEndian(buffer.AsSpan(start)) != Fields) return true;
            var size = Measure(lengths);
            var keep = visit(View(lengths));
            start += size;
            if (!keep) return false;
        }
    }

    private int Measure(Span<int> lengths)
    {
        var at = 2;
        for (var i = 0; i < Fields; i++)
        {
            Need(at + 4);
            lengths[i] = Math.Max(0, BinaryPrimitives.ReadInt32BigEndian(buffer.AsSpan(start + at)));
            at += 4 + lengths[i];
        }

        Need(at);
        return at;
    }

    private RecordView View(scoped ReadOnlySpan<int> lengths)
    {
        var at = start + 6;
        var number = BinaryPrimitives.ReadInt64BigEndian(buffer.AsSpan(at));
        at += lengths[0];
        return new RecordView
        {
            Number = number, Time = Field(lengths[1], ref at), Moment = Field(lengths[2], ref at), Kind = Field(lengths[3], ref at), Estate = Field(lengths[4], ref at),
            Subject = Field(lengths[5], ref at), Actor = Field(lengths[6], ref at), Body = Field(lengths[7], ref at), Hash = Field(lengths[8], ref at),
        };
    }

    private ReadOnlySpan<byte> Field(int length, scoped ref int at)
    {
        var field = buffer.AsSpan(at + 4, length);
        at += 4 + length;
        return field;
    }

    private void Need(int count)
    {
        while (end - start < count)
        {
            if (start > 0 && buffer.Length - start < Math.Max(count, buffer.Length / 2))
            {
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                (start, end) = (0, end - start);
            }

            if (buffer.Length - start < count) Array.Resize(ref buffer, Math.Max(buffer.Length * 2, start + count));
            var read = stream.Read(buffer.AsSpan(end));
            if (read == 0) throw new IOException("the copy ended early");
            end += read;
        }
    }
}
