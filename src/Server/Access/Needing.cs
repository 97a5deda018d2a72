using Microsoft.AspNetCore.Authorization;
using Plumbline.Posture.Assets;

namespace Plumbline.Server.Access;

/// <summary>What a route needs, as its metadata says.</summary>
/// <param name="Permission">The permission.</param>
public sealed record Needed(Permission Permission);

/// <summary>A route that needs somebody who came in, whoever it is.</summary>
public sealed record NeededSignIn;

/// <summary>How routes say what they need.</summary>
public static class Needing
{
    private const string SignedIn = "signed-in";

    /// <summary>The route is for those who may do this.</summary>
    public static T Needs<T>(this T route, Permission permission) where T : IEndpointConventionBuilder =>
        route.RequireAuthorization(PolicyOf(permission)).WithMetadata(new Needed(permission));

    /// <summary>The route is for everybody who came in, and shows only what is theirs.</summary>
    public static T NeedsSignIn<T>(this T route) where T : IEndpointConventionBuilder => route.RequireAuthorization(SignedIn).WithMetadata(new NeededSignIn());

    /// <summary>The policy of a permission.</summary>
    public static string PolicyOf(Permission permission) => "may-" + permission.Name();

    /// <summary>A policy for each permission; a route that names none is for nobody.</summary>
    public static void AddPolicies(this AuthorizationOptions options)
    {
        options.AddPolicy(SignedIn, policy => policy.RequireAuthenticatedUser());
        foreach (var permission in Enum.GetValues<Permission>())
            options.AddPolicy(PolicyOf(permission), policy => policy.RequireAuthenticatedUser().RequireAssertion(context => Caller.Of(context.User).May(permission)));
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build();
    }
}
