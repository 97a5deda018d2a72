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

    /// <summary>Those of a target, the oldest first.</summary>
    public ImmutableArray<DeadLetter> Of(string target) => [.. ledgers.Keep(c => c.List(Drawer, target + "/")).Select(k => JsonSerializer.Deserialize(k.Body, AlertJson.Default.DeadLetter)!)];

    /// <summary>Keeps one.</summary>
    public void Add(DeadLetter letter) => ledgers.Keep(c => c.Put(Drawer, Key(letter.Target, letter.Number), JsonSerializer.Serialize(letter, AlertJson.Default.DeadLetter)));

    /// <summary>Forgets one; false where there is none.</summary>
    public bool Remove(string target, long number) => ledgers.Keep(c => c.Remove(Drawer, Key(target, number)));

    /// <summary>Asks for one, or for all, to be sent again; how many that are.</summary>
    public int Again(string target, long? number)
    {
        var asked = Of(target).Where(l => number is null || l.Number == number).ToList();
        foreach (var letter in asked) Add(letter with { IsAgain = true });
        return asked.Count;
    }

    private static string Key(string target, long number) => string.Create(CultureInfo.InvariantCulture, $"{target}/{number:d19}");
}
