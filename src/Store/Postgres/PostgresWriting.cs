using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Npgsql;
using NpgsqlTypes;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Projections;
using Plumbline.Store.Records;

namespace Plumbline.Store.Postgres;

/// <summary>One transaction of the only writer. Records and rows are gathered and sent when it is committed.</summary>
internal sealed class PostgresWriting : IWriting
{
    private readonly string place;
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;
    private readonly ArrayBufferWriter<byte> records = new(1 << 16);
    private readonly Dictionary<string, PostgresRows> rows = [];

    public PostgresWriting(string place, NpgsqlConnection connection)
    {
        (this.place, this.connection) = (place, connection);
        transaction = connection.BeginTransaction();
        connection.Run($"select pg_advisory_xact_lock({PostgresStore.Turn})");
        Tip = connection.ReadTip();
        records.Write(CopyRows.Signature);
    }

    public Tip Tip { get; }

    public void Add(in RecordView record)
    {
        Write(9);
        Field(8);
        BinaryPrimitives.WriteInt64BigEndian(records.GetSpan(8), record.Number);
        records.Advance(8);
        Field(record.Time);
        Field(record.Moment);
        Field(record.Kind);
        Field(record.Estate);
        Field(record.Subject);
        Field(record.Actor);
        Field(record.Body);
        Field(record.Hash);
    }

    private void Write(short count)
    {
        BinaryPrimitives.WriteInt16BigEndian(records.GetSpan(2), count);
        records.Advance(2);
    }

    private void Field(int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(records.GetSpan(4), length);
        records.Advance(4);
    }

    private void Field(ReadOnlySpan<byte> bytes)
    {
        Field(bytes.Length);
        records.Write(bytes);
    }

    public IRows Rows(string projection)
    {
        if (!rows.TryGetValue(projection, out var found)) rows[projection] = found = new PostgresRows(place, connection, projection);
        return found;
    }

    public void Clear(string projection) => Faults.Guard(place, () =>
    {
        using var command = new NpgsqlCommand("delete from plumbline.projections where projection = $1", connection);
        command.Parameters.AddWithValue(projection);
        command.ExecuteNonQuery();
    });

    public void Commit(Tip tip) => Faults.Guard(place, () =>
    {
        Write(-1);
        using (var copy = connection.BeginRawBinaryCopy($"copy plumbline.records ({CopyRows.Columns}) from stdin (format binary)")) copy.Write(records.WrittenSpan);
        foreach (var found in rows.Values) found.Flush();
        using var command = new NpgsqlCommand("insert into plumbline.tip values (1, $1, $2, $3) on conflict (one) do update set number = $1, hash = $2, time = $3", connection);
        command.Parameters.AddWithValue(tip.Number);
        command.Parameters.AddWithValue(tip.Hash.ToArray());
        command.Parameters.AddWithValue(Instant.Write(tip.Time));
        command.ExecuteNonQuery();
        transaction.Commit();
    });

    public void Dispose()
    {
        transaction.Dispose();
        connection.Dispose();
    }
}

/// <summary>The rows of one projection within a transaction; what is put and removed is sent at the end, in two statements.</summary>
internal sealed class PostgresRows(string place, NpgsqlConnection connection, string projection) : IRows
{
    private readonly Dictionary<string, Row?> changed = new(StringComparer.Ordinal);

    public Row? Get(string key) => changed.TryGetValue(key, out var row) ? row : Faults.Guard(place, () =>
    {
        using var command = new NpgsqlCommand("select number, body from plumbline.projections where projection = $1 and key = $2", connection);
        command.Parameters.AddWithValue(projection);
        command.Parameters.AddWithValue(key);
        using var reader = command.ExecuteReader();
        return reader.Read() ? new Row(key, reader.GetInt64(0), reader.GetString(1)) : null;
    });

    public void Put(Row row) => changed[row.Key] = row;

    public void Remove(string key) => changed[key] = null;

    public void Put(ReadOnlySpan<byte> key, long number) => Put(new Row(Encoding.UTF8.GetString(key), number, ""));

    public void Remove(ReadOnlySpan<byte> key) => Remove(Encoding.UTF8.GetString(key));

    public void Flush()
    {
        var gone = changed.Where(c => c.Value is null).Select(c => c.Key).ToArray();
        var put = changed.Values.OfType<Row>().ToArray();
        if (gone.Length > 0) Send("delete from plumbline.projections where projection = $1 and key = any($2)", Texts(gone));
        if (put.Length == 0) return;
        Send(
            """
            insert into plumbline.projections select $1, * from unnest($2, $3, $4)
            on conflict (projection, key) do update set number = excluded.number, body = excluded.body
            """,
            Texts([.. put.Select(r => r.Key)]), new NpgsqlParameter { Value = put.Select(r => r.Number).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
            Texts([.. put.Select(r => r.Body)]));
    }

    private static NpgsqlParameter Texts(string[] texts) => new() { Value = texts, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    private void Send(string sql, params NpgsqlParameter[] values)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddWithValue(projection);
        command.Parameters.AddRange(values);
        command.ExecuteNonQuery();
    }
}
