using Plumbline.Store.Sqlite;
using Xunit;

namespace Plumbline.Store.Tests;

/// <summary>A file that is not there yet is made once, however many come for it.</summary>
public sealed class FirstOpeningTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("plumb-first-").FullName;

    [Fact]
    public async Task A_ledger_that_many_open_first_at_once_is_there_for_all()
    {
        for (var round = 0; round < 25; round++)
        {
            var path = Path.Combine(folder, $"ledger-{round}.db");
            using var start = new Barrier(8);
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(() =>
            {
                start.SignalAndWait(TestContext.Current.CancellationToken);
                using var store = new SqliteStore(path);
                Assert.Equal(0, store.Tip.Number);
            }, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
