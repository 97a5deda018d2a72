using Plumbline.Server.Keeping;

namespace Plumbline.Server.Standings;

/// <summary>Gives memory back once the server rests: a change of a large estate and a crowd of readers leave more behind than all that is kept, and the machine is not the server's alone.</summary>
/// <param name="clock">The server's time.</param>
internal sealed class Tidying(RunningClock clock) : BackgroundService
{
    private const long Large = 64 << 20;
    private const long Busy = 32 << 20;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(4);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (kept, allocated) = (0L, 0L);
        using var timer = new PeriodicTimer(Look, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            var before = allocated;
            allocated = GC.GetTotalAllocatedBytes();
            if (allocated - before > Busy || GC.GetGCMemoryInfo(GCKind.Any).TotalCommittedBytes < Large + kept + (kept / 2)) continue;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            kept = GC.GetTotalMemory(forceFullCollection: false);
        }
    }
}
