using Plumbline.Server.Keeping;

namespace Plumbline.Server.Access.Accounts;

/// <summary>
/// Sees that somebody stays who gives roles, also where two admins take the role from each other at the same moment on two nodes: who is about to lose it is
/// written down first, and whoever is written down counts no more. Where a node breaks off in between, a name stays there that only keeps others in.
/// </summary>
/// <param name="ledgers">Where it is written.</param>
internal sealed class LastAdmin(LedgerPool ledgers)
{
    private const string Drawer = "marks";
    private const string Key = "admins-leaving";
    private const int Attempts = 20;

    /// <summary>Claims that an account may lose the role; a sentence where nobody else has it.</summary>
    /// <param name="name">The account.</param>
    /// <param name="admins">Who has the role; asked after the claims were read, so that whoever wrote in between is seen.</param>
    /// <returns>What to release the claim with, or why there is none.</returns>
    public (string Claim, string? Problem) Claim(string name, Func<IEnumerable<string>> admins)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var kept = ledgers.Keep(c => c.Get(Drawer, Key));
            var now = admins().ToHashSet(StringComparer.Ordinal);
            var others = Claims(kept?.Body).Where(c => now.Contains(Of(c))).ToList();
            if (now.IsSubsetOf(others.Select(Of).Append(name))) return ("", $"`{name}` is the last admin; make another one first");
            var claim = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name} {(kept?.Version ?? 0) + 1}");
            if (ledgers.Keep(c => c.Put(Drawer, Key, string.Join('\n', [.. others, claim]), kept?.Version ?? 0))) return (claim, null);
        }

        return ("", "admins are changed by others all the time; try again");
    }

    /// <summary>The account has lost the role.</summary>
    public void Release(string claim)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (ledgers.Keep(c => c.Get(Drawer, Key)) is not { } kept || !Claims(kept.Body).Contains(claim)) return;
            if (ledgers.Keep(c => c.Put(Drawer, Key, string.Join('\n', Claims(kept.Body).Where(n => n != claim)), kept.Version))) return;
        }
    }

    private static string[] Claims(string? body) => body?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static string Of(string claim) => claim.Split(' ')[0];
}
