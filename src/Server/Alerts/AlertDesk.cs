using System.Collections.Concurrent;
using System.Collections.Immutable;
using Plumbline.Store.Ledgers;

namespace Plumbline.Server.Alerts;

/// <summary>Keeps a lane for each target, and wakes them when the ledger has grown.</summary>
/// <param name="book">The targets.</param>
/// <param name="letters">What could not be told.</param>
/// <param name="records">The changes.</param>
/// <param name="senders">Makes doors.</param>
/// <param name="patience">How long targets are tried.</param>
/// <param name="clock">Waits.</param>
/// <param name="speaker">Says whether this server is the one that tells; null where there is no other.</param>
public sealed class AlertDesk(TargetBook book, DeadLetters letters, FindingRecords records, Senders senders, Patience patience, TimeProvider clock, Speaker? speaker = null) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, Running> lanes = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim asked = new(0);

    /// <summary>The targets.</summary>
    public TargetBook Book => book;

    /// <summary>What could not be told.</summary>
    public DeadLetters Letters => letters;

    /// <summary>How each target fares, by id; those that are told nothing for now are left out.</summary>
    public ImmutableArray<(Target Target, LaneState State)> All => [.. lanes.Values.Select(l => (l.Lane.Target, l.Lane.State)).OrderBy(l => l.Target.Id, StringComparer.Ordinal)];

    /// <summary>How one target fares; null where it is told nothing.</summary>
    public LaneState? Of(string id) => lanes.TryGetValue(id, out var running) ? running.Lane.State : null;

    /// <summary>Has everything looked at now.</summary>
    public void Wake() => asked.Release();

    /// <summary>Tells a target at once that it is being tested; null where there is none.</summary>
    public async Task<Sending?> TryAsync(string id, CancellationToken cancellation)
    {
        if (book.Find(id) is not { } target) return null;
        if (lanes.TryGetValue(id, out var running) && running.Lane.Target == target)
        {
            try
            {
                // Through the lane, so that two never write at once.
                return await running.Lane.TryAsync(records.Trial(clock.GetUtcNow()), cancellation).ConfigureAwait(false);
            }
            catch (ObjectDisposedException)
            {
                // The lane ended meanwhile.
            }
        }

        var lane = new Lane(target, senders.Of(target), book, letters, records, patience, clock);
        await using (lane.ConfigureAwait(false)) return await lane.TryAsync(records.Trial(clock.GetUtcNow()), cancellation).ConfigureAwait(false);
    }

    /// <summary>Tells until it is stopped, and ends every delivery.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        book.Changed += Wake;
        try
        {
            while (!cancellation.IsCancellationRequested)
            {
                await LookAsync(cancellation).ConfigureAwait(false);
                await asked.WaitAsync(Pause, cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            book.Changed -= Wake;
            foreach (var id in lanes.Keys) await EndAsync(id).ConfigureAwait(false);
            Leave();
        }
    }

    private void Leave()
    {
        try
        {
            speaker?.Leave();
        }
        catch (LedgerException)
        {
            // The ledger is away: another server notices the silence.
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        try
        {
            var wanted = book.All.Where(t => !t.IsPaused).ToDictionary(t => t.Id, StringComparer.Ordinal);
            if (wanted.Count > 0 && speaker is not null && !speaker.Speaks()) wanted.Clear();
            foreach (var (id, running) in lanes) if (!wanted.TryGetValue(id, out var target) || target != running.Lane.Target) await EndAsync(id).ConfigureAwait(false);
            foreach (var (id, target) in wanted) if (!lanes.ContainsKey(id)) Begin(target, cancellation);
            foreach (var running in lanes.Values) running.Lane.Wake();
        }
        catch (LedgerException)
        {
            // The ledger is away: health says so, and the next look finds what there is then.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => asked.Dispose();

    private void Begin(Target target, CancellationToken cancellation)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var lane = new Lane(target, senders.Of(target), book, letters, records, patience, clock);
        lanes[target.Id] = new Running(lane, Task.Run(() => lane.RunAsync(stop.Token), CancellationToken.None), stop);
    }

    private async Task EndAsync(string id)
    {
        if (!lanes.TryRemove(id, out var running)) return;
        await running.Stop.CancelAsync().ConfigureAwait(false);
        try
        {
            await running.Task.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // It was asked to.
        }

        await running.Lane.DisposeAsync().ConfigureAwait(false);
        running.Stop.Dispose();
    }

    private sealed record Running(Lane Lane, Task Task, CancellationTokenSource Stop);
}
