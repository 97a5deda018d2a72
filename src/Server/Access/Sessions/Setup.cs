using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Plumbline.Server.Access.Accounts;
using Plumbline.Server.Keeping;

namespace Plumbline.Server.Access.Sessions;

/// <summary>The first account: who reads what the server prints at its first start may make it, once, within the hour.</summary>
/// <param name="ledgers">Where the token's hash is kept.</param>
/// <param name="accounts">The accounts.</param>
/// <param name="clock">The machine's time.</param>
internal sealed class Setup(LedgerPool ledgers, AccountBook accounts, TimeProvider clock)
{
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(1);
    private const string Drawer = "marks";
    private const string Key = "setup";

    /// <summary>A new token, in place of one that was offered before; null where somebody has an account.</summary>
    public string? Offer()
    {
        if (!accounts.IsEmpty) return null;
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var until = (clock.GetUtcNow() + Lasts).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        ledgers.Keep(c => c.Put(Drawer, Key, $"{until} {Hash(token)}"));
        return token;
    }

    /// <summary>True where this token makes the first account now.</summary>
    public bool IsOpen(string? token)
    {
        if (token is not { Length: 64 } || ledgers.Keep(c => c.Get(Drawer, Key)) is not { } kept || !accounts.IsEmpty) return false;
        var parts = kept.Body.Split(' ');
        return long.Parse(parts[0], CultureInfo.InvariantCulture) > clock.GetUtcNow().ToUnixTimeSeconds()
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(parts[1]), Encoding.ASCII.GetBytes(Hash(token)));
    }

    /// <summary>Makes the first account, an admin.</summary>
    /// <returns>What is wrong, or null where it is made.</returns>
    public string? Make(string? token, string name, string displayName, string password)
    {
        const string Closed = "this link has been used, is older than an hour, or is not the last one printed; start the server again for a new one";
        if (!IsOpen(token)) return Closed;
        name = Account.Folded(name);
        if (AccountBook.Problem(name, displayName, [Role.Admin], password) is { } problem) return problem;
        // Of two who come at once, only one takes the token away.
        if (!ledgers.Keep(c => c.Remove(Drawer, Key))) return Closed;
        return accounts.Make(name, displayName, [Role.Admin], password, name);
    }

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(token)));
}
