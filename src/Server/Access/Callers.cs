using System.Security.Claims;
using Plumbline.Posture.Assets;
using Plumbline.Server.Access.Accounts;
using Plumbline.Server.Access.Tokens;

namespace Plumbline.Server.Access;

/// <summary>Says of accounts and tokens what <see cref="Caller"/> reads.</summary>
internal static class Callers
{
    /// <summary>The way of people: a browser that signed in.</summary>
    public const string Session = "plumb.session";

    /// <summary>The way of programs: a token in the header.</summary>
    public const string Bearer = "plumb.token";

    /// <summary>The way through a provider.</summary>
    public const string Provider = "plumb.provider";

    public const string Stamp = "plumbline.stamp";
    public const string Display = "plumbline.display";

    /// <summary>Somebody who signed in.</summary>
    public static ClaimsPrincipal Of(Account account) => new(new ClaimsIdentity(
        [.. Common(account), new Claim(Stamp, account.Stamp)], Session));

    /// <summary>A program that acts for somebody.</summary>
    public static ClaimsPrincipal Of(Account owner, Token token) => new(new ClaimsIdentity(
        [.. Common(owner), .. token.Scopes.Select(s => new Claim(Caller.Scope, s.Name()))], Bearer));

    /// <summary>True where a browser asks, which sends its cookie also when another page made it ask.</summary>
    public static bool IsSession(this ClaimsPrincipal user) => user.Identity is { IsAuthenticated: true, AuthenticationType: Session };

    private static IEnumerable<Claim> Common(Account account) =>
    [
        new(ClaimTypes.Name, account.Name), new(ClaimTypes.NameIdentifier, account.Name), new(Display, account.DisplayName), .. account.Roles.Select(r => new Claim(ClaimTypes.Role, r.Name())),
    ];
}
