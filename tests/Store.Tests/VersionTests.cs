using Plumbline.Store.Ledgers;
using Plumbline.Store.Sqlite;
using Xunit;

namespace Plumbline.Store.Tests;

/// <summary>Stores of other versions: an older one is brought forward, a newer one is left alone.</summary>
public sealed class VersionTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void A_store_from_before_there_was_a_cabinet_opens_and_loses_nothing(Engine engine)
    {
        using var store = new StoreCase(engine);
        store.Write(5);
        store.Tamper(engine == Engine.Sqlite ? "drop table kept; pragma user_version = 0" : "drop table kept; drop table shape;");
        using (var ledger = store.Open())
        {
            Assert.Equal(5, ledger.Tip.Number);
            Assert.True(ledger.Store.Cabinet.Put("accounts", "jane", "{}"));
            Assert.Equal("{}", ledger.Store.Cabinet.Get("accounts", "jane")!.Body);
        }

        store.Write(1);
        Assert.Empty(store.Verify().Faults);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void A_store_of_a_newer_version_is_refused_and_left_as_it_is(Engine engine)
    {
        using var store = new StoreCase(engine);
        store.Write(2);
        store.Tamper(engine == Engine.Sqlite ? "pragma user_version = 7" : "update shape set version = 7;");
        Assert.Contains("was written by a newer version (its shape is 7, this one knows 1)", Assert.Throws<LedgerException>(() => store.Open()).Message, StringComparison.Ordinal);
        store.Tamper(engine == Engine.Sqlite ? "pragma user_version = 1" : "update shape set version = 1;");
        Assert.Equal(2, store.Verify().Records);
    }

    [Fact]
    public async Task A_backup_that_is_taken_while_others_write_is_whole()
    {
        using var store = new StoreCase(Engine.Sqlite);
        store.Write(50);
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(
            () =>
            {
                using var ledger = store.Open();
                while (!stop.IsCancellationRequested) ledger.Append(ledger.Tip.Number, [StoreCase.Note("workload:x", "more")]);
            },
            TestContext.Current.CancellationToken);
        var backups = Enumerable.Range(0, 5).Select(i => $"{store.Address}.backup{i}").ToList();
        foreach (var backup in backups) SqliteBackup.Write(store.Address, backup);
        await stop.CancelAsync();
        await writing;
        var last = 0L;
        foreach (var backup in backups)
        {
            using var copy = Stores.Open(backup);
            var found = Verification.Of(copy, [], _ => { });
            Assert.Empty(found.Faults);
            Assert.True(found.Records >= Math.Max(50, last));
            last = found.Records;
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(backup));
        }
    }

    [Fact]
    public void A_backup_takes_the_place_of_a_ledger_that_nobody_has_open()
    {
        using var store = new StoreCase(Engine.Sqlite);
        store.Write(3);
        var (backup, kept) = (store.Address + ".backup", store.Address + ".kept");
        SqliteBackup.Write(store.Address, backup);
        store.Write(4);
        var beside = SqliteBackup.Bring(backup, store.Address);
        using (var held = store.Open())
        {
            Assert.Equal(7, held.Tip.Number);
            Assert.Contains("is open elsewhere; stop the server", Assert.Throws<LedgerException>(() => SqliteBackup.Replace(beside, store.Address, kept)).Message, StringComparison.Ordinal);
        }

        Assert.True(SqliteBackup.Replace(beside, store.Address, kept));
        Assert.Equal(3, store.Verify().Records);
        using var old = Stores.Open(kept);
        Assert.Equal(7, old.Tip.Number);
    }

    [Fact]
    public void A_backup_takes_the_place_of_a_ledger_whose_beginning_is_destroyed()
    {
        using var store = new StoreCase(Engine.Sqlite);
        store.Write(3);
        var (backup, kept) = (store.Address + ".backup", store.Address + ".kept");
        SqliteBackup.Write(store.Address, backup);
        using (var file = new FileStream(store.Address, FileMode.Open, FileAccess.Write)) file.Write(new byte[200]);
        Assert.True(SqliteBackup.Replace(SqliteBackup.Bring(backup, store.Address), store.Address, kept));
        Assert.Equal(3, store.Verify().Records);
        Assert.True(File.Exists(kept));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void A_store_of_this_version_is_opened_while_somebody_else_writes_it(Engine engine)
    {
        using var store = new StoreCase(engine);
        store.Write(2);
        using var writer = store.Open();
        using var writing = writer.Store.Begin();
        using var reader = store.Open();
        Assert.Equal(2, reader.Tip.Number);
    }

    [Fact]
    public void A_backup_never_takes_the_place_of_a_file_that_is_there()
    {
        using var store = new StoreCase(Engine.Sqlite);
        store.Write(1);
        Assert.Contains("cannot be made", Assert.Throws<LedgerException>(() => SqliteBackup.Write(store.Address, store.Address)).Message, StringComparison.Ordinal);
        Assert.Equal(1, store.Verify().Records);
    }
}
