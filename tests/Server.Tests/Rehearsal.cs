using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Plumbline.Posture.Assets;
using Plumbline.Server.Access;
using Plumbline.Server.Serving;
using Plumbline.Server.Standings;

namespace Plumbline.Server.Tests;

/// <summary>A whole server on a free port, where the header `as` or the cookie `as` says in which role somebody comes.</summary>
internal sealed partial class Rehearsal : IAsyncDisposable
{
    public const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private readonly WebApplication app;
    private readonly HttpClient client;

    private Rehearsal(WebApplication app, string home)
    {
        (this.app, Home) = (app, home);
        client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Address };
    }

    public string Home { get; }

    public Uri Address => new(app.Urls.First());

    public EstateWatch Watch => app.Services.GetRequiredService<EstateWatch>();

    public EstateReading Reading => app.Services.GetRequiredService<EstateReading>();

    public Standing Standing => Watch.Current!;

    /// <summary>Starts one over folders, and waits until they are read.</summary>
    public static async Task<Rehearsal> StartAsync(params string[] folders)
    {
        var home = Cluster.Temporary();
        var settings = new ServeSettings(
            [new Uri("http://127.0.0.1:0")], [.. folders], TimeSpan.FromMinutes(5), null,
            new EstateSettings(null, home, Path.Combine(home, "ledger.db"), [Path.Combine(Cluster.Root, "rules")], Path.Combine(Cluster.Root, "artifacts", "grammars")), new AccessSettings(Path.Combine(home, "secret.key")));
        var app = ServeHost.Build(settings, TimeProvider.System, _ => { }, services =>
        {
            services.AddAuthentication(Door.Named).AddScheme<AuthenticationSchemeOptions, Door>(Door.Named, null);
            services.AddSingleton<IStartupFilter, Strict>();
        });
        await app.StartAsync();
        var rehearsal = new Rehearsal(app, home);
        while (rehearsal.Watch.Current is null && rehearsal.Watch.Problem is null) await Task.Delay(50);
        return rehearsal;
    }

    /// <summary>A page, as a role sees it.</summary>
    public async Task<(HttpStatusCode Status, string Text)> GetAsync(string path, Role? role = Role.Security)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (role is { } who) request.Headers.Add("as", who.Name());
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Sends a form as a browser does that has the page open.</summary>
    public async Task<(HttpStatusCode Status, string Location, string Text)> PostAsync(string page, string path, Role role, params (string Name, string Value)[] fields)
    {
        var (_, text) = await GetAsync(page, role);
        var token = Token().Match(text) is { Success: true } found ? WebUtility.HtmlDecode(found.Groups[1].Value) : "";
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent([.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)), KeyValuePair.Create(Forgery.Field, token)]),
        };
        request.Headers.Add("as", role.Name());
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, answer.Headers.Location?.ToString() ?? "", await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Sends a form without the token that the page holds.</summary>
    public async Task<HttpStatusCode> ForgeAsync(string path, Role role)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([KeyValuePair.Create("kind", "folder")]) };
        request.Headers.Add("as", role.Name());
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        Directory.Delete(Home, true);
    }

    [GeneratedRegex("name=\"forgery\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();

    private sealed class Door(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        public const string Named = "rehearsal";

        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            var role = Request.Headers["as"].ToString() is { Length: > 0 } header ? header : Request.Cookies["as"];
            if (string.IsNullOrEmpty(role)) return Task.FromResult(AuthenticateResult.NoResult());
            var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, "mara"), new Claim(ClaimTypes.Role, role)], Named);
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Named)));
        }
    }

    /// <summary>The policy that a server in use sends: a page that needs more breaks here already.</summary>
    private sealed class Strict : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => builder =>
        {
            builder.Use((context, go) =>
            {
                context.Response.Headers.ContentSecurityPolicy = Policy;
                return go(context);
            });
            next(builder);
        };
    }
}
