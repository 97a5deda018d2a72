using System.Diagnostics;
using System.Globalization;
using Plumbline.Store.Ledgers;
using Xunit;

namespace Plumbline.Store.Tests;

/// <summary>Processes that are killed, disks that are full, files that are locked: nothing acknowledged is lost, and the store opens again.</summary>
public sealed class FaultTests
{
    [Theory]
    [InlineData(Engine.Sqlite, 200)]
    [InlineData(Engine.Postgres, 20)]
    public void A_writer_that_is_killed_loses_nothing_acknowledged(Engine engine, int kills)
    {
        using var store = new StoreCase(engine);
        using (store.Open())
        {
        }

        var dice = new Random(1);
        var acknowledged = 0L;
        for (var kill = 0; kill < kills; kill++)
        {
            acknowledged = Math.Max(acknowledged, WriteAndKill(store.Address, TimeSpan.FromMilliseconds(dice.NextDouble() * 30)));
            using var ledger = store.Open();
            Assert.True(ledger.Tip.Number >= acknowledged, $"{ledger.Tip.Number} records are there, {acknowledged} were acknowledged");
        }

        var found = store.Verify();
        Assert.Empty(found.Faults);
        Assert.True(found.Records > kills);
    }

    private static long WriteAndKill(string address, TimeSpan after)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, Environment = { ["DOTNET_TieredPGO"] = "0" } };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "../../Writer/release/Plumbline.Writer.dll"), address, "w"]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var last = Number(process.StandardOutput.ReadLine());
        var rest = Task.Run(() =>
        {
            for (string? line; (line = process.StandardOutput.ReadLine()) is not null;) last = Math.Max(last, Number(line));
        });
        Thread.Sleep(after);
        process.Kill();
        process.WaitForExit();
        rest.Wait();
        return last;
    }

    // The last line may be cut by the kill; what is cut was not acknowledged.
    private static long Number(string? line) => long.TryParse(line, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [Fact]
    public void A_ledger_that_another_process_writes_is_told_and_opens_again()
    {
        using var store = new StoreCase(Engine.Sqlite);
        store.Write(1);
        using (var holder = store.Open())
        {
            using var turn = holder.Store.Begin();
            using var other = new Ledger(new Sqlite.SqliteStore(store.Address, TimeSpan.FromMilliseconds(50)), store.Clock);
            Assert.Contains("is being written by another process", Assert.Throws<LedgerException>(() => other.Append(1, [StoreCase.Note("a", "x")])).Message, StringComparison.Ordinal);
        }

        store.Write(1);
        Assert.Equal(2, store.Verify().Records);
    }

    [Fact]
    public void A_full_disk_is_told_and_the_ledger_opens_again()
    {
        var folder = Directory.CreateTempSubdirectory("plumb-full-").FullName;
        if (Do("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder) is { } reason) Assert.Skip($"a small disk cannot be made here: {reason}");
        try
        {
            var path = Path.Combine(folder, "ledger.db");
            var clock = new FixedClock();
            var last = 0L;
            using (var ledger = new Ledger(Stores.Open(path), clock))
            {
                void Fill()
                {
                    for (var i = 0; i < 1000; i++) last = ledger.Append(last, [StoreCase.Note("a", new string('x', 20_000))])!.Number;
                }

                var full = Assert.Throws<LedgerException>(Fill);
                Assert.Contains("make room", full.Message, StringComparison.Ordinal);
            }

            Do("mount", "-o", "remount,size=8m", folder);
            using var again = new Ledger(Stores.Open(path), clock);
            Assert.Equal(last, again.Tip.Number);
            Assert.NotNull(again.Append(last, [StoreCase.Note("a", "more")]));
            Assert.Empty(Verification.Of(again.Store, [], _ => { }).Faults);
        }
        finally
        {
            Do("umount", "--lazy", folder);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string? Do(params string[] command)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : error.Trim();
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return e.Message;
        }
    }
}
