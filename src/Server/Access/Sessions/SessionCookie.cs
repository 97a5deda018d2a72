using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Plumbline.Server.Access.Accounts;
using Plumbline.Server.Keeping;

namespace Plumbline.Server.Access.Sessions;

/// <summary>Sessions of browsers: a cookie that is asked about at every request, and ends with the account, its password, or its day.</summary>
/// <param name="accounts">The accounts.</param>
/// <param name="ledgers">Where ended sessions are kept until they would have ended anyway.</param>
/// <param name="clock">The machine's time.</param>
internal sealed class SessionCookie(AccountBook accounts, LedgerPool ledgers, TimeProvider clock) : CookieAuthenticationEvents
{
    /// <summary>Without a request it ends after this.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(2);

    /// <summary>It ends after this in any case.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    private const string Began = "began";
    private const string Number = "number";
    private const string Drawer = "ended-sessions";

    /// <summary>Begins a session.</summary>
    public Task BeginAsync(HttpContext context, Account account) => context.SignInAsync(Callers.Session, Callers.Of(account), Properties());

    /// <summary>What a new session remembers about itself.</summary>
    public AuthenticationProperties Properties(AuthenticationProperties? properties = null)
    {
        properties ??= new AuthenticationProperties();
        properties.Items[Began] = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        properties.Items[Number] = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));
        return properties;
    }

    /// <summary>Ends the session of this request; a copy of its cookie is worth nothing afterwards.</summary>
    public async Task EndAsync(HttpContext context)
    {
        var session = await context.AuthenticateAsync(Callers.Session).ConfigureAwait(false);
        if (session.Properties?.Items.TryGetValue(Number, out var number) == true && number is not null)
        {
            var now = clock.GetUtcNow().ToUnixTimeSeconds();
            foreach (var old in ledgers.Keep(c => c.List(Drawer)).Where(k => long.TryParse(k.Body, CultureInfo.InvariantCulture, out var until) && until < now)) ledgers.Keep(c => c.Remove(Drawer, old.Key));
            ledgers.Keep(c => c.Put(Drawer, number, (now + (long)Longest.TotalSeconds).ToString(CultureInfo.InvariantCulture)));
        }

        await context.SignOutAsync(Callers.Session).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (context.Principal?.Identity?.Name is { } name && accounts.Find(name) is { IsDisabled: false } account && account.Stamp == context.Principal.FindFirstValue(Callers.Stamp) && Lasts(context.Properties))
        {
            // Roles may have changed since.
            context.ReplacePrincipal(Callers.Of(account));
            return Task.CompletedTask;
        }

        context.RejectPrincipal();
        return context.HttpContext.SignOutAsync(Callers.Session);
    }

    /// <inheritdoc/>
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Request.IsApi() || !HttpMethods.IsGet(context.Request.Method)) return Refusals.Unknown(context.HttpContext);
        context.Response.Redirect(Local.SignIn(context.Request.Path + context.Request.QueryString));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context) => Refusals.NotAllowed(context.HttpContext);

    private bool Lasts(AuthenticationProperties properties) =>
        properties.Items.TryGetValue(Began, out var began) && long.TryParse(began, CultureInfo.InvariantCulture, out var seconds) && clock.GetUtcNow() < DateTimeOffset.FromUnixTimeSeconds(seconds) + Longest
        && properties.Items.TryGetValue(Number, out var number) && number is not null && ledgers.Keep(c => c.Get(Drawer, number)) is null;
}
