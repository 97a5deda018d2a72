using System.Globalization;
using Plumbline.Store;
using Plumbline.Store.Cabinets;

namespace Plumbline.Server.Keeping;

/// <summary>Remembers beside a ledger how far the time of its server is from the machine's, so that who writes into it from the command line dates records alike.</summary>
public static class ClockMark
{
    private const string Drawer = "marks";
    private const string Key = "clock";

    /// <summary>Writes it down.</summary>
    public static void Write(ICabinet cabinet, RunningClock clock, TimeProvider machine)
    {
        if (clock.IsShifted) cabinet.Put(Drawer, Key, (clock.GetUtcNow() - machine.GetUtcNow()).Ticks.ToString(CultureInfo.InvariantCulture));
        else cabinet.Remove(Drawer, Key);
    }

    /// <summary>The time of the server that wrote a ledger last.</summary>
    public static RunningClock Of(string address, TimeProvider machine)
    {
        if (!Home.HasLedger(address)) return new RunningClock(machine, null);
        using var store = Stores.Open(address);
        return store.Cabinet.Get(Drawer, Key) is { } kept && long.TryParse(kept.Body, CultureInfo.InvariantCulture, out var ticks)
            ? new RunningClock(machine, machine.GetUtcNow() + TimeSpan.FromTicks(ticks)) : new RunningClock(machine, null);
    }
}
