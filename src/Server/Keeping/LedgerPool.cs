using System.Collections.Concurrent;
using Plumbline.Store;
using Plumbline.Store.Cabinets;
using Plumbline.Store.Ledgers;

namespace Plumbline.Server.Keeping;

/// <summary>The ledger and its cabinet for many at once: each use has a connection of its own, and connections are used again.</summary>
/// <param name="address">A file, or an address of PostgreSQL.</param>
/// <param name="clock">Dates what is written.</param>
public sealed class LedgerPool(string address, TimeProvider clock) : IDisposable
{
    private const int MostIdle = 8;
    private const int MostLive = 64;
    private const string Drawer = "health";
    private const int ProbeLength = 1 << 18;
    private static readonly TimeSpan BetweenProbes = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim places = new(MostLive, MostLive);
    private readonly ConcurrentBag<Ledger> idle = [];
    private volatile string? fault;
    private long probed;
    private bool isDisposed;

    /// <summary>What a user calls it, without passwords.</summary>
    public string Place => Use(l => l.Store.Place);

    /// <summary>Why the store failed last; null where it did not, or where it takes what is written again.</summary>
    public string? Fault
    {
        get
        {
            var (said, last) = (fault, Volatile.Read(ref probed));
            if (said is null || clock.GetElapsedTime(last) < BetweenProbes || Interlocked.CompareExchange(ref probed, clock.GetTimestamp(), last) != last) return said;
            try
            {
                // As much as a busy moment writes: room for a few bytes is no room.
                Keep(c => c.Put(Drawer, "probe", new string(' ', ProbeLength)));
                Keep(c => c.Put(Drawer, "probe", ""));
                return fault = null;
            }
            catch (LedgerException)
            {
                return fault;
            }
        }
    }

    /// <summary>Does something with the ledger. Every failure is a <see cref="LedgerException"/>.</summary>
    public T Use<T>(Func<Ledger, T> use)
    {
        if (!places.Wait(Longest)) throw new LedgerException("the ledger is asked by too many at once; try again in a moment") { IsFault = true };
        try
        {
            return Take(use);
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>Does something with the cabinet.</summary>
    public T Keep<T>(Func<ICabinet, T> use) => Use(l => use(l.Store.Cabinet));

    /// <summary>Writes entries, deciding again where others wrote in between.</summary>
    /// <param name="entries">Makes what is to be written.</param>
    public Tip Append(Func<Ledger, IReadOnlyList<Store.Records.Entry>> entries) => Use(ledger =>
    {
        for (var attempt = 0; attempt < 50; attempt++)
        {
            var seen = ledger.Tip.Number;
            if (ledger.Append(seen, entries(ledger)) is { } tip) return tip;
        }

        throw new LedgerException($"`{ledger.Store.Place}` is written by others all the time; try again when they are done");
    });

    private T Take<T>(Func<Ledger, T> use)
    {
        var ledger = Take();
        try
        {
            var result = use(ledger);
            Return(ledger);
            return result;
        }
        catch (LedgerException e) when (!e.IsFault)
        {
            // What is refused leaves the connection as it was.
            Return(ledger);
            throw;
        }
        catch (LedgerException e)
        {
            fault = e.Message;
            // What broke this connection may have broken those that wait.
            ledger.Dispose();
            while (idle.TryTake(out var other)) other.Dispose();
            throw;
        }
        catch
        {
            // Nobody knows in which state it was left.
            ledger.Dispose();
            throw;
        }
    }

    private Ledger Take()
    {
        try
        {
            return idle.TryTake(out var ledger) ? ledger : new Ledger(Stores.Open(address), clock);
        }
        catch (LedgerException e) when (e.IsFault)
        {
            fault = e.Message;
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        isDisposed = true;
        while (idle.TryTake(out var ledger)) ledger.Dispose();
    }

    private void Return(Ledger ledger)
    {
        if (isDisposed || idle.Count >= MostIdle) ledger.Dispose();
        else idle.Add(ledger);
    }
}
