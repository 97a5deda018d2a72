using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Server.Keeping;
using Plumbline.Store.Ledgers;

namespace Plumbline.Server.Access.Accounts;

/// <summary>The accounts of this server. What is not allowed is told in a sentence and nothing is written.</summary>
/// <param name="ledgers">Where they are kept.</param>
/// <param name="passwords">Hashes passwords.</param>
/// <param name="journal">Where it is written who changed what.</param>
/// <param name="clock">The machine's time.</param>
public sealed class AccountBook(LedgerPool ledgers, Passwords passwords, Journal journal, TimeProvider clock)
{
    internal const string Drawer = "accounts";
    private const int Attempts = 20;

    /// <summary>All of them, by name.</summary>
    public ImmutableArray<Account> All => [.. ledgers.Keep(c => c.List(Drawer)).Select(k => Read(k.Body))];

    /// <summary>True where nobody has an account yet.</summary>
    public bool IsEmpty => ledgers.Keep(c => c.List(Drawer)).Count == 0;

    /// <summary>The account of a name, or null.</summary>
    public Account? Find(string name) => ledgers.Keep(c => c.Get(Drawer, name)) is { } kept ? Read(kept.Body) : null;

    /// <summary>Makes an account.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="displayName">What people call them; the name where it is empty.</param>
    /// <param name="roles">What they are.</param>
    /// <param name="password">The password; null for an account that only has tokens.</param>
    /// <param name="actor">Who makes it.</param>
    /// <returns>What is wrong, or null where it is made.</returns>
    public string? Make(string name, string displayName, ImmutableArray<Role> roles, string? password, string actor)
    {
        name = Account.Folded(name);
        if ((Account.NameProblem(name) ?? Account.RolesProblem(roles) ?? ShownProblem(displayName) ?? (password is null ? null : Account.PasswordProblem(password, name))) is { } problem) return problem;
        var account = new Account(name, displayName.Trim() is { Length: > 0 } shown ? shown : name, [.. roles.Distinct().Order()])
        {
            Password = password is null ? null : passwords.Hash(password), Stamp = NewStamp(), Made = clock.GetUtcNow(),
        };
        if (!Put(account, 0)) return $"`{name}` is there already; choose another name";
        journal.Note(Subject(name), actor, "made", json => WriteRoles(json, account));
        return null;
    }

    /// <summary>Changes roles, name or whether somebody may come in.</summary>
    /// <returns>What is wrong, or null where it is changed.</returns>
    public string? Change(string name, AccountChange change, string actor)
    {
        if (change.DisplayName is { } shown && ShownProblem(shown) is { } unshown) return unshown;
        return Rewrite(name, actor, change.IsDisabled switch { true => "disabled", false => "enabled", null => "changed" }, account =>
        {
            if (change.Roles is { } roles)
            {
                if (account.Issuer is not null) return (null, $"`{name}` has the roles that the provider's groups give; change them there, or --sso-role");
                if (account.Name == actor) return (null, "nobody changes the own roles; ask another admin");
                if (Account.RolesProblem(roles) is { } wrong) return (null, wrong);
            }

            if (change.IsDisabled == true && account.Name == actor) return (null, "nobody disables the own account; ask another admin");
            var after = account with
            {
                Roles = change.Roles is { } given ? [.. given.Distinct().Order()] : account.Roles, DisplayName = change.DisplayName?.Trim() is { Length: > 0 } text ? text : account.DisplayName,
                IsDisabled = change.IsDisabled ?? account.IsDisabled, Stamp = change.IsDisabled == true ? NewStamp() : account.Stamp,
            };
            return account.May(Permission.Administer) && !after.May(Permission.Administer) && All.Count(a => a.May(Permission.Administer)) < 2
                ? (null, $"`{name}` is the last admin; make another one first") : (after, null);
        });
    }

    /// <summary>Gives a new password and ends every session.</summary>
    /// <returns>What is wrong, or null where it is changed.</returns>
    public string? SetPassword(string name, string password, string actor) =>
        Account.PasswordProblem(password, Account.Folded(name)) is { } problem ? problem
        : Rewrite(name, actor, "password-changed", account => account.Issuer is not null
            ? (null, $"`{name}` signs in at the provider and has no password here")
            : (account with { Password = passwords.Hash(password), Stamp = NewStamp() }, null));

    /// <summary>The account of somebody a provider vouches for, made or brought up to date; a sentence where they may not come in.</summary>
    /// <param name="identity">Whom the provider names.</param>
    /// <param name="roles">What their groups make them.</param>
    public (Account? Account, string? Problem) Welcome(ForeignIdentity identity, ImmutableArray<Role> roles)
    {
        var key = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new[] { identity.Issuer, identity.Subject }, ForeignJson.Default.StringArray)));
        var name = ledgers.Keep(c => c.Get("subjects", key))?.Body;
        if (name is null && Account.RolesProblem(roles) is not null) return (null, "no group of theirs has a role here");
        if (name is null) return (Invite(identity, key, roles), null);
        var problem = Rewrite(name, "provider", "changed", account =>
            account.IsDisabled ? (null, $"`{name}` is disabled")
            : (account with { Roles = roles.Contains(Role.Admin) ? [.. roles.Where(r => r != Role.Approver)] : roles, DisplayName = Shown(identity) ?? account.DisplayName }, null));
        if (problem is not null) return (null, problem);
        return roles.IsEmpty ? (null, "no group of theirs has a role here") : (Find(name), null);
    }

    /// <summary>Keeps a password's hash anew where it was made with fewer rounds than today's.</summary>
    internal void Rehash(Account account, string password) =>
        ledgers.Keep(c => c.Get(Drawer, account.Name) is { } kept && Read(kept.Body) is var now && now.Stamp == account.Stamp && c.Put(Drawer, account.Name, Write(now with { Password = passwords.Hash(password) }), kept.Version));

    internal static string Subject(string name) => $"account/{name}";

    private Account Invite(ForeignIdentity identity, string key, ImmutableArray<Role> roles)
    {
        var wanted = Account.Folded(identity.Name ?? "");
        foreach (var name in (string[])[wanted, $"sso-{key[..12]}", $"sso-{key[..24]}"])
        {
            if (Account.NameProblem(name) is not null) continue;
            var account = new Account(name, Shown(identity) ?? name, roles.Contains(Role.Admin) ? [.. roles.Where(r => r != Role.Approver)] : roles) { Issuer = identity.Issuer, Stamp = NewStamp(), Made = clock.GetUtcNow() };
            // A name that is taken is somebody else's, whatever the provider says.
            if (!Put(account, 0)) continue;
            ledgers.Keep(c => c.Put("subjects", key, name));
            journal.Note(Subject(name), "provider", "made", json => WriteRoles(json, account));
            return account;
        }

        throw new LedgerException("no name is free for somebody the provider vouches for; look at the list of accounts");
    }

    private string? Rewrite(string name, string actor, string what, Func<Account, (Account? After, string? Problem)> change)
    {
        name = Account.Folded(name);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (ledgers.Keep(c => c.Get(Drawer, name)) is not { } kept) return $"`{name}` is no account";
            var before = Read(kept.Body);
            var (after, problem) = change(before);
            if (after is null) return problem;
            if (Write(after) == kept.Body) return null;
            if (!Put(after, kept.Version)) continue;
            journal.Note(Subject(name), actor, what, json => WriteRoles(json, after));
            return null;
        }

        return $"`{name}` is changed by others all the time; try again";
    }

    private bool Put(Account account, long seen) => ledgers.Keep(c => c.Put(Drawer, account.Name, Write(account), seen));

    private static void WriteRoles(Utf8JsonWriter json, Account account)
    {
        json.WriteStartArray("roles");
        foreach (var role in account.Roles) json.WriteStringValue(role.Name());
        json.WriteEndArray();
        json.WriteBoolean("disabled", account.IsDisabled);
    }

    private static string? ShownProblem(string name) => name.Length > 100 || name.Any(char.IsControl) ? "a display name has at most 100 characters on one line" : null;

    private static string? Shown(ForeignIdentity identity) => identity.DisplayName is { Length: > 0 } name && ShownProblem(name) is null ? name : null;

    private static string NewStamp() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private static string Write(Account account) => JsonSerializer.Serialize(account, AccountJson.Default.Account);

    private static Account Read(string body) => JsonSerializer.Deserialize(body, AccountJson.Default.Account)!;
}
