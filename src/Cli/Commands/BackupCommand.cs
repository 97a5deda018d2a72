using System.CommandLine;
using System.Globalization;
using Plumbline.Store;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Sqlite;

namespace Plumbline.Cli.Commands;

/// <summary>`plumb backup FILE` and `plumb restore FILE`: the whole ledger with its cabinet, checked before it counts.</summary>
internal static class BackupCommand
{
    public static Command Backup()
    {
        var (file, store) = (new Argument<string>("file") { Description = "the file to write; there must be none" }, Options.Store());
        var command = new Command("backup", "Write the ledger into one file, also while a server writes, and verify that file.") { file, store };
        command.SetAction(parsed => LedgerSession.Guard(() =>
        {
            var (from, to) = (Address(parsed.GetValue(store), "pg_dump"), parsed.GetRequiredValue(file));
            SqliteBackup.Write(from, to);
            if (Verify(to) is not { } tip)
            {
                File.Delete(to);
                throw new LedgerException($"what was read from `{from}` is not what was written; nothing is kept, see `plumb ledger verify`");
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"`{to}` holds {tip.Number} records, verified; it also holds accounts and targets, so keep it as safe as the ledger"));
            return Exit.InLine;
        }));
        return command;
    }

    public static Command Restore()
    {
        var (file, store) = (new Argument<string>("file") { Description = "a file that `plumb backup` wrote" }, Options.Store());
        var command = new Command("restore", "Verify a backup and put it in the ledger's place; the ledger that was there is kept beside it.") { file, store };
        command.SetAction(parsed => LedgerSession.Guard(() =>
        {
            var (to, from) = (Address(parsed.GetValue(store), "pg_restore"), parsed.GetRequiredValue(file));
            if (!File.Exists(from)) throw new LedgerException($"`{from}` is not there; name a file that `plumb backup` wrote");
            var beside = SqliteBackup.Bring(from, to);
            var kept = string.Create(CultureInfo.InvariantCulture, $"{to}.before-{TimeProvider.System.GetUtcNow():yyyyMMddTHHmmssfff}");
            try
            {
                var tip = Verify(beside) ?? throw new LedgerException($"`{from}` is not what was written; nothing was changed, take another backup");
                var was = SqliteBackup.Replace(beside, to, kept);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"`{to}` holds {tip.Number} records, verified{(was ? $"; what was there is `{kept}`" : "")}"));
            }
            finally
            {
                foreach (var left in (string[])[beside, beside + "-wal", beside + "-shm"]) File.Delete(left);
            }

            return Exit.InLine;
        }));
        return command;
    }

    private static string Address(string? asked, string tool) => LedgerSession.Address(asked) is var address && address.Contains("://", StringComparison.Ordinal)
        ? throw new LedgerException($"a ledger in PostgreSQL is saved with its own tools: use `{tool}` for the schema `plumbline` and `plumb ledger verify` behind it, see docs/operation.md") : address;

    // Null where it is not what was written; the fault is said.
    private static Tip? Verify(string file)
    {
        using var progress = new LedgerProgress("verifying");
        using var store = Stores.Open(file);
        var found = Verification.Of(store, [], progress.At);
        foreach (var fault in found.Faults) Console.Error.WriteLine($"plumb: {fault.Message}");
        return found.Faults.IsEmpty ? found.Tip : null;
    }
}
