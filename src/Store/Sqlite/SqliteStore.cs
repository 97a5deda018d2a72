using System.Globalization;
using Plumbline.Posture.Assets;
using Plumbline.Store.Cabinets;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Records;

namespace Plumbline.Store.Sqlite;

/// <summary>A ledger in one file. Written with a write-ahead log and a full flush on each commit; closing folds the log into the file.</summary>
public sealed class SqliteStore : IRecordStore
{
    private const string Columns = "number, time, moment, kind, estate, subject, actor, body, hash";

    private static readonly string[] Manner =
    [
        "pragma journal_mode = wal",
        "pragma synchronous = full",
        // Keys of digests go everywhere: with the two megabytes it has by itself every insert would read its page again.
        "pragma cache_size = -65536",
        // For the same reason a page that many batches write is folded into the file once for all of them.
        "pragma wal_autocheckpoint = 16384",
    ];

    private static readonly string[] Shape =
    [
        """
        create table if not exists records (
          number integer primary key, time text not null, moment text not null, kind text not null, estate text not null,
          subject text not null, actor text not null, body text not null, hash blob not null)
        """,
        "create index if not exists records_by_subject on records (subject, number)",
        $"create index if not exists records_of_acts on records (number) where {Acts.Condition}",
        "create table if not exists tip (one integer primary key check (one = 1), number integer not null, hash blob not null, time text not null)",
        "create table if not exists projections (projection text not null, key text not null, number integer not null, body text not null, primary key (projection, key)) without rowid",
        SqliteCabinet.Shape,
        "create trigger if not exists records_stay before update on records begin select raise(abort, 'records are never changed'); end",
        "create trigger if not exists records_last before delete on records begin select raise(abort, 'records are never removed'); end",
    ];

    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(20);

    private readonly string path;
    private readonly TimeSpan patience;
    private readonly Database database;

    /// <summary>Opens the ledger in a file, and makes it where it is not there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="patience">How long to wait for another writer; ten seconds where it says nothing.</param>
    public SqliteStore(string path, TimeSpan? patience = null)
    {
        this.path = path;
        this.patience = patience ?? TimeSpan.FromSeconds(10);
        var isNew = !File.Exists(path);
        database = new Database(path, this.patience);
        try
        {
            Prepare();
            if (isNew && !OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        catch (LedgerException)
        {
            database.Dispose();
            throw;
        }
    }

    // SQLite waits for a writer, not for another who makes the same file: several servers may start at once on a store that is not there yet.
    private void Prepare()
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                Shaped();
                return;
            }
            catch (LedgerException e) when (e.IsBusy && TimeProvider.System.GetElapsedTime(began) < patience)
            {
                Thread.Sleep(Again);
            }
        }
    }

    private void Shaped()
    {
        var version = database.Number("pragma user_version");
        StoreVersion.Check(path, version);
        foreach (var sql in Manner) database.Run(sql);
        // A store of this shape is opened without a lock that whoever writes it would have to give.
        if (version >= StoreVersion.Current) return;
        foreach (var sql in Shape) database.Run(sql);
        database.Run(string.Create(CultureInfo.InvariantCulture, $"pragma user_version = {StoreVersion.Current}"));
    }

    /// <inheritdoc/>
    public string Place => path;

    /// <inheritdoc/>
    public string Engine => $"SQLite {Database.Version}";

    /// <inheritdoc/>
    public ICabinet Cabinet => new SqliteCabinet(database);

    /// <inheritdoc/>
    public Tip Tip
    {
        get
        {
            using var statement = database.Prepare("select number, hash, time from tip");
            return statement.Step() ? new Tip(statement.Number(0), [.. statement.Bytes(1)], Instant.Read(statement.Bytes(2))) : Tip.None;
        }
    }

    /// <inheritdoc/>
    public IWriting Begin()
    {
        database.Run("begin immediate");
        return new SqliteWriting(database, Tip);
    }

    /// <inheritdoc/>
    public void Read(long after, RecordVisitor visit)
    {
        using var statement = database.Prepare($"select {Columns} from records where number > ?1 order by number");
        Show(statement.Bind(1, after), visit);
    }

    /// <inheritdoc/>
    public void ReadSubject(string subject, RecordVisitor visit)
    {
        using var statement = database.Prepare($"select {Columns} from records where subject = ?1 order by number");
        Show(statement.Bind(1, subject), visit);
    }

    /// <inheritdoc/>
    public void ReadActs(long before, RecordKind? kind, RecordVisitor visit)
    {
        using var statement = database.Prepare($"select {Columns} from records where {Acts.Condition} and number < ?1{(kind is null ? "" : " and kind = ?2")} order by number desc");
        statement.Bind(1, before);
        if (kind is { } only) statement.Bind(2, only.Name());
        Show(statement, visit);
    }

    private static void Show(Statement statement, RecordVisitor visit)
    {
        while (statement.Step())
        {
            var record = new RecordView
            {
                Number = statement.Number(0), Time = statement.Bytes(1), Moment = statement.Bytes(2), Kind = statement.Bytes(3), Estate = statement.Bytes(4),
                Subject = statement.Bytes(5), Actor = statement.Bytes(6), Body = statement.Bytes(7), Hash = statement.Bytes(8),
            };
            if (!visit(record)) return;
        }
    }

    /// <inheritdoc/>
    public void ReadRows(string projection, string prefix, RowVisitor visit)
    {
        using var statement = database.Prepare("select key, number, body from projections where projection = ?1 and key >= ?2 and key < ?3");
        statement.Bind(1, projection).Bind(2, prefix).Bind(3, prefix + "\U0010FFFF");
        while (statement.Step()) visit(statement.Bytes(0), statement.Number(1), statement.Bytes(2));
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Check()
    {
        var said = new List<string>();
        using var own = new Database(path, patience, isThere: true);
        using var statement = own.Prepare("pragma quick_check(10)");
        while (statement.Step())
        {
            if (statement.Text(0) is not "ok" and var wrong) said.Add(string.Create(CultureInfo.InvariantCulture, $"SQLite says of `{path}`: {wrong.ReplaceLineEndings(" ")}"));
        }

        return said;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            database.Run("pragma wal_checkpoint(truncate)");
        }
        catch (LedgerException)
        {
            // Somebody else still reads; their closing folds the log in.
        }

        database.Dispose();
    }
}
