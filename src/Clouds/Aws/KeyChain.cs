using Plumbline.Clouds.Aws.Signing;

namespace Plumbline.Clouds.Aws;

/// <summary>Holds the keys that sign, and fetches them anew before they end.</summary>
internal sealed class KeyChain(Func<CancellationToken, Task<AccessKeys?>> fetch, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim turn = new(1);
    private AccessKeys? current;
    private bool isSpent;
    private DateTimeOffset again = DateTimeOffset.MinValue;

    /// <summary>The account that is read, once it is known.</summary>
    public string? Account { get; set; }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    /// <summary>The keys; null where none can be had.</summary>
    public async Task<AccessKeys?> CurrentAsync(CancellationToken cancellation)
    {
        if (current is { } held && !IsEnding(held)) return held;
        await turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if ((current is null || IsEnding(current)) && await FetchAsync(cancellation).ConfigureAwait(false) is { } fetched) current = fetched;
            return current;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Fetches other keys after a service said that these have ended; false where there are none.</summary>
    public async Task<bool> RenewAsync(AccessKeys ended, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (current != ended) return true;
            if (await FetchAsync(cancellation).ConfigureAwait(false) is not { } fetched) return false;
            // The same keys again: there are no others.
            isSpent = fetched.Id == ended.Id && fetched.Token == ended.Token;
            if (!isSpent) current = fetched;
            return !isSpent;
        }
        finally
        {
            turn.Release();
        }
    }

    // Who could not be asked once may answer later: turned away is not the end, and is not asked at every turn.
    private async Task<AccessKeys?> FetchAsync(CancellationToken cancellation)
    {
        if (isSpent || clock.GetUtcNow() < again) return null;
        var fetched = await fetch(cancellation).ConfigureAwait(false);
        if (fetched is null) again = clock.GetUtcNow() + Pause;
        return fetched;
    }

    private bool IsEnding(AccessKeys keys) => keys.Ends is { } ends && ends - clock.GetUtcNow() < Early;
}
