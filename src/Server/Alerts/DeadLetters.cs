using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Plumbline.Server.Keeping;

namespace Plumbline.Server.Alerts;

/// <summary>What targets could not be told. Only numbers of records are kept: what they say is in the ledger.</summary>
/// <param name="ledgers">Where they are kept.</param>
public sealed class DeadLetters(LedgerPool ledgers)
{
    private const string Drawer = "alert-dead";
    private readonly ConcurrentDictionary<string, long> changes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (long Change, int Count)> counts = new(StringComparer.Ordinal);

    /// <summary>Counts what was kept, forgotten or asked for of a target since the server was started: whoever saw this number needs not look again.</summary>
    public long Changes(string target) => changes.GetValueOrDefault(target);

    /// <summary>How many there are of a target.</summary>
    public int Count(string target)
    {
        var change = Changes(target);
        if (counts.TryGetValue(target, out var known) && known.Change == change) return known.Count;
        var count = ledgers.Keep(c => c.List(Drawer, target + "/")).Count;
        counts[target] = (change, count);
        return count;
    }

    /// <summary>Those of a target, the oldest first.</summary>
    public ImmutableArray<DeadLetter> Of(string target) => [.. ledgers.Keep(c => c.List(Drawer, target + "/")).Select(k => JsonSerializer.Deserialize(k.Body, AlertJson.Default.DeadLetter)!)];

    /// <summary>Keeps one.</summary>
    public void Add(DeadLetter letter)
    {
        ledgers.Keep(c => c.Put(Drawer, Key(letter.Target, letter.Number), JsonSerializer.Serialize(letter, AlertJson.Default.DeadLetter)));
        Changed(letter.Target);
    }

    /// <summary>Forgets one; false where there is none.</summary>
    public bool Remove(string target, long number)
    {
        if (!ledgers.Keep(c => c.Remove(Drawer, Key(target, number)))) return false;
        Changed(target);
        return true;
    }

    /// <summary>Asks for one, or for all, to be sent again; how many that are.</summary>
    public int Again(string target, long? number)
    {
        var asked = Of(target).Where(l => number is null || l.Number == number).ToList();
        foreach (var letter in asked) Add(letter with { IsAgain = true });
        return asked.Count;
    }

    private void Changed(string target) => changes.AddOrUpdate(target, 1, (_, n) => n + 1);

    private static string Key(string target, long number) => string.Create(CultureInfo.InvariantCulture, $"{target}/{number:d19}");
}
