using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Plumbline.Server.Access;
using Plumbline.Server.Access.Accounts;
using Plumbline.Server.Access.Tokens;
using Plumbline.Server.Keeping;
using Plumbline.Server.Serving;
using Plumbline.Server.Standings;
using Xunit;

namespace Plumbline.Server.Tests.Access;

/// <summary>A server that runs over an empty estate, and browsers and programs that ask it.</summary>
internal sealed partial class Served : IAsyncDisposable
{
    /// <summary>A password that is good enough.</summary>
    public const string Good = "plain words for a test";

    private readonly WebApplication app;

    private Served(WebApplication app, string home) => (this.app, Home) = (app, home);

    public string Home { get; }

    public IServiceProvider Services => app.Services;

    public AccountBook Accounts => app.Services.GetRequiredService<AccountBook>();

    public TokenBook Tokens => app.Services.GetRequiredService<TokenBook>();

    public Uri Address => new(app.Urls.First());

    public static async Task<Served> StartAsync(Func<AccessSettings, AccessSettings>? with = null, TimeProvider? clock = null, string? home = null, string[]? urls = null, string[]? folders = null, string? store = null)
    {
        home ??= Directory.CreateTempSubdirectory("plumb-access-").FullName;
        var access = new AccessSettings(Path.Combine(home, "secret.key"));
        var settings = new ServeSettings(
            [.. (urls ?? ["http://127.0.0.1:0"]).Select(u => new Uri(u))], [.. folders ?? []], TimeSpan.FromMinutes(5), null,
            new EstateSettings(folders is null ? "test" : null, home, store ?? Path.Combine(home, "ledger.db"), folders is null ? [] : [Path.Combine(Cluster.Root, "rules")], Path.Combine(Cluster.Root, "artifacts", "grammars")), with?.Invoke(access) ?? access);
        var app = ServeHost.Build(settings, clock ?? TimeProvider.System, _ => { });
        await app.StartAsync();
        return new Served(app, home);
    }

    /// <summary>Makes an account; without a password it only has tokens, which is quicker.</summary>
    public void Account(string name, string? password, params ImmutableArray<Role> roles) => Assert.Null(Accounts.Make(name, "", roles, password, "test"));

    /// <summary>A program with a token; of everything its owner may, where nothing else is said.</summary>
    public HttpClient Program(string owner, params ImmutableArray<Permission> scopes)
    {
        var client = Browser();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Secret(owner, scopes));
        return client;
    }

    /// <summary>A new token.</summary>
    public string Secret(string owner, params ImmutableArray<Permission> scopes)
    {
        var account = Accounts.Find(owner)!;
        var (secret, _, problem) = Tokens.Make(owner, "test", scopes.IsEmpty ? [.. Enum.GetValues<Permission>().Where(account.May)] : scopes, 30, "test");
        Assert.Null(problem);
        return secret!;
    }

    /// <summary>A browser with cookies of its own that follows nothing by itself.</summary>
    public HttpClient Browser() => new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>The hidden token of a page's form.</summary>
    public static async Task<string> ForgeryAsync(HttpClient browser, string page = "/sign-in") =>
        Field().Match(await browser.GetStringAsync(page)) is { Success: true } match ? WebUtility.HtmlDecode(match.Groups[1].Value) : throw new InvalidOperationException($"{page} has no form");

    /// <summary>Fills in the page to sign in.</summary>
    public static async Task<HttpResponseMessage> SignInAsync(HttpClient browser, string name, string password, string? back = null)
    {
        using var form = new FormUrlEncodedContent([new("forgery", await ForgeryAsync(browser)), new("name", name), new("password", password), new("returnUrl", back ?? "/")]);
        return await browser.PostAsync("/sign-in", form);
    }

    /// <summary>A browser that signed in.</summary>
    public async Task<HttpClient> PersonAsync(string name, string password = Good)
    {
        var browser = Browser();
        using var answer = await SignInAsync(browser, name, password);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }

    /// <summary>Sends JSON as a script of the console does.</summary>
    public static async Task<(int Status, JsonNode? Body)> SendAsync(HttpClient client, HttpMethod method, string path, object? body = null, string? forgery = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = JsonContent.Create(body);
        if (forgery is not null) request.Headers.Add(Forgery.Header, forgery);
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text) : null);
    }

    /// <summary>The token that a script of the console gets.</summary>
    public static async Task<string> ScriptTokenAsync(HttpClient person) => (string)(await SendAsync(person, HttpMethod.Get, "/api/v1/me")).Body!["forgery"]!["token"]!;

    /// <summary>What the ledger says of access, oldest first: `actor what subject`.</summary>
    public IReadOnlyList<string> Written() => app.Services.GetRequiredService<LedgerPool>().Use(ledger =>
    {
        List<string> all = [];
        ledger.Store.Read(0, (in Plumbline.Store.Records.RecordView record) =>
        {
            var kept = record.Keep();
            if (kept.Kind == "access") all.Add($"{kept.Actor} {(string?)JsonNode.Parse(kept.Body.Span)!["what"]} {kept.Subject}");
            return true;
        });
        return all;
    });

    /// <summary>A list of a body.</summary>
    public static string[] Words(params string[] words) => words;

    /// <summary>Stops it and leaves its folder.</summary>
    public async Task StopAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Home, true);
    }

    [GeneratedRegex("name=\"forgery\" value=\"([^\"]+)\"")]
    private static partial Regex Field();

    /// <summary>A clock that is set by hand.</summary>
    internal sealed class Hand(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
