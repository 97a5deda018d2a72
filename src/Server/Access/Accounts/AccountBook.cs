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
    private const string Subjects = "subjects";
    private const string Provider = "provider";
    private const string Roleless = "no group of theirs has a role here";
    private const int Attempts = 20;
    private readonly LastAdmin lastAdmin = new(ledgers);

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
        if (Problem(name, displayName, roles, password) is { } problem) return problem;
        var account = new Account(name, displayName.Trim() is { Length: > 0 } shown ? shown : name, [.. roles.Distinct().Order()])
        {
            Password = password is null ? null : passwords.Hash(password), Stamp = NewStamp(), Made = clock.GetUtcNow(),
        };
        if (!Put(account, 0)) return $"`{name}` is there already; choose another name";
        journal.Note(Subject(name), actor, "made", json => WriteRoles(json, account));
        return null;
    }

    /// <summary>Why such an account cannot be made, or null; whether the name is taken is not asked.</summary>
    internal static string? Problem(string name, string displayName, ImmutableArray<Role> roles, string? password) =>
        Account.NameProblem(name) ?? Account.RolesProblem(roles) ?? ShownProblem(displayName) ?? (password is null ? null : Account.PasswordProblem(password, name));

    /// <summary>Changes roles, name, password or whether somebody may come in: all of it or nothing.</summary>
    /// <returns>What is wrong, or null where it is changed.</returns>
    public string? Change(string name, AccountChange change, string actor)
    {
        name = Account.Folded(name);
        if (change.DisplayName is { } shown && ShownProblem(shown) is { } unshown) return unshown;
        if (change.Password is { } password && Account.PasswordProblem(password, name) is { } weak) return weak;
        var isOnlyPassword = change is { Password: not null, DisplayName: null, Roles: null, IsDisabled: null };
        var hash = change.Password is null ? null : passwords.Hash(change.Password);
        var problem = Rewrite(name, actor, isOnlyPassword ? "password-changed" : change.IsDisabled switch { true => "disabled", false => "enabled", null => "changed" }, account => Changed(account, change, hash, actor));
        if (problem is null && hash is not null && !isOnlyPassword) journal.Note(Subject(name), actor, "password-changed");
        return problem;
    }

    /// <summary>Gives a new password and ends every session.</summary>
    /// <returns>What is wrong, or null where it is changed.</returns>
    public string? SetPassword(string name, string password, string actor) => Change(name, new AccountChange(null, null, null) { Password = password }, actor);

    /// <summary>The account of somebody a provider vouches for, made or brought up to date; a sentence where they may not come in.</summary>
    /// <param name="identity">Whom the provider names.</param>
    /// <param name="roles">What their groups make them.</param>
    public (Account? Account, string? Problem) Welcome(ForeignIdentity identity, ImmutableArray<Role> roles)
    {
        var key = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new[] { identity.Issuer, identity.Subject }, ForeignJson.Default.StringArray)));
        roles = Account.Together(roles);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var kept = ledgers.Keep(c => c.Get(Subjects, key));
            var account = kept is null ? null : Find(kept.Body);
            if (account is not null && account.Issuer == identity.Issuer && (account.Subject ?? key) == key) return Again(account.Name, identity, key, roles);
            if (roles.IsEmpty) return (null, Roleless);
            // The name is reserved before the account is there: of two who come at once both take the same, and who breaks off in between goes on with it.
            var name = kept is not null && account is null ? kept.Body : Free(identity, key);
            if (name != kept?.Body && !ledgers.Keep(c => c.Put(Subjects, key, name, kept?.Version ?? 0))) continue;
            var made = new Account(name, Shown(identity) ?? name, roles) { Issuer = identity.Issuer, Subject = key, Stamp = NewStamp(), Made = clock.GetUtcNow() };
            if (!Put(made, 0)) continue;
            journal.Note(Subject(name), Provider, "made", json => WriteRoles(json, made));
            return (made, null);
        }

        throw new LedgerException("somebody the provider vouches for comes in too often at once; try again");
    }

    /// <summary>Keeps a password's hash anew where it was made with fewer rounds than today's.</summary>
    internal void Rehash(Account account, string password) =>
        ledgers.Keep(c => c.Get(Drawer, account.Name) is { } kept && Read(kept.Body) is var now && now.Stamp == account.Stamp && c.Put(Drawer, account.Name, Write(now with { Password = passwords.Hash(password) }), kept.Version));

    internal static string Subject(string name) => $"account/{name}";

    private (Account?, string?) Again(string name, ForeignIdentity identity, string key, ImmutableArray<Role> roles)
    {
        var problem = Rewrite(name, Provider, "changed", account =>
            account.IsDisabled ? (null, $"`{name}` is disabled") : (account with { Roles = roles, Subject = key, DisplayName = Shown(identity) ?? account.DisplayName }, null));
        return problem is not null ? (null, problem) : roles.IsEmpty ? (null, Roleless) : (Find(name), null);
    }

    // A name that is taken is somebody else's, whatever the provider says.
    private string Free(ForeignIdentity identity, string key) =>
        ((string[])[Account.Folded(identity.Name ?? ""), $"sso-{key[..12]}", $"sso-{key[..24]}"]).FirstOrDefault(n => Account.NameProblem(n) is null && Find(n) is null)
        ?? throw new LedgerException("no name is free for somebody the provider vouches for; look at the list of accounts");

    private static (Account? After, string? Problem) Changed(Account account, AccountChange change, string? hash, string actor)
    {
        if (change.Roles is { } roles)
        {
            if (account.Issuer is not null) return (null, $"`{account.Name}` has the roles that the provider's groups give; change them there, or --sso-role");
            if (account.Name == actor) return (null, "nobody changes the own roles; ask another admin");
            if (Account.RolesProblem(roles) is { } wrong) return (null, wrong);
        }

        if (change.IsDisabled == true && account.Name == actor) return (null, "nobody disables the own account; ask another admin");
        if (hash is not null && account.Issuer is not null) return (null, $"`{account.Name}` signs in at the provider and has no password here");
        return (account with
        {
            Roles = change.Roles is { } given ? [.. given.Distinct().Order()] : account.Roles, DisplayName = change.DisplayName?.Trim() is { Length: > 0 } text ? text : account.DisplayName,
            IsDisabled = change.IsDisabled ?? account.IsDisabled, Password = hash ?? account.Password, Stamp = change.IsDisabled == true || hash is not null ? NewStamp() : account.Stamp,
        }, null);
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
            var isTaken = actor != Provider && before.May(Permission.Administer) && !after.May(Permission.Administer);
            var (claim, last) = isTaken ? lastAdmin.Claim(name, () => All.Where(a => a.May(Permission.Administer)).Select(a => a.Name)) : ("", null);
            if (last is not null) return last;
            var isWritten = Put(after, kept.Version);
            if (isTaken) lastAdmin.Release(claim);
            if (!isWritten) continue;
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
