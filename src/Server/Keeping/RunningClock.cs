namespace Plumbline.Server.Keeping;

/// <summary>The time of an estate: that of the machine, or one that runs on from a moment that somebody named, for samples and rehearsals.</summary>
/// <param name="machine">The machine's clock.</param>
/// <param name="start">What it says at first; null for the machine's own time.</param>
public sealed class RunningClock(TimeProvider machine, DateTimeOffset? start) : TimeProvider
{
    private readonly TimeSpan ahead = start is { } at ? at - machine.GetUtcNow() : TimeSpan.Zero;

    /// <summary>True where it is not the machine's time.</summary>
    public bool IsShifted => start is not null;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => machine.GetUtcNow() + ahead;

    /// <inheritdoc/>
    public override long GetTimestamp() => machine.GetTimestamp();

    /// <inheritdoc/>
    public override long TimestampFrequency => machine.TimestampFrequency;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => machine.CreateTimer(callback, state, dueTime, period);
}
