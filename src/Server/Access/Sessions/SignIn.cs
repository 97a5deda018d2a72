using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Identity;
using Plumbline.Server.Access.Accounts;

namespace Plumbline.Server.Access.Sessions;

/// <summary>How trying to sign in ended.</summary>
internal enum Attempt
{
    /// <summary>They are who they say.</summary>
    Welcome,

    /// <summary>Name or password is wrong, or the account is disabled; which of them is not told.</summary>
    Refused,

    /// <summary>It was tried too often.</summary>
    TooOften,
}

/// <summary>Compares names and passwords, not too often, and never too many at once.</summary>
/// <param name="accounts">The accounts.</param>
/// <param name="passwords">Compares.</param>
/// <param name="journal">Where it is written.</param>
internal sealed class SignIn(AccountBook accounts, Passwords passwords, Journal journal) : IDisposable
{
    private const int LongestInput = 256;
    private readonly PartitionedRateLimiter<(string Name, string Network)> often = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<(string Name, string Network), string>(w => Window(w.Network, 60)),
        PartitionedRateLimiter.Create<(string Name, string Network), string>(w => Window($"{w.Name} {w.Network}", 8)),
        PartitionedRateLimiter.Create<(string Name, string Network), string>(w => Window(w.Name, 40)));

    // A hash costs a processor a quarter of a second: whoever asks for many must not take all of them.
    private readonly ConcurrencyLimiter hashes = new(new ConcurrencyLimiterOptions { PermitLimit = 2, QueueLimit = 16, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });

    /// <summary>Tries a name and a password.</summary>
    /// <param name="name">The name, as it was typed.</param>
    /// <param name="password">The password.</param>
    /// <param name="from">Where it comes from.</param>
    /// <param name="what">What the ledger calls it when they fit.</param>
    /// <param name="cancellation">Ends waiting for a turn.</param>
    public async Task<(Attempt Attempt, Account? Account)> TryAsync(string name, string password, IPAddress? from, string what, CancellationToken cancellation)
    {
        name = Account.Folded(name);
        if (name.Length > LongestInput || password.Length > LongestInput) return (Attempt.Refused, null);
        var network = Network(from);
        using var turn = often.AttemptAcquire((name, network));
        if (!turn.IsAcquired) return (Attempt.TooOften, null);
        using var hash = await hashes.AcquireAsync(1, cancellation).ConfigureAwait(false);
        if (!hash.IsAcquired) return (Attempt.TooOften, null);
        var account = Account.NameProblem(name) is null ? accounts.Find(name) : null;
        var result = await Task.Run(() => passwords.Verify(account?.Password, password), CancellationToken.None).ConfigureAwait(false);
        if (result == PasswordVerificationResult.Failed || account is null || account.IsDisabled)
        {
            // What was typed as a name may be a password: only names that exist are written.
            journal.Note(AccountBook.Subject(account?.Name ?? "unknown"), account is null ? "unknown" : account.Name, "sign-in-refused", json => json.WriteString("from", network));
            return (Attempt.Refused, null);
        }

        if (result == PasswordVerificationResult.SuccessRehashNeeded) accounts.Rehash(account, password);
        journal.Note(AccountBook.Subject(account.Name), account.Name, what, json => json.WriteString("from", network));
        return (Attempt.Welcome, account);
    }

    /// <summary>The network of an address: near enough to see where tries come from, too coarse to follow a person.</summary>
    internal static string Network(IPAddress? from)
    {
        if (from is null) return "unknown";
        if (from.IsIPv4MappedToIPv6) from = from.MapToIPv4();
        var (bytes, kept) = (from.GetAddressBytes(), from.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 3 : 6);
        bytes.AsSpan(kept).Clear();
        return $"{new IPAddress(bytes)}/{kept * 8}";
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        often.Dispose();
        hashes.Dispose();
    }

    private static RateLimitPartition<string> Window(string key, int most) => RateLimitPartition.GetSlidingWindowLimiter(
        key, _ => new SlidingWindowRateLimiterOptions { PermitLimit = most, Window = TimeSpan.FromMinutes(5), SegmentsPerWindow = 5 });
}
