using Plumbline.Store.Ledgers;
using Plumbline.Store.Postgres;
using Plumbline.Store.Sqlite;

namespace Plumbline.Store;

/// <summary>Which store a user names.</summary>
public static class Stores
{
    /// <summary>Opens a ledger.</summary>
    /// <param name="address">An address of PostgreSQL, or the path of a file.</param>
    public static IRecordStore Open(string address)
    {
        if (address.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase)) return new PostgresStore(address);
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(address)) is { } folder) Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LedgerException($"`{address}` cannot be made; see that its folder is yours", e);
        }

        return new SqliteStore(address);
    }
}
