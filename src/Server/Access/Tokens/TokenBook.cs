using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Server.Access.Accounts;
using Plumbline.Server.Keeping;
using Plumbline.Store.Ledgers;

namespace Plumbline.Server.Access.Tokens;

/// <summary>The tokens of programs. A token is shown once; what is kept is its hash.</summary>
/// <param name="ledgers">Where they are kept.</param>
/// <param name="accounts">Their owners.</param>
/// <param name="journal">Where it is written who made what.</param>
/// <param name="clock">The machine's time.</param>
public sealed class TokenBook(LedgerPool ledgers, AccountBook accounts, Journal journal, TimeProvider clock)
{
    private const string Drawer = "tokens";
    private const int Bytes = 32;
    private const int IdLength = 16;
    private const int MostOfOne = 100;

    /// <summary>Tokens that still hold and those that ended, newest last; of one owner, or of all.</summary>
    public ImmutableArray<Token> List(string? owner) =>
        [.. ledgers.Keep(c => c.List(Drawer)).Select(k => Read(k.Body)).Where(t => owner is null || t.Owner == owner).OrderBy(t => t.Made).ThenBy(t => t.Id, StringComparer.Ordinal)];

    /// <summary>Makes a token for an account.</summary>
    /// <param name="owner">The account's name.</param>
    /// <param name="name">What the token is called.</param>
    /// <param name="scopes">What it may.</param>
    /// <param name="days">How long it lasts.</param>
    /// <param name="actor">Who makes it.</param>
    /// <returns>The token itself and what is kept of it; or what is wrong.</returns>
    public (string? Secret, Token? Kept, string? Problem) Make(string owner, string name, ImmutableArray<Permission> scopes, int days, string actor)
    {
        if (accounts.Find(Account.Folded(owner)) is not { IsDisabled: false } account) return (null, null, $"`{owner}` is no account that may come in");
        if (name.Trim().Length is 0 or > 100 || name.Any(char.IsControl)) return (null, null, "a token has a name of at most 100 characters, so that somebody knows later what it was for");
        if (days is < 1 or > Token.MostDays) return (null, null, $"`{days}` days are not possible; choose 1 to {Token.MostDays}");
        if (scopes.IsEmpty) return (null, null, $"say what the token may: {string.Join(", ", Enum.GetValues<Permission>().Where(account.May).Select(p => p.Name()))}");
        if (scopes.Where(s => !account.May(s)).Select(s => s.Name()).FirstOrDefault() is { } more) return (null, null, $"`{account.Name}` may not `{more}`, so no token of theirs may");
        if (List(account.Name).Length >= MostOfOne) return (null, null, $"`{account.Name}` has {MostOfOne} tokens; take those away that nobody uses");
        var secret = Token.Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        var (hash, now) = (Hash(secret), clock.GetUtcNow());
        var token = new Token(hash[..IdLength], name.Trim(), account.Name, [.. scopes.Distinct().Order()], hash, now, now.AddDays(days));
        ledgers.Keep(c => c.Put(Drawer, token.Id, Write(token), 0));
        journal.Note($"token/{token.Id}", actor, "made", json =>
        {
            json.WriteString("owner", token.Owner);
            json.WriteString("name", token.Name);
            json.WriteString("scopes", string.Join(' ', token.Scopes.Select(s => s.Name())));
            json.WriteString("expires", token.Expires);
        });
        return (secret, token, null);
    }

    /// <summary>Takes a token away; false where there is none of that owner.</summary>
    /// <param name="id">Which.</param>
    /// <param name="owner">Whose it must be; null for anybody's.</param>
    /// <param name="actor">Who does it.</param>
    public bool Remove(string id, string? owner, string actor)
    {
        if (ledgers.Keep(c => c.Get(Drawer, id)) is not { } kept || (owner is not null && Read(kept.Body).Owner != owner) || !ledgers.Keep(c => c.Remove(Drawer, id))) return false;
        journal.Note($"token/{id}", actor, "taken-away", json => json.WriteString("owner", Read(kept.Body).Owner));
        return true;
    }

    /// <summary>The token somebody shows and its owner; null where it is none, has ended, or its owner may not come in.</summary>
    public (Token Token, Account Owner)? Find(string secret)
    {
        if (secret.Length > 100 || !secret.StartsWith(Token.Prefix, StringComparison.Ordinal)) return null;
        var hash = Hash(secret);
        if (ledgers.Keep(c => c.Get(Drawer, hash[..IdLength])) is not { } kept) return null;
        var (token, now) = (Read(kept.Body), clock.GetUtcNow());
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(token.Hash)) || token.Expires <= now) return null;
        if (accounts.Find(token.Owner) is not { IsDisabled: false } owner) return null;
        var hour = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerHour), TimeSpan.Zero);
        if (token.Used != hour) Note(token with { Used = hour }, kept.Version);
        return (token, owner);
    }

    private void Note(Token used, long seen)
    {
        try
        {
            // Somebody else noting the same hour is as good.
            ledgers.Keep(c => c.Put(Drawer, used.Id, Write(used), seen));
        }
        catch (LedgerException)
        {
            // Where nothing can be written, what can be read is still read.
        }
    }

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static string Write(Token token) => JsonSerializer.Serialize(token, TokenJson.Default.Token);

    private static Token Read(string body) => JsonSerializer.Deserialize(body, TokenJson.Default.Token)!;
}
