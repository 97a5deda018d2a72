using System.Collections.Concurrent;

namespace Plumbline.Server.Admission;

/// <summary>Runs what goes on beside the answers, again and again. What breaks is said, shows in <see cref="Problem"/>, and is tried again.</summary>
/// <param name="clock">Pauses.</param>
/// <param name="say">Told one sentence about each new fault.</param>
internal sealed class Beside(TimeProvider clock, Action<string> say)
{
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, string> problems = new(StringComparer.Ordinal);

    /// <summary>What does not work now; null where all does.</summary>
    public string? Problem => problems.IsEmpty ? null : string.Join("; ", problems.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}: {p.Value}"));

    /// <summary>Runs until it is ended.</summary>
    /// <param name="what">What it does, as faults name it.</param>
    /// <param name="step">Does it once: one sentence where it could not be done, and how long until the next time.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task RunAsync(string what, Func<CancellationToken, Task<(string? Problem, TimeSpan Pause)>> step, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            var (problem, pause) = await StepAsync(step, cancellation).ConfigureAwait(false);
            if (problem is null) problems.TryRemove(what, out _);
            else if (!problems.TryGetValue(what, out var before) || before != problem) say($"{what}: {problem}");
            if (problem is not null) problems[what] = problem;
            await Task.Delay(pause, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<(string?, TimeSpan)> StepAsync(Func<CancellationToken, Task<(string? Problem, TimeSpan Pause)>> step, CancellationToken cancellation)
    {
        try
        {
            return await step(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return (null, TimeSpan.Zero);
        }
#pragma warning disable CA1031 // whatever breaks in one round, the next is tried, and the answers go on
        catch (Exception e) when (e is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            return ($"it broke off ({e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")})", AfterFault);
        }
    }
}
