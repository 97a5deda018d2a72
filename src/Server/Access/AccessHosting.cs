using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using Plumbline.Server.Access.Accounts;
using Plumbline.Server.Access.Keys;
using Plumbline.Server.Access.Pages;
using Plumbline.Server.Access.Sessions;
using Plumbline.Server.Access.SingleSignOn;
using Plumbline.Server.Access.Tokens;
using Plumbline.Server.Keeping;

namespace Plumbline.Server.Access;

/// <summary>Puts access together: who is asked for, in which order a request is looked at.</summary>
internal static class AccessHosting
{
    /// <summary>Everything that access needs. A <see cref="LedgerPool"/>, a <see cref="RunningClock"/> and the machine's clock are there.</summary>
    public static void AddAccess(this IServiceCollection services, AccessSettings settings, Action<string> say)
    {
        services.AddSingleton(settings);
        services.AddSingleton(_ => SecretKey.Of(settings.KeyFile)).AddSingleton<Vault>().AddSingleton(_ => new Outgoing());
        services.AddSingleton<Passwords>().AddSingleton(p => new Journal(p.GetRequiredService<LedgerPool>(), p.GetRequiredService<RunningClock>()));
        services.AddSingleton<AccountBook>().AddSingleton<TokenBook>().AddSingleton<SessionCookie>().AddSingleton<SignIn>().AddSingleton<Setup>();
        KeepKeys(services);
        Forgery.Add(services);
        services.AddRazorComponents();
        services.AddAuthorization(o => o.AddPolicies());
        var ways = services.AddAuthentication("plumb")
            .AddPolicyScheme("plumb", null, o => o.ForwardDefaultSelector = context => TokenHandler.Concerns(context.Request) ? Callers.Bearer : Callers.Session)
            .AddScheme<AuthenticationSchemeOptions, TokenHandler>(Callers.Bearer, null)
            .AddCookie(Callers.Session, Cookie);
        if (settings.Provider is { } provider) ways.AddProvider(provider, say);
    }

    /// <summary>Looks at every request before a route does.</summary>
    public static void UseAccess(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<AccessSettings>();
        app.Services.GetRequiredService<Vault>().Check();
        app.Services.GetRequiredService<LedgerPool>().Keep(c =>
        {
            ClockMark.Write(c, app.Services.GetRequiredService<RunningClock>(), app.Services.GetRequiredService<TimeProvider>());
            return true;
        });
        _ = Task.Run(app.Services.GetRequiredService<Passwords>().Prepare);
        if (!settings.Proxies.IsEmpty) app.UseForwardedHeaders(Forwarded(settings));
        app.Use(Headers.SetAsync);
        app.UseAuthentication();
        app.Use(Forgery.CheckAsync);
        app.UseAuthorization();
    }

    /// <summary>The pages to come in and go.</summary>
    public static void MapAccess(this WebApplication app)
    {
        AccessPages.Map(app);
        // Who is nobody does not learn which routes there are.
        app.MapFallback("{**path}", (Delegate)Refusals.NoSuchThing).NeedsSignIn().ExcludeFromDescription();
    }

    private static void KeepKeys(IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("plumbline");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(p => new ConfigureOptions<KeyManagementOptions>(o =>
            (o.XmlRepository, o.XmlEncryptor) = (new KeyDrawer(p.GetRequiredService<LedgerPool>()), new SealedXml(p.GetRequiredService<SecretKey>()))));
    }

    private static void Cookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = Callers.Session;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = SessionCookie.Idle;
        options.SlidingExpiration = true;
        options.EventsType = typeof(SessionCookie);
    }

    private static ForwardedHeadersOptions Forwarded(AccessSettings settings)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = 1 };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in settings.Proxies) options.KnownIPNetworks.Add(proxy);
        return options;
    }
}
