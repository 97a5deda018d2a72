using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Plumbline.Server.Access;
using Plumbline.Server.Api;
using Plumbline.Store.Records;
using Xunit;

namespace Plumbline.Server.Tests.Alerts;

/// <summary>Targets over HTTP, as whoever runs the server manages them.</summary>
public sealed class AlertApiTests
{
    [Fact]
    public async Task Targets_are_added_tried_changed_and_taken_away_and_the_ledger_says_by_whom()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var desk = await new AlertCase().StartAsync();
        await using var app = await HostAsync(desk);
        using var admin = Client(app, "admin");
        using var added = await admin.PostAsJsonAsync("/api/v1/alerts", new { kind = "webhook", address = receiver.Address, filter = "severity == 'high'" }, AlertCase.Token);
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        using var tried = await admin.PostAsJsonAsync("/api/v1/alerts/webhook-1/test", new { }, AlertCase.Token);
        Assert.True((await JsonAsync(tried)).GetProperty("taken").GetBoolean());
        Assert.Equal("trial", (await receiver.NextAsync()).Finding);
        using var changed = await admin.PutAsJsonAsync("/api/v1/alerts/webhook-1", new { filter = "", paused = true }, AlertCase.Token);
        var now = await JsonAsync(changed);
        Assert.Equal(("", true, receiver.Address), (now.GetProperty("filter").GetString(), now.GetProperty("paused").GetBoolean(), now.GetProperty("address").GetString()));
        using var removed = await admin.DeleteAsync("/api/v1/alerts/webhook-1", AlertCase.Token);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        using var list = await admin.GetAsync("/api/v1/alerts", AlertCase.Token);
        Assert.Equal(0, (await JsonAsync(list)).GetProperty("items").GetArrayLength());
        Assert.Equal(["admin", "admin", "admin", "admin"], Settings(desk).Select(r => r.Actor));
        Assert.All(Settings(desk), r => Assert.Equal("alert/webhook-1", r.Subject));
    }

    [Theory]
    [InlineData("""{"kind":"pigeon","address":"x"}""", HttpStatusCode.BadRequest, "`pigeon` is no kind")]
    [InlineData("""{"kind":"webhook"}""", HttpStatusCode.BadRequest, "a target is")]
    [InlineData("""{"kind":"webhook","address":"https://example.org","filter":"sevrity == 'x'"}""", HttpStatusCode.UnprocessableEntity, "it may read id, state")]
    [InlineData("""{"kind":"webhook","address":"https://example.org","secret":"not-there"}""", HttpStatusCode.UnprocessableEntity, "there is no secret `not-there`")]
    [InlineData("""{"kind":"webhook","address":"https://example.org","secret":"../../etc/passwd"}""", HttpStatusCode.UnprocessableEntity, "no name of a secret")]
    public async Task A_target_that_cannot_be_meant_is_refused_with_a_sentence(string sent, HttpStatusCode status, string why)
    {
        await using var desk = await new AlertCase().StartAsync();
        await using var app = await HostAsync(desk);
        using var admin = Client(app, "admin");
        using var body = new StringContent(sent, Encoding.UTF8, "application/json");
        using var answer = await admin.PostAsync("/api/v1/alerts", body, AlertCase.Token);
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(why, (await JsonAsync(answer)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(Settings(desk));
    }

    [Theory]
    [InlineData("\"false\"")]
    [InlineData("null")]
    [InlineData("0")]
    public async Task A_target_that_is_held_stays_so_where_something_else_than_false_is_sent(string paused)
    {
        await using var desk = await new AlertCase().StartAsync();
        await using var app = await HostAsync(desk);
        using var admin = Client(app, "admin");
        var target = desk.Add(Server.Alerts.TargetKind.File, "lines.jsonl", t => t with { IsPaused = true });
        using var body = new StringContent($$"""{"paused":{{paused}}}""", Encoding.UTF8, "application/json");
        using var answer = await admin.PutAsync($"/api/v1/alerts/{target.Id}", body, AlertCase.Token);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True(desk.Desk.Book.Find(target.Id)!.IsPaused);
    }

    [Theory]
    [InlineData("viewer", HttpStatusCode.Forbidden)]
    [InlineData("auditor", HttpStatusCode.Forbidden)]
    [InlineData("security", HttpStatusCode.OK)]
    [InlineData("", HttpStatusCode.Unauthorized)]
    public async Task Only_who_operates_the_server_sees_targets(string role, HttpStatusCode status)
    {
        await using var desk = await new AlertCase().StartAsync();
        await using var app = await HostAsync(desk);
        using var client = Client(app, role);
        using var answer = await client.GetAsync("/api/v1/alerts", AlertCase.Token);
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Dead_letters_are_listed_sent_again_and_dropped()
    {
        await using var receiver = await Receiver.StartAsync((context, count) =>
        {
            context.Response.StatusCode = count <= 2 ? 400 : 200;
            return Task.CompletedTask;
        });
        await using var desk = await new AlertCase().StartAsync();
        await using var app = await HostAsync(desk);
        using var admin = Client(app, "admin");
        var target = desk.Add(Server.Alerts.TargetKind.Webhook, receiver.Address);
        await desk.ChangeAsync(2);
        await AlertCase.UntilAsync(() => desk.Desk.Letters.Of(target.Id).Length == 2, "both were given up");
        using var listed = await admin.GetAsync("/api/v1/alerts/webhook-1/dead", AlertCase.Token);
        var numbers = (await JsonAsync(listed)).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("number").GetInt64()).ToList();
        using var again = await admin.PostAsync($"/api/v1/alerts/webhook-1/dead/{numbers[0]}/again", null, AlertCase.Token);
        Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
        await AlertCase.UntilAsync(() => desk.Desk.Letters.Of(target.Id).Length == 1, "it was taken");
        using var dropped = await admin.DeleteAsync($"/api/v1/alerts/webhook-1/dead/{numbers[1]}", AlertCase.Token);
        Assert.Equal(HttpStatusCode.NoContent, dropped.StatusCode);
        using var missing = await admin.DeleteAsync($"/api/v1/alerts/webhook-1/dead/{numbers[1]}", AlertCase.Token);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    private static List<Store.Records.Record> Settings(AlertCase desk)
    {
        var found = new List<Store.Records.Record>();
        desk.Pool.Use(l =>
        {
            l.Store.Read(0, (in RecordView r) =>
            {
                if (r.Is(RecordKind.Setting)) found.Add(r.Keep());
                return true;
            });
            return true;
        });
        return found;
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync(AlertCase.Token)).RootElement;

    private static HttpClient Client(WebApplication app, string role)
    {
        var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        if (role.Length > 0) client.DefaultRequestHeaders.Add("X-Role", role);
        return client;
    }

    private static async Task<WebApplication> HostAsync(AlertCase desk)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton(desk.Desk).AddSingleton(desk.Pool).AddSingleton(TimeProvider.System).AddProblemDetails().AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, RoleOfHeader>("test", null);
        builder.Services.AddAuthorization(o => o.AddPolicies());
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        AlertRoutes.Map(app.MapGroup("/api/v1"));
        await app.StartAsync();
        return app;
    }

    /// <summary>Believes who says who they are.</summary>
    private sealed class RoleOfHeader(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers["X-Role"].ToString() is not { Length: > 0 } role) return Task.FromResult(AuthenticateResult.NoResult());
            var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, role), new Claim(ClaimTypes.Role, role)], "test");
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), "test")));
        }
    }
}
