using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;

namespace Plumbline.Server.Access.SingleSignOn;

/// <summary>Adds a provider to the ways of coming in.</summary>
internal static class ProviderScheme
{
    /// <summary>Where the provider sends people back to; it has to be told: `https://HOST/signed-in`.</summary>
    public const string Callback = "/signed-in";

    public static void AddProvider(this AuthenticationBuilder builder, Provider provider, Action<string> say)
    {
        builder.Services.AddSingleton(provider).AddSingleton<Discovery>().AddSingleton(p => new Complaints(say, p.GetRequiredService<TimeProvider>()));
        builder.AddOAuth<OAuthOptions, ProviderHandler>(Callers.Provider, "provider", options =>
        {
            (options.ClientId, options.ClientSecret, options.CallbackPath) = (provider.Client, provider.Secret, Callback);
            // Known when somebody first signs in.
            (options.AuthorizationEndpoint, options.TokenEndpoint) = (provider.Name, provider.Name);
            options.SignInScheme = Callers.Session;
            options.UsePkce = true;
            options.Scope.Clear();
            foreach (var scope in provider.Scopes) options.Scope.Add(scope);
            options.CorrelationCookie.Name = "plumb.provider.";
            options.CorrelationCookie.SameSite = SameSiteMode.Lax;
            options.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.Events.OnRemoteFailure = context =>
            {
                context.HttpContext.RequestServices.GetRequiredService<Complaints>().Tell(context.Failure);
                context.Response.Redirect("/sign-in?problem=provider");
                context.HandleResponse();
                return Task.CompletedTask;
            };
        });
        builder.Services.AddOptions<OAuthOptions>(Callers.Provider).Configure<Discovery>((options, discovery) => options.Backchannel = discovery.Client);
    }
}
