using System.Collections.Concurrent;

namespace Plumbline.Clouds.Calls;

/// <summary>Lets callers of one place through one after another, no sooner than a service wants them.</summary>
internal sealed class Pace(TimeSpan apart, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> next = new(StringComparer.Ordinal);

    /// <summary>Waits for a turn.</summary>
    /// <param name="place">Who shares the turns.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task TurnAsync(string place, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var wait = next.AddOrUpdate(place, now + apart, (_, free) => (free > now ? free : now) + apart) - apart - now;
        return wait > TimeSpan.Zero ? Task.Delay(wait, clock, cancellation) : Task.CompletedTask;
    }
}
