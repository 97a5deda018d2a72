using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Plumbline.Server.Api;
using Plumbline.Server.Keeping;
using Xunit;

namespace Plumbline.Server.Tests.Api;

/// <summary>Requests that carry a key count once, whatever happens in between.</summary>
public sealed class OnceTests : IDisposable
{
    private readonly string home = Cluster.Temporary();
    private readonly LedgerPool pool;
    private readonly Access.Served.Hand clock = new(new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    public OnceTests() => pool = new LedgerPool(Path.Combine(home, "ledger.db"), TimeProvider.System);

    [Fact]
    public async Task Who_goes_away_before_the_answer_finds_it_later_with_its_address()
    {
        var (once, acted) = (new Once(pool, clock), 0);
        using var gone = new CancellationTokenSource();
        var first = Request("k", "{}");
        first.RequestAborted = gone.Token;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AskAsync(once, first, () =>
        {
            acted++;
            gone.Cancel();
            return Made();
        }));
        var again = Request("k", "{}");
        await AskAsync(once, again, () => throw new InvalidOperationException("it acts twice"));
        Assert.Equal((1, 201, "/api/v1/things/1", """{"id":"1"}"""), (acted, again.Response.StatusCode, again.Response.Headers.Location.ToString(), Text(again)));
    }

    [Fact]
    public async Task What_broke_off_can_be_asked_again()
    {
        var once = new Once(pool, clock);
        await Assert.ThrowsAsync<InvalidOperationException>(() => AskAsync(once, Request("k", "{}"), () => throw new InvalidOperationException("broken")));
        var again = Request("k", "{}");
        await AskAsync(once, again, Made);
        Assert.Equal(201, again.Response.StatusCode);
    }

    [Theory]
    [InlineData("""{"other":1}""", "", 422)]
    [InlineData("{}", "?name=other", 422)]
    [InlineData("{}", "", 201)]
    public async Task The_same_key_is_for_the_same_request_alone(string body, string query, int status)
    {
        var once = new Once(pool, clock);
        await AskAsync(once, Request("k", "{}"), Made);
        var again = Request("k", body, query);
        await AskAsync(once, again, Made);
        Assert.Equal(status, again.Response.StatusCode);
    }

    [Fact]
    public async Task Of_two_who_take_over_what_was_abandoned_one_acts()
    {
        var (once, acted, release) = (new Once(pool, clock), 0, new TaskCompletionSource());
        async Task<IResult> Slow()
        {
            acted++;
            await release.Task;
            return Made();
        }

        var abandoned = SlowlyAsync(once, Request("k", "{}"), Slow);
        clock.Now += TimeSpan.FromMinutes(3);
        var taken = SlowlyAsync(once, Request("k", "{}"), Slow);
        var third = Request("k", "{}");
        await AskAsync(once, third, Made);
        Assert.Equal((409, 2), (third.Response.StatusCode, acted));
        release.SetResult();
        await Task.WhenAll(abandoned, taken);
    }

    [Fact]
    public async Task What_is_kept_longer_than_a_day_is_forgotten_by_the_hour()
    {
        var once = new Once(pool, clock);
        await AskAsync(once, Request("old", "{}"), Made);
        clock.Now += TimeSpan.FromDays(2);
        await AskAsync(once, Request("new", "{}"), Made);
        Assert.Single(pool.Keep(c => c.List("answers")));
    }

    public void Dispose()
    {
        pool.Dispose();
        Directory.Delete(home, true);
    }

    private static IResult Made() => Answer.Object(json => json.WriteString("id", "1"), StatusCodes.Status201Created, location: "/api/v1/things/1");

    private static DefaultHttpContext Request(string key, string body, string query = "")
    {
        var services = new ServiceCollection().AddLogging().AddProblemDetails().BuildServiceProvider();
        var context = new DefaultHttpContext { RequestServices = services, User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "ci")], "test")) };
        (context.Request.Method, context.Request.Path, context.Request.QueryString) = ("POST", "/api/v1/things", new QueryString(query));
        context.Request.Headers["Idempotency-Key"] = key;
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        context.Response.Body = new MemoryStream();
        return context;
    }

    private static Task AskAsync(Once once, HttpContext context, Func<IResult> act) => SlowlyAsync(once, context, () => Task.FromResult(act()));

    private static async Task SlowlyAsync(Once once, HttpContext context, Func<Task<IResult>> act)
    {
        if (await once.InvokeAsync(EndpointFilterInvocationContext.Create(context), async _ => await act()) is IResult result) await result.ExecuteAsync(context);
    }

    private static string Text(HttpContext context) => Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray());
}
