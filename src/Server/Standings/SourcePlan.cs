using System.Collections.Concurrent;
using System.Collections.Immutable;
using Plumbline.Server.Sources;

namespace Plumbline.Server.Standings;

/// <summary>Which sources are to be read now, and what they gave last.</summary>
/// <param name="book">The sources.</param>
/// <param name="clock">Now, by the machine.</param>
public sealed class SourcePlan(SourceBook book, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Known> known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> asked = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Task> running = new(StringComparer.Ordinal);
    private volatile bool hasNews;

    /// <summary>Every source with its last reading and its next.</summary>
    public ImmutableArray<SourceState> All => [.. book.All.Select(State)];

    /// <summary>Asks for a source to be read at once; null for all.</summary>
    public void Ask(string? id)
    {
        foreach (var source in book.All) if (id is null || source.Id == id) asked[source.Id] = true;
    }

    /// <summary>The sources that are to be read: asked for, due, or changed since.</summary>
    public ImmutableArray<Source> Due()
    {
        var all = book.All;
        foreach (var gone in known.Keys.Except(all.Select(s => s.Id)).ToList()) known.TryRemove(gone, out _);
        return [.. all.Where(s => !s.IsPaused && !running.ContainsKey(s.Id) && IsDue(s))];
    }

    /// <summary>True where somebody adds what is read: there is a source beside the inbox.</summary>
    public bool HasSources => book.All.Any(s => s.Kind != InboxReader.Id);

    /// <summary>True once after something was read.</summary>
    public bool TakeNews()
    {
        var had = hasNews;
        hasNews = false;
        return had;
    }

    /// <summary>Begins to read sources, each by itself: one that is slow holds up no other.</summary>
    /// <param name="due">The sources.</param>
    /// <param name="done">Told as each ends.</param>
    /// <param name="cancellation">Stops all of them.</param>
    /// <returns>Ends when all of them have been read.</returns>
    public Task Begin(ImmutableArray<Source> due, Action done, CancellationToken cancellation)
    {
        var noted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        foreach (var source in due) running[source.Id] = OneAsync(noted.Task, source, done, cancellation);
        var all = Task.WhenAll(running.Values);
        noted.SetResult();
        return all;
    }

    private async Task OneAsync(Task noted, Source source, Action done, CancellationToken cancellation)
    {
        await noted.ConfigureAwait(false);
        try
        {
            await ReadAsync(source, cancellation).ConfigureAwait(false);
            hasNews = true;
        }
        finally
        {
            running.TryRemove(source.Id, out _);
            done();
        }
    }

    // What goes wrong is said of the source, and what it gave before stays.
    private async Task ReadAsync(Source source, CancellationToken cancellation)
    {
        asked.TryRemove(source.Id, out _);
        var (reader, began) = (book.ReaderOf(source), clock.GetTimestamp());
        var was = known.GetValueOrDefault(source.Id);
        known[source.Id] = (was ?? Known.Nothing) with { IsRunning = true };
        var (stamp, now) = (reader.Stamp(source), clock.GetUtcNow());
        try
        {
            var reading = await reader.ReadAsync(source, cancellation).ConfigureAwait(false);
            var run = new SourceRun(now, clock.GetElapsedTime(began), reading.Documents.Length, null) { Unseen = [.. reading.Unseen.Select(u => $"`{u.Path}`: {u.Reason}")], Notes = reading.Notes };
            known[source.Id] = new Known(source, reading, run, stamp, false);
        }
#pragma warning disable CA1031 // whatever a source does, the others are read
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            var said = e is IOException or UnauthorizedAccessException or Store.Ledgers.LedgerException ? e.Message : $"reading broke off: {e.GetType().Name}";
            var missing = was?.Reading ?? new SourceReading([], [], []);
            var gap = missing with { Unseen = [.. missing.Unseen.Where(u => u.Path != source.Id), (source.Id, said)] };
            known[source.Id] = new Known(source, gap, new SourceRun(now, clock.GetElapsedTime(began), 0, said), stamp, false);
        }
    }

    /// <summary>What every source gave last.</summary>
    public ImmutableArray<SourceReading> Readings => [.. book.All.Where(s => !s.IsPaused).Select(s => known.GetValueOrDefault(s.Id)?.Reading).OfType<SourceReading>()];

    private bool IsDue(Source source)
    {
        if (asked.ContainsKey(source.Id) || !known.TryGetValue(source.Id, out var last) || last.Run is null || last.Source != source) return true;
        if (clock.GetUtcNow() - last.Run.At >= source.Every) return true;
        return book.ReaderOf(source).Stamp(source) is { } stamp && stamp != last.Stamp;
    }

    private SourceState State(Source source)
    {
        var last = known.GetValueOrDefault(source.Id);
        return new SourceState(source, last?.Run, source.IsPaused ? null : last?.Run is { } run ? run.At + source.Every : clock.GetUtcNow(), last is { IsRunning: true });
    }

    private sealed record Known(Source? Source, SourceReading? Reading, SourceRun? Run, string? Stamp, bool IsRunning)
    {
        public static Known Nothing { get; } = new(null, null, null, null, false);
    }
}
