using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Plumbline.Server.Access.Accounts;

/// <summary>What is to change about an account; null leaves it as it is.</summary>
public sealed record AccountChange(string? DisplayName, ImmutableArray<Role>? Roles, bool? IsDisabled)
{
    /// <summary>A new password, which ends every session.</summary>
    public string? Password { get; init; }
}

/// <summary>Somebody a provider vouches for.</summary>
/// <param name="Issuer">The provider.</param>
/// <param name="Subject">What it calls them, for ever.</param>
/// <param name="Name">The name they sign in with there.</param>
/// <param name="DisplayName">What people call them.</param>
public sealed record ForeignIdentity(string Issuer, string Subject, string? Name, string? DisplayName);

[JsonSerializable(typeof(string[]))]
internal sealed partial class ForeignJson : JsonSerializerContext;
