using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Plumbline.Server.Access.Tokens;

/// <summary>`Authorization: Bearer plumb_…`.</summary>
internal sealed class TokenHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, TokenBook tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Bearer = "Bearer ";

    /// <summary>True where a request shows a token.</summary>
    public static bool Concerns(HttpRequest request) => request.Headers.Authorization.Count > 0;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) || tokens.Find(header[Bearer.Length..].Trim()) is not var (token, owner)) return Task.FromResult(AuthenticateResult.Fail("no token that holds"));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(Callers.Of(owner, token), Callers.Bearer)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Refusals.Unknown(Context);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Refusals.NotAllowed(Context);
}
