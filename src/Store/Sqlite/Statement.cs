using System.Text;
using SQLitePCL;

namespace Plumbline.Store.Sqlite;

/// <summary>One prepared statement.</summary>
internal sealed class Statement(Database database, sqlite3_stmt handle) : IDisposable
{
    public Statement Bind(int at, ReadOnlySpan<byte> text)
    {
        // An empty span would be bound as null.
        database.Check(text.IsEmpty ? raw.sqlite3_bind_text(handle, at, "") : raw.sqlite3_bind_text(handle, at, text));
        return this;
    }

    public Statement Bind(int at, string text) => Bind(at, Encoding.UTF8.GetBytes(text));

    public Statement Bind(int at, long number)
    {
        database.Check(raw.sqlite3_bind_int64(handle, at, number));
        return this;
    }

    public Statement BindBlob(int at, ReadOnlySpan<byte> bytes)
    {
        database.Check(raw.sqlite3_bind_blob(handle, at, bytes));
        return this;
    }

    /// <summary>The next row; false at the end.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW) return true;
        if (code != raw.SQLITE_DONE) database.Check(code);
        return false;
    }

    /// <summary>Runs a statement that has no rows, and makes it ready for the next values.</summary>
    public void Run()
    {
        try
        {
            Step();
        }
        finally
        {
            _ = raw.sqlite3_reset(handle);
        }
    }

    public void Reset() => raw.sqlite3_reset(handle);

    public long Number(int column) => raw.sqlite3_column_int64(handle, column);

    /// <summary>A text or blob as it lies; valid until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(handle, column);

    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    public void Dispose() => raw.sqlite3_finalize(handle);
}
