using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Plumbline.Server.Access.Accounts;
using Plumbline.Server.Access.Sessions;

namespace Plumbline.Server.Access.SingleSignOn;

/// <summary>Signs people in at a provider of OpenID Connect: the framework's code flow with PKCE, and what OpenID Connect asks for beyond it.</summary>
internal sealed class ProviderHandler(
    IOptionsMonitor<OAuthOptions> options, ILoggerFactory logger, UrlEncoder encoder, AccessSettings settings, Discovery discovery, Complaints complaints, AccountBook accounts, SessionCookie sessions, Journal journal)
    : OAuthHandler<OAuthOptions>(options, logger, encoder)
{
    private const string Nonce = "nonce";

    private Provider Provider => settings.Provider!;

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        try
        {
            await FindAsync().ConfigureAwait(false);
        }
        catch (ProviderException e)
        {
            complaints.Tell(e);
            Response.Redirect("/sign-in?problem=away");
            return;
        }

        properties.Items[Nonce] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        await base.HandleChallengeAsync(properties).ConfigureAwait(false);
    }

    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri) =>
        QueryHelpers.AddQueryString(base.BuildChallengeUrl(properties, redirectUri), Nonce, properties.Items[Nonce]!);

    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        var places = await FindAsync().ConfigureAwait(false);
        var issuer = Request.Query["iss"];
        if (issuer.Count > 1 || (issuer.Count == 1 ? issuer[0] != Provider.Name : places.NamesItself)) return HandleRequestResult.Fail(new ProviderException("an answer did not come from the provider"));
        return await base.HandleRemoteAuthenticateAsync().ConfigureAwait(false);
    }

    protected override async Task<OAuthTokenResponse> ExchangeCodeAsync(OAuthCodeExchangeContext context)
    {
        var tokens = await base.ExchangeCodeAsync(context).ConfigureAwait(false);
        return tokens.Error is { } error ? throw new ProviderException("the provider gave no token for a code; see that it knows --sso-client, the secret in PLUMB_SSO_SECRET and `client_secret_post`", error) : tokens;
    }

    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        properties.Items.Remove(Nonce, out var nonce);
        var claims = IdToken.Read(tokens.Response is { } response ? IdToken.Text(response.RootElement, "id_token") : null, Provider, nonce ?? "", Options.TimeProvider!.GetUtcNow());
        var user = await UserAsync(tokens.AccessToken ?? throw new ProviderException("the provider gave no access token")).ConfigureAwait(false);
        var subject = IdToken.Text(claims, "sub")!;
        if (IdToken.Text(user, "sub") != subject) throw new ProviderException("the provider names two people at once");
        string? Said(string name) => IdToken.Text(user, name) ?? IdToken.Text(claims, name);
        var groups = IdToken.Texts(user, Provider.Claim).Concat(IdToken.Texts(claims, Provider.Claim));
        ImmutableArray<Role> roles = [.. groups.Distinct().Where(Provider.Roles.ContainsKey).Select(g => Provider.Roles[g]).Distinct().Order()];
        var (account, problem) = accounts.Welcome(new ForeignIdentity(Provider.Name, subject, Said("preferred_username") ?? Said("email"), Said("name")), roles);
        var network = SignIn.Network(Context.Connection.RemoteIpAddress);
        journal.Note(AccountBook.Subject(account?.Name ?? "unknown"), account?.Name ?? "unknown", account is null ? "sign-in-refused" : "signed-in", json =>
        {
            json.WriteString("from", network);
            json.WriteString("issuer", Provider.Name);
        });
        if (account is null) throw new ProviderException(problem!);
        return new AuthenticationTicket(Callers.Of(account), sessions.Properties(properties), Scheme.Name);
    }

    private async Task<Places> FindAsync()
    {
        var places = await discovery.FindAsync(Context.RequestAborted).ConfigureAwait(false);
        (Options.AuthorizationEndpoint, Options.TokenEndpoint, Options.UserInformationEndpoint) = (places.Authorization.AbsoluteUri, places.Token.AbsoluteUri, places.UserInfo.AbsoluteUri);
        return places;
    }

    private async Task<JsonElement> UserAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Options.UserInformationEndpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var answer = await Backchannel.SendAsync(request, Context.RequestAborted).ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode) throw new ProviderException("the provider does not say who signed in");
        using var document = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(Context.RequestAborted).ConfigureAwait(false), new JsonDocumentOptions { MaxDepth = 32 });
        return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : throw new ProviderException("the provider does not say who signed in");
    }
}
