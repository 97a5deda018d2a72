using Plumbline.Server.Keeping;

namespace Plumbline.Server.Alerts;

/// <summary>
/// Which of several servers on one ledger tells targets: one at a time, so that nobody is told twice. Who speaks says so again and again; who falls
/// silent is followed by another. Clocks of several machines are never compared: a follower watches whether the word changes.
/// </summary>
/// <param name="ledgers">The ledger that the servers share.</param>
/// <param name="self">What this server is called; the same after it was started again.</param>
/// <param name="clock">Measures silence.</param>
public sealed class Speaker(LedgerPool ledgers, string self, TimeProvider clock)
{
    private const string Drawer = "speaker";
    private const string Key = "alerts";
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(5);
    private readonly Lock gate = new();
    private long seenVersion = -1;
    private long seenAt;
    private long? renewedAt;

    /// <summary>How long a server may be silent before another speaks.</summary>
    public static TimeSpan Silence { get; } = TimeSpan.FromSeconds(30);

    /// <summary>True where this server tells now; renews its word.</summary>
    /// <exception cref="Store.Ledgers.LedgerException">The ledger is away.</exception>
    public bool Speaks()
    {
        lock (gate)
        {
            if (renewedAt is { } at && clock.GetElapsedTime(at) < Renewal) return true;
            var kept = ledgers.Keep(c => c.Get(Drawer, Key));
            if (kept is not null && kept.Body != self && !IsSilent(kept.Version))
            {
                renewedAt = null;
                return false;
            }

            var now = clock.GetTimestamp();
            renewedAt = ledgers.Keep(c => c.Put(Drawer, Key, self, kept?.Version ?? 0)) ? now : null;
            return renewedAt is not null;
        }
    }

    /// <summary>Lets another speak at once.</summary>
    public void Leave()
    {
        lock (gate)
        {
            if (renewedAt is null) return;
            renewedAt = null;
            ledgers.Keep(c => c.Get(Drawer, Key)?.Body == self && c.Remove(Drawer, Key));
        }
    }

    private bool IsSilent(long version)
    {
        if (version == seenVersion) return clock.GetElapsedTime(seenAt) >= Silence;
        (seenVersion, seenAt) = (version, clock.GetTimestamp());
        return false;
    }
}
