using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Plumbline.Server.Access;
using Plumbline.Server.Access.Accounts;
using Plumbline.Server.Access.Sessions;
using Plumbline.Store.Ledgers;
using Xunit;

namespace Plumbline.Server.Tests.Access;

/// <summary>People: the first account, signing in and out, sessions, forged requests.</summary>
public sealed class SignInTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_account_is_made_once_with_the_printed_link_and_is_an_admin()
    {
        await using var served = await Served.StartAsync();
        var setup = served.Services.GetRequiredService<Setup>();
        var (first, token) = (setup.Offer(), setup.Offer());
        using var browser = served.Browser();
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/setup?token={first}", Now)).StatusCode);
        var forgery = await Served.ForgeryAsync(browser, $"/setup?token={token}");
        Task<HttpResponseMessage> Make(string password) => browser.PostAsync("/setup", new FormUrlEncodedContent([new("forgery", forgery), new("token", token), new("name", "Ada"), new("displayName", "Ada"), new("password", password)]), Now);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Make("short")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Make(Served.Good)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Make(Served.Good)).StatusCode);
        Assert.Equal([Role.Admin], Assert.Single(served.Accounts.All).Roles);
        Assert.Null(setup.Offer());
        using var person = await served.PersonAsync("ada");
        Assert.Equal(HttpStatusCode.OK, (await person.GetAsync("/api/v1/me", Now)).StatusCode);
        Assert.Equal(["ada made account/ada", "ada signed-in account/ada"], served.Written());
    }

    [Fact]
    public async Task The_printed_link_ends_after_an_hour()
    {
        var clock = new Served.Hand(TimeProvider.System.GetUtcNow());
        await using var served = await Served.StartAsync(clock: clock);
        var setup = served.Services.GetRequiredService<Setup>();
        var token = setup.Offer();
        Assert.True(setup.IsOpen(token));
        clock.Now += Setup.Lasts;
        Assert.False(setup.IsOpen(token));
        Assert.NotNull(setup.Make(token, "ada", "", Served.Good));
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_are_answered_alike_and_neither_is_written()
    {
        await using var served = await Served.StartAsync();
        served.Account("ada", Served.Good, Role.Viewer);
        using var browser = served.Browser();
        using var wrong = await Served.SignInAsync(browser, "ada", "not the password");
        using var unknown = await Served.SignInAsync(browser, "my password by mistake", "not the password");
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (wrong.StatusCode, unknown.StatusCode));
        Assert.Contains("The name or the password is wrong.", await wrong.Content.ReadAsStringAsync(Now), StringComparison.Ordinal);
        Assert.Contains("The name or the password is wrong.", await unknown.Content.ReadAsStringAsync(Now), StringComparison.Ordinal);
        Assert.Equal(["test made account/ada", "ada sign-in-refused account/ada", "unknown sign-in-refused account/unknown"], served.Written());
    }

    [Fact]
    public async Task Too_many_tries_are_not_even_compared()
    {
        await using var served = await Served.StartAsync();
        using var browser = served.Browser();
        List<HttpStatusCode> all = [];
        for (var i = 0; i < 10; i++)
        {
            using var answer = await Served.SignInAsync(browser, "ada", "not the password");
            all.Add(answer.StatusCode);
        }

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.Unauthorized, 8), HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests], all);
        Assert.Equal(8, served.Written().Count);
    }

    [Theory]
    [InlineData("/findings?x=1", "/findings?x=1")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/a\r\nSet-Cookie: x=y", "/")]
    [InlineData(null, "/")]
    public void Signing_in_leads_to_a_page_of_this_server_only(string? asked, string way) => Assert.Equal(way, Local.Of(asked));

    [Fact]
    public async Task A_session_ends_with_the_password_the_account_its_hours_and_signing_out()
    {
        var clock = new Served.Hand(TimeProvider.System.GetUtcNow());
        await using var served = await Served.StartAsync(clock: clock);
        served.Account("root", null, Role.Admin);
        served.Account("ada", Served.Good, Role.Viewer);
        async Task<HttpStatusCode> Me(HttpClient browser) => (await browser.GetAsync("/api/v1/me", Now)).StatusCode;

        using var first = await served.PersonAsync("ada");
        Assert.Equal(HttpStatusCode.OK, await Me(first));
        Assert.Null(served.Accounts.SetPassword("ada", Served.Good + " again", "root"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Me(first));

        using var second = await served.PersonAsync("ada", Served.Good + " again");
        Assert.Null(served.Accounts.Change("ada", new AccountChange(null, null, true), "root"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Me(second));
        Assert.Null(served.Accounts.Change("ada", new AccountChange(null, null, false), "root"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Me(second));

        using var third = await served.PersonAsync("ada", Served.Good + " again");
        for (var hour = 0; hour < 11; hour++)
        {
            clock.Now += TimeSpan.FromHours(1);
            Assert.Equal(HttpStatusCode.OK, await Me(third));
        }

        clock.Now += TimeSpan.FromHours(1);
        Assert.Equal(HttpStatusCode.Unauthorized, await Me(third));
    }

    [Fact]
    public async Task A_copied_cookie_is_worth_nothing_after_signing_out()
    {
        await using var served = await Served.StartAsync();
        served.Account("ada", Served.Good, Role.Viewer);
        using var thief = served.Browser();
        using var browser = served.Browser();
        using var welcome = await Served.SignInAsync(browser, "ada", Served.Good);
        var cookie = welcome.Headers.GetValues("Set-Cookie").First(c => c.StartsWith("plumb.session=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        thief.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync("/api/v1/me", Now)).StatusCode);
        using var form = new FormUrlEncodedContent([new("forgery", await Served.ForgeryAsync(browser))]);
        Assert.Equal("/sign-in", (await browser.PostAsync("/sign-out", form, Now)).Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/v1/me", Now)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await thief.GetAsync("/api/v1/me", Now)).StatusCode);
    }

    [Fact]
    public async Task What_a_browser_changes_carries_the_token_of_a_page()
    {
        await using var served = await Served.StartAsync();
        served.Account("ada", Served.Good, Role.Admin);
        served.Account("eve", Served.Good, Role.Admin);
        using var person = await served.PersonAsync("ada");
        using var other = await served.PersonAsync("eve");
        var body = new { name = "bob", roles = Served.Words("viewer") };
        Assert.Equal(400, (await Served.SendAsync(person, HttpMethod.Post, "/api/v1/access/accounts", body)).Status);
        Assert.Equal(400, (await Served.SendAsync(person, HttpMethod.Post, "/api/v1/access/accounts", body, "made up")).Status);
        Assert.Equal(400, (await Served.SendAsync(person, HttpMethod.Post, "/api/v1/access/accounts", body, await Served.ScriptTokenAsync(other))).Status);
        Assert.Equal(201, (await Served.SendAsync(person, HttpMethod.Post, "/api/v1/access/accounts", body, await Served.ScriptTokenAsync(person))).Status);
        using var stranger = served.Browser();
        using var form = new FormUrlEncodedContent([new("name", "ada"), new("password", Served.Good)]);
        Assert.Equal(HttpStatusCode.BadRequest, (await stranger.PostAsync("/sign-in", form, Now)).StatusCode);
    }

    [Fact]
    public async Task Somebody_changes_the_own_password_with_the_old_one()
    {
        await using var served = await Served.StartAsync();
        served.Account("ada", Served.Good, Role.Viewer);
        using var person = await served.PersonAsync("ada");
        var token = await Served.ScriptTokenAsync(person);
        Assert.Equal(422, (await Served.SendAsync(person, HttpMethod.Post, "/api/v1/me/password", new { old = "not the password", @new = Served.Good + " again" }, token)).Status);
        Assert.Equal(204, (await Served.SendAsync(person, HttpMethod.Post, "/api/v1/me/password", new { old = Served.Good, @new = Served.Good + " again" }, token)).Status);
        Assert.Equal(401, (await Served.SendAsync(person, HttpMethod.Get, "/api/v1/me")).Status);
        using var again = await served.PersonAsync("ada", Served.Good + " again");
        Assert.Equal(["ada sign-in-refused account/ada", "ada confirmed-password account/ada", "ada password-changed account/ada", "ada signed-in account/ada"], served.Written().TakeLast(4));
    }

    [Fact]
    public async Task Sessions_outlive_a_restart_and_another_key_file_does_not_open_the_store()
    {
        var served = await Served.StartAsync();
        served.Account("ada", Served.Good, Role.Viewer);
        string cookie;
        using (var browser = served.Browser())
        {
            using var welcome = await Served.SignInAsync(browser, "ada", Served.Good);
            cookie = welcome.Headers.GetValues("Set-Cookie").First(c => c.StartsWith("plumb.session=", StringComparison.Ordinal)).Split(';')[0];
        }

        await served.StopAsync();
        await Assert.ThrowsAsync<LedgerException>(() => Served.StartAsync(s => s with { KeyFile = s.KeyFile + ".other" }, home: served.Home));
        await using var again = await Served.StartAsync(home: served.Home);
        using var later = again.Browser();
        later.DefaultRequestHeaders.Add("Cookie", cookie);
        Assert.Equal(HttpStatusCode.OK, (await later.GetAsync("/api/v1/me", Now)).StatusCode);
    }
}
