using Plumbline.Store.Ledgers;

namespace Plumbline.Store.Sqlite;

/// <summary>A whole ledger as one file, taken while others write, and put back when nobody does.</summary>
public static class SqliteBackup
{
    /// <summary>Writes the ledger, as it is at one moment, into a new file; who writes meanwhile is not held up.</summary>
    /// <param name="from">The ledger.</param>
    /// <param name="to">The file; there must be none.</param>
    public static void Write(string from, string to)
    {
        if (!File.Exists(from)) throw new LedgerException($"`{from}` is not there; name the ledger with --store");
        Make(to);
        try
        {
            using (var database = new Database(from, TimeSpan.FromSeconds(30))) database.Run($"vacuum into '{to.Replace("'", "''", StringComparison.Ordinal)}'");
            using var written = new FileStream(to, FileMode.Open, FileAccess.ReadWrite);
            written.Flush(flushToDisk: true);
        }
        catch (Exception e) when (e is LedgerException or IOException)
        {
            File.Delete(to);
            throw e as LedgerException ?? new LedgerException($"`{to}` cannot be written; see that its disk has room", e);
        }
    }

    /// <summary>Copies a backup to a place beside the ledger that it is to become, where it can be looked at before it counts.</summary>
    public static string Bring(string backup, string ledger)
    {
        var beside = ledger + ".restoring";
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(ledger)) is { } folder) Directory.CreateDirectory(folder);
            foreach (var left in (string[])[beside, beside + "-wal", beside + "-shm"]) File.Delete(left);
            Make(beside);
            using var to = new FileStream(beside, FileMode.Open, FileAccess.Write);
            using var from = new FileStream(backup, FileMode.Open, FileAccess.Read);
            from.CopyTo(to);
            to.Flush(flushToDisk: true);
            return beside;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LedgerException($"`{backup}` cannot be copied to `{beside}`; see that it is there and the disk has room", e);
        }
    }

    /// <summary>Puts a file in the place of the ledger, which is kept beside it; refused while anybody has the ledger open.</summary>
    /// <param name="beside">The file.</param>
    /// <param name="ledger">The ledger's place.</param>
    /// <param name="kept">Where the ledger that was there goes.</param>
    /// <returns>True where a ledger was there.</returns>
    public static bool Replace(string beside, string ledger, string kept)
    {
        var was = File.Exists(ledger);
        if (was)
        {
            Alone(ledger);
            File.Move(ledger, kept);
            foreach (var part in (string[])["-wal", "-shm"]) if (File.Exists(ledger + part)) File.Move(ledger + part, kept + part);
        }

        File.Move(beside, ledger);
        return was;
    }

    // The write-ahead log can only be left by whoever is alone with the file.
    private static void Alone(string ledger)
    {
        try
        {
            using var database = new Database(ledger, TimeSpan.Zero);
            database.Run("pragma journal_mode = delete");
        }
        catch (LedgerException e) when (e.Message.Contains("is being written", StringComparison.Ordinal))
        {
            throw Open(ledger, e);
        }
        catch (LedgerException e) when (e.Message.Contains("is no ledger", StringComparison.Ordinal) || e.Message.Contains("is damaged", StringComparison.Ordinal))
        {
            // What cannot be read any more is what a backup is for; whether somebody has it open is then asked of the system itself.
            Unheld(ledger);
        }
    }

    private static void Unheld(string ledger)
    {
        // The bytes that SQLite locks, at one gigabyte, whatever is in the file.
        const long First = 0x40000000;
        const long Length = 512;
        try
        {
            using var file = new FileStream(ledger, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            if (!OperatingSystem.IsMacOS()) file.Lock(First, Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Open(ledger, e);
        }
    }

    private static LedgerException Open(string ledger, Exception inner) => new($"`{ledger}` is open elsewhere; stop the server and restore again", inner);

    private static void Make(string file)
    {
        try
        {
            using var stream = PrivateFile.Make(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LedgerException($"`{file}` cannot be made; see that it is not there yet and its folder is yours", e);
        }
    }
}
