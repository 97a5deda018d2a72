using System.Globalization;
using Plumbline.Store.Ledgers;
using SQLitePCL;

namespace Plumbline.Store.Sqlite;

/// <summary>One connection to a file; what SQLite refuses becomes a sentence.</summary>
internal sealed class Database : IDisposable
{
    private readonly string path;
    private readonly sqlite3 handle;

    public Database(string path, TimeSpan patience, bool isThere = false)
    {
        this.path = path;
        Native.Use();
        var code = raw.sqlite3_open_v2(path, out handle, raw.SQLITE_OPEN_READWRITE | (isThere ? 0 : raw.SQLITE_OPEN_CREATE) | raw.SQLITE_OPEN_NOMUTEX, null);
        if (code != raw.SQLITE_OK) throw new LedgerException($"`{path}` cannot be opened; see that its folder is there and yours") { IsFault = true };
        _ = raw.sqlite3_extended_result_codes(handle, 1);
        _ = raw.sqlite3_busy_timeout(handle, (int)patience.TotalMilliseconds);
    }

    public static string Version
    {
        get
        {
            Native.Use();
            return raw.sqlite3_libversion().utf8_to_string();
        }
    }

    public Statement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(handle, sql, out var statement));
        return new Statement(this, statement);
    }

    public void Run(string sql)
    {
        using var statement = Prepare(sql);
        while (statement.Step())
        {
        }
    }

    /// <summary>The number that a statement answers with; 0 where it answers nothing.</summary>
    public long Number(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.Number(0) : 0;
    }

    public void Check(int code)
    {
        if (code is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE) return;
        var said = raw.sqlite3_errmsg(handle).utf8_to_string();
        throw new LedgerException((code & 0xff) switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => $"`{path}` is being written by another process; wait for it to end and run again",
            raw.SQLITE_FULL => $"there is no room for `{path}`; nothing of this was written, make room and run again",
            raw.SQLITE_READONLY => $"`{path}` may not be written; see that the file and its folder are yours",
            raw.SQLITE_NOTADB => $"`{path}` is no ledger; name another PLUMB_HOME or move the file away",
            raw.SQLITE_CORRUPT => $"`{path}` is damaged ({said}); restore it from a backup, and see `plumb ledger verify`",
            raw.SQLITE_IOERR => $"`{path}` cannot be read or written ({said}); see that the disk is there and has room, and run again",
            raw.SQLITE_CANTOPEN => $"`{path}` cannot be opened; see that its folder is there and yours",
            _ => string.Create(CultureInfo.InvariantCulture, $"`{path}`: {said} ({code}); see `plumb ledger verify`"),
        }) { IsFault = true, IsBusy = (code & 0xff) is raw.SQLITE_BUSY or raw.SQLITE_LOCKED };
    }

    public void Dispose() => raw.sqlite3_close_v2(handle);
}
