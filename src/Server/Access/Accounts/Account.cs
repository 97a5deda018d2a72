using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Plumbline.Posture.Assets;

namespace Plumbline.Server.Access.Accounts;

/// <summary>Somebody who may come in.</summary>
/// <param name="Name">What the ledger calls them; never given to somebody else.</param>
/// <param name="DisplayName">What people call them.</param>
/// <param name="Roles">What they are here.</param>
public sealed partial record Account(string Name, string DisplayName, ImmutableArray<Role> Roles)
{
    /// <summary>Characters of a password at least; what else it consists of is not asked.</summary>
    public const int ShortestPassword = 12;

    private const int LongestPassword = 200;

    /// <summary>The password's hash; null where there is none, because a provider signs them in.</summary>
    public string? Password { get; init; }

    /// <summary>True where they may not come in any more.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>Changes with the password, and when all sessions are ended.</summary>
    public string Stamp { get; init; } = "";

    /// <summary>The provider that signs them in; null for the server itself.</summary>
    public string? Issuer { get; init; }

    /// <summary>A digest of issuer and subject, whose account it is; null for the server itself, and where it was made before this was kept.</summary>
    public string? Subject { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset Made { get; init; }

    /// <summary>A name as it is looked up.</summary>
    public static string Folded(string name) => name.Trim().ToLowerInvariant();

    /// <summary>What is wrong with a name, or null.</summary>
    public static string? NameProblem(string name) =>
        Names().IsMatch(name) ? null : "a name is 1 to 64 letters, digits and `.`, `-`, `_`, `@`, and begins with a letter or digit";

    /// <summary>What is wrong with a password for somebody, or null.</summary>
    public static string? PasswordProblem(string password, string name) =>
        password.Length is < ShortestPassword or > LongestPassword ? $"a password has {ShortestPassword} to {LongestPassword} characters; a few words are best"
        : password.Contains(name, StringComparison.OrdinalIgnoreCase) && password.Length < name.Length + ShortestPassword ? "the password is hardly more than the name; choose a few words"
        : password.Distinct().Count() < 5 ? "the password repeats itself; choose a few words" : null;

    /// <summary>What is wrong with having these roles together, or null.</summary>
    public static string? RolesProblem(ImmutableArray<Role> roles) =>
        roles.IsEmpty ? $"say at least one role: {string.Join(", ", Enum.GetValues<Role>().Select(r => r.Name()))}"
        : roles.Contains(Role.Admin) && roles.Contains(Role.Approver) ? "who gives roles cannot also approve; choose `admin` or `approver`" : null;

    /// <summary>Roles as they may be together: who gives roles does not also approve, whatever groups somebody is in.</summary>
    public static ImmutableArray<Role> Together(ImmutableArray<Role> roles) => [.. roles.Distinct().Order().Where(r => r != Role.Approver || !roles.Contains(Role.Admin))];

    /// <summary>True where some role allows it and the account is not disabled.</summary>
    public bool May(Permission permission) => !IsDisabled && Roles.Any(r => r.May(permission));

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9.\-_@]{0,63}\z")]
    private static partial Regex Names();
}

/// <summary>An account as it is kept, with the version that was read.</summary>
internal sealed record KeptAccount(Account Account, long Version);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Account))]
internal sealed partial class AccountJson : JsonSerializerContext;
