using System.Collections.Immutable;

namespace Plumbline.Server.Access.SingleSignOn;

/// <summary>A provider of OpenID Connect.</summary>
/// <param name="Issuer">Its name and address, as its own description says it.</param>
/// <param name="Client">What it calls this server.</param>
/// <param name="Secret">What this server shows to it.</param>
/// <param name="Roles">Which group is which role.</param>
public sealed record Provider(Uri Issuer, string Client, string Secret, ImmutableSortedDictionary<string, Role> Roles)
{
    /// <summary>The claim that lists groups.</summary>
    public string Claim { get; init; } = "groups";

    /// <summary>What is asked for.</summary>
    public ImmutableArray<string> Scopes { get; init; } = ["openid", "profile", "email"];

    /// <summary>What is wrong with it, or null.</summary>
    public string? Problem =>
        Issuer.Scheme != "https" && !(Issuer.Scheme == "http" && Issuer.IsLoopback) ? $"`{Issuer}` is no issuer; it begins with https://"
        : Issuer.Query.Length + Issuer.Fragment.Length + Issuer.UserInfo.Length > 0 ? $"`{Issuer.GetLeftPart(UriPartial.Path)}` is no issuer; it has neither a user nor a question mark"
        : Client.Length == 0 ? "say what the provider calls this server: --sso-client"
        : Secret.Length == 0 ? "the provider's secret is missing; put it into PLUMB_SSO_SECRET"
        : Roles.IsEmpty ? "nobody of the provider would have a role; say --sso-role GROUP=ROLE" : null;

    /// <summary>The issuer as texts compare it.</summary>
    public string Name => Issuer.OriginalString;
}
