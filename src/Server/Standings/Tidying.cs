using Plumbline.Server.Keeping;

namespace Plumbline.Server.Standings;

/// <summary>Gives memory back once a change of the estate is over: reading a large one leaves more behind than all that is kept of it, and the machine is not the server's alone.</summary>
/// <param name="watch">The estate.</param>
/// <param name="clock">The server's time.</param>
internal sealed class Tidying(EstateWatch watch, RunningClock clock) : BackgroundService
{
    private const long Large = 64 << 20;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var kept = 0L;
        await foreach (var _ in watch.ListenAsync(stoppingToken).ConfigureAwait(false))
        {
            // Changes that follow one another are tidied up after once.
            await Task.Delay(Rest, clock, stoppingToken).ConfigureAwait(false);
            if (GC.GetGCMemoryInfo(GCKind.Any).TotalCommittedBytes < Large + kept + (kept / 2)) continue;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            kept = GC.GetTotalMemory(forceFullCollection: false);
        }
    }
}
