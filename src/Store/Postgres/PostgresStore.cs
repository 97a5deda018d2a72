using System.Text;
using Npgsql;
using Plumbline.Posture.Assets;
using Plumbline.Store.Cabinets;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Records;

namespace Plumbline.Store.Postgres;

/// <summary>A ledger in a PostgreSQL database, in the schema `plumbline`. Records travel in the binary copy format, as the bytes that are hashed.</summary>
public sealed class PostgresStore : IRecordStore
{
    /// <summary>The lock that writers wait for; any number will do that nobody else takes.</summary>
    internal const long Turn = 0x706c756d62;

    // Bodies stay as they are: nothing is compressed, so that a dump can be searched.
    private const string Shape = """
        create schema if not exists plumbline;
        create table if not exists plumbline.records (
          number bigint primary key, time text not null, moment text not null, kind text not null, estate text not null,
          subject text not null, actor text not null, body text not null, hash bytea not null);
        alter table plumbline.records alter column body set storage external;
        create index if not exists records_by_subject on plumbline.records using hash (subject);
        create index if not exists records_of_acts on plumbline.records (number) where kind not in ('claim', 'claim-gone');
        create table if not exists plumbline.tip (one int primary key check (one = 1), number bigint not null, hash bytea not null, time text not null);
        create table if not exists plumbline.projections (
          projection text collate "C" not null, key text collate "C" not null, number bigint not null, body text not null, primary key (projection, key));
        create or replace function plumbline.stay() returns trigger language plpgsql as $$ begin raise exception 'records are never changed'; end $$;
        create or replace trigger records_stay before update or delete or truncate on plumbline.records execute function plumbline.stay();
        """;

    private readonly NpgsqlDataSource source;
    private int isDisposed;

    /// <summary>Opens the ledger in a database, and makes it where it is not there.</summary>
    /// <param name="address">`postgres://user:password@host:5432/database`, or a connection string of Npgsql.</param>
    public PostgresStore(string address)
    {
        var settings = Address.Read(address);
        Place = $"{settings.Host}/{settings.Database}";
        source = Connections.Take(settings.ConnectionString);
        try
        {
            Faults.Guard(Place, () =>
            {
                using var connection = source.OpenConnection();
                Engine = "PostgreSQL " + connection.ServerVersion;
                // A store of this shape is opened without a lock that whoever writes it would have to give.
                if (Version(connection) < StoreVersion.Current) Bring(connection);
            });
        }
        catch (LedgerException)
        {
            Connections.Give(source);
            throw;
        }
    }

    private long Version(NpgsqlConnection connection)
    {
        var version = connection.ReadNumber("select count(*) from pg_tables where schemaname = 'plumbline' and tablename = 'shape'") == 0 ? 0 : connection.ReadNumber("select coalesce(max(version), 0) from plumbline.shape");
        StoreVersion.Check(Place, version);
        return version;
    }

    private void Bring(NpgsqlConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        connection.Run($"select pg_advisory_xact_lock({Turn})");
        connection.Run("create schema if not exists plumbline; create table if not exists plumbline.shape (one int primary key check (one = 1), version bigint not null)");
        // Somebody else may have brought it forward while this one waited.
        if (Version(connection) < StoreVersion.Current)
        {
            connection.Run(Shape + PostgresCabinet.Shape);
            connection.Run($"insert into plumbline.shape values (1, {StoreVersion.Current}) on conflict (one) do update set version = excluded.version");
        }

        transaction.Commit();
    }

    /// <inheritdoc/>
    public string Place { get; }

    /// <inheritdoc/>
    public string Engine { get; private set; } = "PostgreSQL";

    /// <inheritdoc/>
    public ICabinet Cabinet => new PostgresCabinet(Place, source);

    /// <inheritdoc/>
    public Tip Tip => Faults.Guard(Place, () =>
    {
        using var connection = source.OpenConnection();
        return connection.ReadTip();
    });

    /// <inheritdoc/>
    public IWriting Begin() => Faults.Guard(Place, () => new PostgresWriting(Place, source.OpenConnection()));

    /// <inheritdoc/>
    public void Read(long after, RecordVisitor visit) => Copy($"where number > {after}", visit);

    /// <inheritdoc/>
    public void ReadSubject(string subject, RecordVisitor visit) => Copy($"where subject = {Quoted(subject)}", visit);

    /// <inheritdoc/>
    public void ReadActs(long before, RecordKind? kind, RecordVisitor visit) =>
        Copy($"where {Acts.Condition} and number < {before}{(kind is { } only ? $" and kind = {Quoted(only.Name())}" : "")}", visit, "desc");

    // A copy takes no parameters.
    private static string Quoted(string text) => $"'{text.Replace("\0", "", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";

    private void Copy(string which, RecordVisitor visit, string order = "asc") => Faults.Guard(Place, () =>
    {
        using var connection = source.OpenConnection();
        using var stream = connection.BeginRawBinaryCopy($"copy (select {CopyRows.Columns} from plumbline.records {which} order by number {order}) to stdout (format binary)");
        var rows = new CopyRows(stream);
        if (!rows.Show(visit)) stream.Cancel();
    });

    /// <inheritdoc/>
    public void ReadRows(string projection, string prefix, RowVisitor visit) => Faults.Guard(Place, () =>
    {
        using var connection = source.OpenConnection();
        using var command = new NpgsqlCommand("select key, number, body from plumbline.projections where projection = $1 and starts_with(key, $2)", connection);
        command.Parameters.AddWithValue(projection);
        command.Parameters.AddWithValue(prefix);
        using var reader = command.ExecuteReader();
        while (reader.Read()) visit(Encoding.UTF8.GetBytes(reader.GetString(0)), reader.GetInt64(1), Encoding.UTF8.GetBytes(reader.GetString(2)));
    });

    /// <inheritdoc/>
    public IReadOnlyList<string> Check() => [];

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref isDisposed, 1) == 0) Connections.Give(source);
    }
}
