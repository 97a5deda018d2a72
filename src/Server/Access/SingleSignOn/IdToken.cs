using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Plumbline.Server.Access.SingleSignOn;

/// <summary>
/// What an ID token says. Its signature is not looked at: it came from the provider itself, over a connection whose certificate was checked, which OpenID
/// Connect Core 3.1.3.7 takes in its place. That it is meant for this server and for this sign-in is checked.
/// </summary>
internal static class IdToken
{
    private const int Longest = 64 << 10;
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    /// <summary>The claims of a token. A <see cref="ProviderException"/> where it is none for this server, now, and this sign-in.</summary>
    public static JsonElement Read(string? token, Provider provider, string nonce, DateTimeOffset now)
    {
        var claims = Claims(token ?? throw new ProviderException("the provider gave no ID token; ask for the scope `openid`"));
        if (Text(claims, "iss") != provider.Name) throw new ProviderException("the ID token is of another issuer");
        if (!Texts(claims, "aud").Contains(provider.Client) || (Text(claims, "azp") is { } authorized && authorized != provider.Client)) throw new ProviderException("the ID token is for another client");
        if (!claims.TryGetProperty("exp", out var exp) || !exp.TryGetDouble(out var seconds) || seconds < (now - Skew).ToUnixTimeSeconds()) throw new ProviderException("the ID token has ended");
        if (Text(claims, "nonce") != nonce) throw new ProviderException("the ID token is of another sign-in");
        return Text(claims, "sub") is { Length: > 0 and <= 255 } ? claims : throw new ProviderException("the ID token names nobody");
    }

    /// <summary>A text of the claims, or null.</summary>
    public static string? Text(JsonElement claims, string name) => claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A list of texts, or the one text that stands for it.</summary>
    public static IReadOnlyList<string> Texts(JsonElement claims, string name) =>
        !claims.TryGetProperty(name, out var value) ? []
        : value.ValueKind == JsonValueKind.String ? [value.GetString()!]
        : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)] : [];

    private static JsonElement Claims(string token)
    {
        try
        {
            var parts = token.Split('.');
            if (parts.Length != 3 || token.Length > Longest) throw new FormatException();
            using var document = JsonDocument.Parse(WebEncoders.Base64UrlDecode(parts[1]), new JsonDocumentOptions { MaxDepth = 32 });
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : throw new FormatException();
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            throw new ProviderException("what the provider gave is no ID token", e);
        }
    }
}
