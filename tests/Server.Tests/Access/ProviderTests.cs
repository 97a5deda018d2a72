using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Plumbline.Server.Access;
using Plumbline.Server.Access.Accounts;
using Plumbline.Server.Access.SingleSignOn;
using Xunit;

namespace Plumbline.Server.Tests.Access;

/// <summary>Signing in at a provider: what comes of it, and what a provider or somebody in between may not make of it.</summary>
public sealed partial class ProviderTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public static TheoryData<string> Lies() => [.. Told.Keys];

    private static readonly Dictionary<string, Action<FakeProvider>> Told = new()
    {
        ["another issuer answers"] = p => p.Iss = "https://evil.example",
        ["nobody says who answers"] = p => p.Iss = null,
        ["the ID token is of another issuer"] = p => p.Token = t => t["iss"] = "https://evil.example",
        ["the ID token is for another client"] = p => p.Token = t => t["aud"] = "another",
        ["the ID token is for another client first"] = p => p.Token = t => (t["aud"], t["azp"]) = (new JsonArray("another", FakeProvider.Client), "another"),
        ["the ID token is of another sign-in"] = p => p.Token = t => t["nonce"] = "another",
        ["the ID token has no nonce"] = p => p.Token = t => t.Remove("nonce"),
        ["the ID token has ended"] = p => p.Token = t => t["exp"] = 1_700_000_000,
        ["the ID token names nobody"] = p => p.Token = t => t.Remove("sub"),
        ["two people at once"] = p => p.Person = u => u["sub"] = "bob-1",
        ["no group has a role"] = p => p.Person = u => u["groups"] = new JsonArray("staff"),
        ["groups are no list"] = p => p.Person = u => u["groups"] = new JsonObject(),
    };

    [Fact]
    public async Task Whom_the_provider_vouches_for_comes_in_with_the_role_of_their_groups()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var served = await Served.StartAsync(With(provider.Issuer));
        using var browser = served.Browser();
        Assert.Contains("/sign-in/provider", await browser.GetStringAsync("/sign-in", Now), StringComparison.Ordinal);
        Assert.Equal("/findings", await ThroughAsync(browser, served.Address, "/findings"));
        var me = (await Served.SendAsync(browser, HttpMethod.Get, "/api/v1/me")).Body!;
        Assert.Equal(("alice@bank.example", "Alice", "security", "session"), ((string?)me["name"], (string?)me["displayName"], (string?)me["roles"]![0], (string?)me["way"]));
        provider.Person = u => u["groups"] = new JsonArray("ai-audit");
        using var later = served.Browser();
        await ThroughAsync(later, served.Address, "/");
        Assert.Equal("auditor", (string?)(await Served.SendAsync(browser, HttpMethod.Get, "/api/v1/me")).Body!["roles"]![0]);
        Assert.Single(served.Accounts.All);
        Assert.Contains("alice@bank.example signed-in account/alice@bank.example", served.Written());
    }

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task A_provider_that_lies_signs_nobody_in(string lie)
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var served = await Served.StartAsync(With(provider.Issuer));
        Told[lie](provider);
        using var browser = served.Browser();
        Assert.Equal("/sign-in?problem=provider", await ThroughAsync(browser, served.Address, "/"));
        Assert.Equal(401, (await Served.SendAsync(browser, HttpMethod.Get, "/api/v1/me")).Status);
        Assert.Empty(served.Accounts.All);
    }

    [Fact]
    public async Task A_description_that_is_not_the_providers_leads_nowhere()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var served = await Served.StartAsync(With(provider.Issuer));
        using var browser = served.Browser();
        provider.Description = d => d["issuer"] = "https://evil.example";
        Assert.Equal("/sign-in?problem=away", await ThroughAsync(browser, served.Address, "/"));
        provider.Description = d => d["token_endpoint"] = "http://evil.example/token";
        Assert.Equal("/sign-in?problem=away", await ThroughAsync(browser, served.Address, "/"));
        provider.Description = _ => { };
        Assert.Equal("/", await ThroughAsync(browser, served.Address, "/"));
    }

    [Fact]
    public async Task An_answer_that_nobody_asked_for_signs_nobody_in()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var served = await Served.StartAsync(With(provider.Issuer));
        using var browser = served.Browser();
        using var forged = await browser.GetAsync($"/signed-in?code=code-0&state=made-up&iss={Uri.EscapeDataString(provider.Issuer)}", Now);
        Assert.Equal("/sign-in?problem=provider", forged.Headers.Location?.OriginalString);
        using var start = await browser.GetAsync("/sign-in/provider", Now);
        using var answer = await browser.GetAsync(start.Headers.Location, Now);
        using var victim = served.Browser();
        using var swapped = await victim.GetAsync(answer.Headers.Location, Now);
        Assert.Equal("/sign-in?problem=provider", swapped.Headers.Location?.OriginalString);
        Assert.Equal(401, (await Served.SendAsync(victim, HttpMethod.Get, "/api/v1/me")).Status);
    }

    [Fact]
    public async Task A_name_of_this_server_is_never_given_to_somebody_of_the_provider()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var served = await Served.StartAsync(With(provider.Issuer));
        served.Account("root", null, Role.Admin);
        provider.Person = u => u["preferred_username"] = "root";
        using var browser = served.Browser();
        Assert.Equal("/", await ThroughAsync(browser, served.Address, "/"));
        var me = (await Served.SendAsync(browser, HttpMethod.Get, "/api/v1/me")).Body!;
        Assert.StartsWith("sso-", (string?)me["name"], StringComparison.Ordinal);
        Assert.Equal([Role.Admin], served.Accounts.Find("root")!.Roles);
    }

    [Fact]
    public async Task Who_is_disabled_or_lost_the_last_group_does_not_come_in_again()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var served = await Served.StartAsync(With(provider.Issuer));
        served.Account("root", null, Role.Admin);
        using var browser = served.Browser();
        await ThroughAsync(browser, served.Address, "/");
        provider.Person = u => u["groups"] = new JsonArray();
        using var again = served.Browser();
        Assert.Equal("/sign-in?problem=provider", await ThroughAsync(again, served.Address, "/"));
        Assert.Empty(served.Accounts.Find("alice@bank.example")!.Roles);
        provider.Person = _ => { };
        Assert.Null(served.Accounts.Change("alice@bank.example", new AccountChange(null, null, true), "root"));
        Assert.Equal("/sign-in?problem=provider", await ThroughAsync(again, served.Address, "/"));
        Assert.Equal(401, (await Served.SendAsync(browser, HttpMethod.Get, "/api/v1/me")).Status);
    }

    [Fact]
    public async Task Oidc_provider_signs_alice_in_and_not_bob()
    {
        var script = Path.Combine(Cluster.Root, "artifacts", "oidc-provider", "provider.mjs");
        Assert.SkipUnless(Directory.Exists(Path.Combine(Path.GetDirectoryName(script)!, "node_modules", "oidc-provider")), "tests/Server.Tests/fetch did not get oidc-provider from npm");
        var port = FreePort();
        await using var served = await Served.StartAsync(With($"http://127.0.0.1:{port}"));
        using var node = Process.Start(new ProcessStartInfo("node", [script, $"{port}", new Uri(served.Address, "/signed-in").ToString()]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        node.ErrorDataReceived += (_, _) => { };
        node.BeginErrorReadLine();
        try
        {
            while (await node.StandardOutput.ReadLineAsync(Now) is { } line && line != "listens")
            {
            }

            using var alice = served.Browser();
            Assert.Equal("/", await ThroughAsync(alice, served.Address, "/", "alice"));
            var me = (await Served.SendAsync(alice, HttpMethod.Get, "/api/v1/me")).Body!;
            Assert.Equal(("alice", "User alice", "security"), ((string?)me["name"], (string?)me["displayName"], (string?)me["roles"]![0]));
            using var bob = served.Browser();
            Assert.Equal("/sign-in?problem=provider", await ThroughAsync(bob, served.Address, "/", "bob"));
        }
        finally
        {
            node.StandardInput.Close();
            await node.WaitForExitAsync(CancellationToken.None);
        }
    }

    [Theory]
    [InlineData("http://login.example", "id", "s", "begins with https")]
    [InlineData("https://login.example?x=y", "id", "s", "neither a user nor a question mark")]
    [InlineData("https://login.example", "", "s", "--sso-client")]
    [InlineData("https://login.example", "id", "", "PLUMB_SSO_SECRET")]
    [InlineData("https://login.example", "id", "s", null)]
    public void A_provider_that_cannot_be_used_says_why(string issuer, string client, string secret, string? why)
    {
        var problem = new Provider(new Uri(issuer), client, secret, Roles).Problem;
        if (why is null) Assert.Null(problem);
        else Assert.Contains(why, problem, StringComparison.Ordinal);
    }

    private static readonly ImmutableSortedDictionary<string, Role> Roles = new Dictionary<string, Role> { ["ai-security"] = Role.Security, ["ai-audit"] = Role.Auditor }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static Func<AccessSettings, AccessSettings> With(string issuer) => s => s with { Provider = new Provider(new Uri(issuer), FakeProvider.Client, FakeProvider.Secret, Roles) };

    // Follows where a browser is sent, fills in the provider's forms, and stops at the first page of the server itself.
    private static async Task<string> ThroughAsync(HttpClient browser, Uri server, string back, string? login = null)
    {
        var answer = await browser.GetAsync("/sign-in/provider?returnUrl=" + Uri.EscapeDataString(back), Now);
        for (var step = 0; step < 20; step++)
        {
            var asked = answer.RequestMessage!.RequestUri!;
            if (answer.Headers.Location is { } way)
            {
                var next = new Uri(asked, way);
                if (next.Port == server.Port && next.AbsolutePath != "/signed-in") return next.PathAndQuery;
                answer = await browser.GetAsync(next, Now);
                continue;
            }

            var page = await answer.Content.ReadAsStringAsync(Now);
            var (action, prompt) = (Action().Match(page), Prompt().Match(page));
            if (!action.Success) return $"{(int)answer.StatusCode} {asked} {page}";
            using var form = new FormUrlEncodedContent([new("prompt", prompt.Groups[1].Value), new("login", login ?? ""), new("password", "any")]);
            answer = await browser.PostAsync(new Uri(asked, action.Groups[1].Value), form, Now);
        }

        return "round and round";
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("action=\"([^\"]+)\"")]
    private static partial Regex Action();

    [GeneratedRegex("name=\"prompt\" value=\"(\\w+)\"")]
    private static partial Regex Prompt();
}
