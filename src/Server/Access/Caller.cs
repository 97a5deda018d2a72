using System.Collections.Immutable;
using System.Security.Claims;
using Plumbline.Posture.Assets;

namespace Plumbline.Server.Access;

/// <summary>Who asks, as the server has made sure.</summary>
/// <param name="Name">The name that is written into the ledger.</param>
/// <param name="Roles">What they are here.</param>
public sealed record Caller(string Name, ImmutableArray<Role> Roles)
{
    /// <summary>The claim that lists what a token was narrowed to.</summary>
    public const string Scope = "plumbline.scope";

    /// <summary>What a token was narrowed to; null for everything that the roles allow.</summary>
    public ImmutableArray<Permission>? Narrowed { get; init; }

    /// <summary>True where one of the roles allows it, and the token was not narrowed to less.</summary>
    public bool May(Permission permission) => Roles.Any(r => r.May(permission)) && (Narrowed is not { } only || only.Contains(permission));

    /// <summary>The caller behind what authentication established; nobody may nothing.</summary>
    public static Caller Of(ClaimsPrincipal user) => new(
        user.Identity is { IsAuthenticated: true, Name: { } name } ? name : "",
        [.. user.FindAll(ClaimTypes.Role).Select(c => KebabCase.TryParse<Role>(c.Value, out var role) ? role : (Role?)null).OfType<Role>()])
    {
        Narrowed = user.FindFirst(Scope) is null ? null : [.. user.FindAll(Scope).Select(c => KebabCase.TryParse<Permission>(c.Value, out var permission) ? permission : (Permission?)null).OfType<Permission>()],
    };
}
