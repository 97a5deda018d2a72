using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Plumbline.Server.Access.Tokens;

/// <summary>A token of a program, without the token.</summary>
/// <param name="Id">What it is called in lists and in the ledger.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Owner">The account it acts for.</param>
/// <param name="Scopes">What it was narrowed to; it never may more than its owner.</param>
/// <param name="Hash">SHA-256 of the token, hexadecimal.</param>
/// <param name="Made">When it was made.</param>
/// <param name="Expires">When it ends.</param>
public sealed record Token(string Id, string Name, string Owner, ImmutableArray<Permission> Scopes, string Hash, DateTimeOffset Made, DateTimeOffset Expires)
{
    /// <summary>What every token begins with, so that scanners of secrets know it.</summary>
    public const string Prefix = "plumb_";

    /// <summary>Days it lasts where nobody says.</summary>
    public const int UsualDays = 30;

    /// <summary>Days it lasts at most.</summary>
    public const int MostDays = 365;

    /// <summary>The hour of its last use; null where it was never used.</summary>
    public DateTimeOffset? Used { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Token))]
internal sealed partial class TokenJson : JsonSerializerContext;
