using System.Net;
using Plumbline.Server.Access;
using Plumbline.Server.Access.Accounts;
using Plumbline.Server.Access.Tokens;
using Xunit;

namespace Plumbline.Server.Tests.Access;

/// <summary>Programs: tokens, what they may, when they end, and what is kept of them.</summary>
public sealed class TokenTests
{
    [Fact]
    public async Task A_token_may_what_it_was_narrowed_to_and_never_more_than_its_owner_now()
    {
        await using var served = await Served.StartAsync();
        served.Account("root", null, Role.Admin);
        served.Account("sam", null, Role.Security);
        using var narrow = served.Program("sam", Permission.Read);
        using var wide = served.Program("sam");
        Assert.Equal(403, (await Served.SendAsync(narrow, HttpMethod.Post, "/api/v1/sources/x/run")).Status);
        Assert.Equal(404, (await Served.SendAsync(wide, HttpMethod.Post, "/api/v1/sources/x/run")).Status);
        Assert.Null(served.Accounts.Change("sam", new AccountChange(null, [Role.Viewer], null), "root"));
        Assert.Equal(403, (await Served.SendAsync(wide, HttpMethod.Post, "/api/v1/sources/x/run")).Status);
        Assert.Equal(["read"], (await Served.SendAsync(wide, HttpMethod.Get, "/api/v1/me")).Body!["permissions"]!.AsArray().Select(p => (string)p!));
        Assert.Null(served.Accounts.Change("sam", new AccountChange(null, null, true), "root"));
        Assert.Equal(401, (await Served.SendAsync(wide, HttpMethod.Get, "/api/v1/me")).Status);
    }

    [Fact]
    public async Task A_token_ends_with_its_day()
    {
        var clock = new Served.Hand(TimeProvider.System.GetUtcNow());
        await using var served = await Served.StartAsync(clock: clock);
        served.Account("ann", null, Role.Viewer);
        using var program = served.Program("ann");
        clock.Now += TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1);
        Assert.Equal(200, (await Served.SendAsync(program, HttpMethod.Get, "/api/v1/me")).Status);
        clock.Now += TimeSpan.FromSeconds(1);
        Assert.Equal(401, (await Served.SendAsync(program, HttpMethod.Get, "/api/v1/me")).Status);
    }

    [Fact]
    public async Task A_token_is_shown_once_and_kept_as_a_hash()
    {
        await using var served = await Served.StartAsync();
        served.Account("ann", Served.Good, Role.Viewer);
        using var person = await served.PersonAsync("ann");
        var (status, made) = await Served.SendAsync(person, HttpMethod.Post, "/api/v1/me/tokens", new { name = "pipeline", scopes = Served.Words("read"), days = 7 }, await Served.ScriptTokenAsync(person));
        Assert.Equal(201, status);
        var secret = (string)made!["token"]!;
        Assert.StartsWith(Token.Prefix, secret, StringComparison.Ordinal);
        var listed = (await Served.SendAsync(person, HttpMethod.Get, "/api/v1/me/tokens")).Body!;
        Assert.Equal(("pipeline", (string?)null), ((string?)listed["items"]![0]!["name"], (string?)listed["items"]![0]!["used"]));
        Assert.DoesNotContain(secret, listed.ToJsonString(), StringComparison.Ordinal);
        using var program = served.Browser();
        program.DefaultRequestHeaders.Add("Authorization", "Bearer " + secret);
        Assert.Equal(200, (await Served.SendAsync(program, HttpMethod.Get, "/api/v1/me")).Status);
        Assert.NotNull((await Served.SendAsync(person, HttpMethod.Get, "/api/v1/me/tokens")).Body!["items"]![0]!["used"]);
        await served.StopAsync();
        foreach (var file in Directory.GetFiles(served.Home, "ledger.db*"))
        {
            var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            Assert.Equal(-1, bytes.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(secret)));
            Assert.Equal(-1, bytes.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(Served.Good)));
        }
    }

    [Fact]
    public async Task A_token_makes_no_tokens_and_changes_no_password()
    {
        await using var served = await Served.StartAsync();
        served.Account("ann", null, Role.Viewer);
        using var program = served.Program("ann");
        Assert.Equal(422, (await Served.SendAsync(program, HttpMethod.Post, "/api/v1/me/tokens", new { name = "more", scopes = Served.Words("read") })).Status);
        Assert.Equal(422, (await Served.SendAsync(program, HttpMethod.Post, "/api/v1/me/password", new { old = "x", @new = Served.Good })).Status);
    }

    [Fact]
    public async Task Nobody_sees_or_takes_the_tokens_of_others_but_an_admin()
    {
        await using var served = await Served.StartAsync();
        served.Account("root", null, Role.Admin);
        served.Account("ann", null, Role.Viewer);
        served.Account("bob", null, Role.Viewer);
        using var ann = served.Program("ann");
        using var bob = served.Program("bob");
        using var root = served.Program("root");
        var anns = Assert.Single(served.Tokens.List("ann")).Id;
        Assert.Equal(["bob"], (await Served.SendAsync(bob, HttpMethod.Get, "/api/v1/me/tokens")).Body!["items"]!.AsArray().Select(t => (string)t!["owner"]!));
        Assert.Equal(404, (await Served.SendAsync(bob, HttpMethod.Delete, $"/api/v1/me/tokens/{anns}")).Status);
        Assert.Equal(403, (await Served.SendAsync(bob, HttpMethod.Get, "/api/v1/access/tokens")).Status);
        Assert.Equal(3, (await Served.SendAsync(root, HttpMethod.Get, "/api/v1/access/tokens")).Body!["items"]!.AsArray().Count);
        Assert.Equal(204, (await Served.SendAsync(root, HttpMethod.Delete, $"/api/v1/access/tokens/{anns}")).Status);
        Assert.Equal(401, (await Served.SendAsync(ann, HttpMethod.Get, "/api/v1/me")).Status);
    }

    [Theory]
    [InlineData("Bearer plumb_")]
    [InlineData("Bearer plumb_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Bearer")]
    [InlineData("Basic YWRtaW46YWRtaW4=")]
    [InlineData("x")]
    public async Task What_is_no_token_is_nobody_even_beside_a_cookie(string header)
    {
        await using var served = await Served.StartAsync();
        served.Account("ann", Served.Good, Role.Viewer);
        using var person = await served.PersonAsync("ann");
        person.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
        using var answer = await person.GetAsync("/api/v1/me", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("nobody", "ci", 30, "is no account")]
    [InlineData("ann", "", 30, "has a name")]
    [InlineData("ann", "ci", 0, "choose 1 to 365")]
    [InlineData("ann", "ci", 366, "choose 1 to 365")]
    public async Task A_token_that_cannot_be_made_says_why(string owner, string name, int days, string why)
    {
        await using var served = await Served.StartAsync();
        served.Account("ann", null, Role.Viewer);
        Assert.Contains(why, served.Tokens.Make(owner, name, [Permission.Read], days, "test").Problem, StringComparison.Ordinal);
        Assert.Contains("may not `administer`", served.Tokens.Make("ann", "ci", [Permission.Administer], 30, "test").Problem, StringComparison.Ordinal);
    }
}
