using Plumbline.Store.Ledgers;
using Plumbline.Store.Projections;
using Plumbline.Store.Records;

namespace Plumbline.Store.Sqlite;

/// <summary>One transaction of the only writer.</summary>
internal sealed class SqliteWriting(Database database, Tip tip) : IWriting
{
    private readonly Statement add = database.Prepare("insert into records values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
    private readonly Dictionary<string, SqliteRows> rows = [];
    private bool isDone;

    public Tip Tip => tip;

    public void Add(in RecordView record) => add.Bind(1, record.Number).Bind(2, record.Time).Bind(3, record.Moment).Bind(4, record.Kind).Bind(5, record.Estate)
        .Bind(6, record.Subject).Bind(7, record.Actor).Bind(8, record.Body).BindBlob(9, record.Hash).Run();

    public IRows Rows(string projection)
    {
        if (!rows.TryGetValue(projection, out var found)) rows[projection] = found = new SqliteRows(database, projection);
        return found;
    }

    public void Clear(string projection)
    {
        using var statement = database.Prepare("delete from projections where projection = ?1");
        statement.Bind(1, projection).Run();
    }

    public void Commit(Tip tip)
    {
        using (var statement = database.Prepare("insert or replace into tip values (1, ?1, ?2, ?3)"))
            statement.Bind(1, tip.Number).BindBlob(2, tip.Hash.AsSpan()).Bind(3, Instant.Write(tip.Time)).Run();
        database.Run("commit");
        isDone = true;
    }

    public void Dispose()
    {
        add.Dispose();
        foreach (var found in rows.Values) found.Dispose();
        if (isDone) return;
        try
        {
            database.Run("rollback");
        }
        catch (LedgerException)
        {
            // A full disk or a failed flush has rolled it back already.
        }
    }
}

/// <summary>The rows of one projection within a transaction.</summary>
internal sealed class SqliteRows(Database database, string projection) : IRows, IDisposable
{
    // What is bound stays bound from one run to the next.
    private readonly Statement get = database.Prepare("select number, body from projections where projection = ?1 and key = ?2").Bind(1, projection);
    private readonly Statement put = database.Prepare("insert or replace into projections values (?1, ?2, ?3, ?4)").Bind(1, projection);
    private readonly Statement remove = database.Prepare("delete from projections where projection = ?1 and key = ?2").Bind(1, projection);

    public Row? Get(string key)
    {
        get.Bind(2, key);
        var row = get.Step() ? new Row(key, get.Number(0), get.Text(1)) : null;
        get.Reset();
        return row;
    }

    public void Put(Row row) => put.Bind(2, row.Key).Bind(3, row.Number).Bind(4, row.Body).Run();

    public void Remove(string key) => remove.Bind(2, key).Run();

    public void Put(ReadOnlySpan<byte> key, long number) => put.Bind(2, key).Bind(3, number).Bind(4, "").Run();

    public void Remove(ReadOnlySpan<byte> key) => remove.Bind(2, key).Run();

    public void Dispose()
    {
        get.Dispose();
        put.Dispose();
        remove.Dispose();
    }
}
