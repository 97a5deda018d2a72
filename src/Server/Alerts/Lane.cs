using Plumbline.Store.Ledgers;

namespace Plumbline.Server.Alerts;

/// <summary>How a target fares.</summary>
/// <param name="Sent">Changes that it took since the server was started.</param>
/// <param name="Failed">Attempts that failed.</param>
/// <param name="Dead">Changes that were given up since then.</param>
/// <param name="Letters">Changes that were given up and wait for somebody to decide.</param>
/// <param name="Reached">The last record it was told.</param>
/// <param name="Problem">What went wrong last; null where nothing did, or it works again.</param>
/// <param name="Since">Since when it fails.</param>
public sealed record LaneState(long Sent, long Failed, long Dead, int Letters, long Reached, string? Problem, DateTimeOffset? Since);

/// <summary>Tells one target, one change after the other. What it waits for holds up no other target.</summary>
/// <param name="target">The target.</param>
/// <param name="sender">Its door.</param>
/// <param name="book">Remembers how far it is.</param>
/// <param name="letters">Keeps what is given up.</param>
/// <param name="records">The changes.</param>
/// <param name="patience">How long it is tried.</param>
/// <param name="clock">Waits.</param>
internal sealed class Lane(Target target, ISender sender, TargetBook book, DeadLetters letters, FindingRecords records, Patience patience, TimeProvider clock) : IAsyncDisposable
{
    private readonly NoticeFilter filter = NoticeFilter.Read(target.Filter, out _) ?? NoticeFilter.Read("", out _)!;
    private readonly SemaphoreSlim asked = new(0, 1);
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly Random dice = new(HashCode.Combine(target.Id, target.Address));
    private volatile LaneState state = new(0, 0, 0, 0, book.Reached(target.Id), null, null);
    private int failures;
    private bool isAway;
    private long lettersSeen = -1;

    /// <summary>The target.</summary>
    public Target Target => target;

    /// <summary>How it fares.</summary>
    public LaneState State => state;

    /// <summary>There may be something to tell.</summary>
    public void Wake()
    {
        if (asked.CurrentCount > 0) return;
        try
        {
            asked.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody else woke it at the same moment.
        }
    }

    /// <summary>Tells until it is stopped. What was being told then is told again at the next start.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await AgainAsync(cancellation).ConfigureAwait(false);
                var isMore = await SomeAsync(cancellation).ConfigureAwait(false);
                if (isAway) (isAway, failures, state) = (false, 0, state with { Problem = null, Since = null });
                if (!isMore) await asked.WaitAsync(cancellation).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // whatever one record does, the target is told the others, and what went wrong is shown
            catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
            {
                isAway = true;
                state = state with { Problem = e is LedgerException ? e.Message : $"telling broke off: {e.GetType().Name}", Since = state.Since ?? clock.GetUtcNow() };
                await Task.Delay(patience.After(++failures, dice.NextDouble()), clock, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Sends one notice at once, without a second attempt.</summary>
    public async Task<Sending> TryAsync(Notice notice, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation).ConfigureAwait(false);
        using var answer = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var limit = clock.CreateTimer(_ => Stop(answer), null, patience.Answer, Timeout.InfiniteTimeSpan);
        try
        {
            return await sender.SendAsync(notice, answer.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Sending(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"there was no answer within {patience.Answer.TotalSeconds:0.#} s"));
        }
#pragma warning disable CA1031 // what cannot be put into words for this target is a dead letter, not the end of the lane
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return new Sending($"it cannot be sent: {e.GetType().Name}", IsFinal: true);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<bool> SomeAsync(CancellationToken cancellation)
    {
        var (notices, upto) = records.Read(state.Reached, records.Horizon);
        foreach (var notice in notices)
        {
            // What is left out costs no writing: where it breaks off, it is left out again.
            if (notice.IsQuiet || !filter.Passes(notice)) continue;
            await TellAsync(notice, cancellation).ConfigureAwait(false);
            Reach(notice.Number);
        }

        if (upto == state.Reached) return notices.Count > 0;
        Reach(upto);
        return true;
    }

    private async Task TellAsync(Notice notice, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var sending = await TryAsync(notice, cancellation).ConfigureAwait(false);
            if (Took(sending)) return;
            var isGivenUp = sending.IsFinal || clock.GetUtcNow() - state.Since >= patience.Bound;
            if (isGivenUp)
            {
                letters.Add(new DeadLetter(target.Id, notice.Number, clock.GetUtcNow(), attempt, sending.Problem!));
                state = state with { Dead = state.Dead + 1, Letters = state.Letters + 1 };
                return;
            }

            var wait = patience.After(failures, dice.NextDouble());
            await Task.Delay(sending.Wait > wait ? sending.Wait.Value : wait, clock, cancellation).ConfigureAwait(false);
        }
    }

    private bool Took(Sending sending)
    {
        if (sending.Problem is null)
        {
            failures = 0;
            state = state with { Sent = state.Sent + 1, Problem = null, Since = null };
            return true;
        }

        // A target that answers, if only with no, is there: the clock of its outage does not run.
        failures++;
        state = state with { Failed = state.Failed + 1, Problem = sending.Problem, Since = sending.IsFinal ? null : state.Since ?? clock.GetUtcNow() };
        return false;
    }

    private async Task AgainAsync(CancellationToken cancellation)
    {
        var change = letters.Changes(target.Id);
        if (change == lettersSeen) return;
        var all = letters.Of(target.Id);
        var left = all.Length;
        foreach (var letter in all.Where(l => l.IsAgain))
        {
            var sending = records.One(letter.Number) is { } notice ? await TryAsync(notice, cancellation).ConfigureAwait(false) : new Sending("the record is not there any more", IsFinal: true);
            if (Took(sending)) left -= letters.Remove(target.Id, letter.Number) ? 1 : 0;
            else letters.Add(letter with { IsAgain = false, At = clock.GetUtcNow(), Attempts = letter.Attempts + 1, Problem = sending.Problem! });
        }

        if (state.Letters != left) state = state with { Letters = left };
        lettersSeen = change;
    }

    private void Reach(long number)
    {
        if (number == state.Reached) return;
        book.Reach(target.Id, number);
        state = state with { Reached = number };
    }

    private static void Stop(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The answer came at the last moment.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await sender.DisposeAsync().ConfigureAwait(false);
        asked.Dispose();
        turn.Dispose();
    }
}
