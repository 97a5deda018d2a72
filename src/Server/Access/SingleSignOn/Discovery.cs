using System.Text.Json;
using Plumbline.Server.Keeping;

namespace Plumbline.Server.Access.SingleSignOn;

/// <summary>Where a provider answers, as its own description says.</summary>
/// <param name="Authorization">Where people are sent.</param>
/// <param name="Token">Where a code becomes a token.</param>
/// <param name="UserInfo">Where it says who somebody is.</param>
/// <param name="NamesItself">True where every answer says who answers (RFC 9207).</param>
internal sealed record Places(Uri Authorization, Uri Token, Uri UserInfo, bool NamesItself);

/// <summary>A provider did not answer as it should; the message says how, without secrets.</summary>
internal sealed class ProviderException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Reads the description of a provider when somebody first wants to sign in, so that the server starts where the provider is away.</summary>
/// <param name="provider">The provider.</param>
/// <param name="outgoing">Asks it.</param>
/// <param name="clock">The machine's time.</param>
internal sealed class Discovery(Provider provider, Outgoing outgoing, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(12);
    private readonly SemaphoreSlim one = new(1);
    private (Places Places, DateTimeOffset At)? known;

    /// <summary>Asks the provider, and nobody else: it may stand in a private network, because who runs the server named it.</summary>
    public HttpClient Client { get; } = outgoing.Client(Reach.Private);

    /// <summary>Where it answers. A <see cref="ProviderException"/> where that cannot be known.</summary>
    public async Task<Places> FindAsync(CancellationToken cancellation)
    {
        if (known is var (places, at) && clock.GetUtcNow() - at < Fresh) return places;
        await one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (known is var (other, then) && clock.GetUtcNow() - then < Fresh) return other;
            var found = Read(await Client.GetByteArrayAsync(new Uri(provider.Name.TrimEnd('/') + "/.well-known/openid-configuration"), cancellation).ConfigureAwait(false));
            known = (found, clock.GetUtcNow());
            return found;
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            throw new ProviderException("the provider of single sign-on does not answer", e);
        }
        finally
        {
            one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Client.Dispose();
        one.Dispose();
    }

    private Places Read(byte[] description)
    {
        using var document = JsonDocument.Parse(description, new JsonDocumentOptions { MaxDepth = 32 });
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("issuer", out var issuer) || issuer.ValueKind != JsonValueKind.String || issuer.GetString() != provider.Name)
            throw new ProviderException("the description of the provider names another issuer than --sso-issuer; write it exactly as the provider does");
        var namesItself = root.TryGetProperty("authorization_response_iss_parameter_supported", out var supported) && supported.ValueKind == JsonValueKind.True;
        return new Places(Place(root, "authorization_endpoint"), Place(root, "token_endpoint"), Place(root, "userinfo_endpoint"), namesItself);
    }

    private Uri Place(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && Uri.TryCreate(value.GetString(), UriKind.Absolute, out var uri)
        && (uri.Scheme == "https" || (uri.Scheme == "http" && provider.Issuer is { Scheme: "http" } && uri.IsLoopback))
            ? uri : throw new ProviderException($"the description of the provider has no `{name}` over https");
}
