using System.Globalization;
using Plumbline.Store.Cabinets;

namespace Plumbline.Server.Keeping;

/// <summary>What is kept under numbered ids: nobody's place is given twice and nobody's change is overwritten, also where two write at once.</summary>
internal static class FreeId
{
    /// <summary>Keeps something under the first free id of its kind, `kind-1` on, and says which that is.</summary>
    /// <param name="ledgers">Where it is kept.</param>
    /// <param name="drawer">The drawer.</param>
    /// <param name="kind">What ids begin with.</param>
    /// <param name="isTaken">True for ids that something outside the drawer has.</param>
    /// <param name="body">What to keep under an id.</param>
    public static string Keep(LedgerPool ledgers, string drawer, string kind, Func<string, bool> isTaken, Func<string, string> body)
    {
        for (var i = 1; ; i++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{kind}-{i}");
            if (!isTaken(id) && ledgers.Keep(c => c.Put(drawer, id, body(id), 0))) return id;
        }
    }

    /// <summary>Changes what is kept; false where it is not what was looked at any more.</summary>
    /// <param name="ledgers">Where it is kept.</param>
    /// <param name="drawer">The drawer.</param>
    /// <param name="id">Under which id.</param>
    /// <param name="isKnown">True for what was looked at.</param>
    /// <param name="body">What to keep.</param>
    public static bool Change(LedgerPool ledgers, string drawer, string id, Func<Kept, bool> isKnown, string body) =>
        ledgers.Keep(c => c.Get(drawer, id) is { } kept && isKnown(kept) && c.Put(drawer, id, body, kept.Version));
}
