using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Plumbline.Server.Access;
using Xunit;

namespace Plumbline.Server.Tests.Access;

/// <summary>The table of routes of a running server, asked by everybody there is.</summary>
public sealed partial class RouteTests
{
    // What is not here needs somebody. A new line is a decision.
    private static readonly string[] Open =
    [
        "GET /access.css", "GET /health", "GET /health/live", "GET /metrics", "GET /openapi/v1.json", "GET /setup", "GET /sign-in", "GET /sign-in/provider", "GET /static/x", "POST /setup", "POST /sign-in", "POST /sign-out",
    ];

    public static TheoryData<Role> Roles() => [.. Enum.GetValues<Role>()];

    [Fact]
    public async Task Every_route_says_what_it_needs_or_is_one_of_few_open_ones()
    {
        await using var served = await Served.StartAsync();
        var (open, closed) = (new List<string>(), new List<string>());
        foreach (var (method, path, route) in Table(served))
        {
            var says = route.Metadata.GetOrderedMetadata<Needed>().Count + route.Metadata.GetOrderedMetadata<NeededSignIn>().Count;
            if (route.Metadata.GetMetadata<IAllowAnonymous>() is not null) open.Add($"{method} {path}");
            else if (says != 1) closed.Add($"{method} {path} says {says} times what it needs");
        }

        Assert.Equal(Open, open.Order(StringComparer.Ordinal));
        Assert.Empty(closed);
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Every_route_is_allowed_to_a_role_exactly_as_the_grants_say(Role role)
    {
        await using var served = await Served.StartAsync();
        served.Account("root", null, Role.Admin);
        served.Account("somebody", null, role);
        using var program = served.Program("somebody");
        using var nobody = served.Browser();
        List<string> wrong = [];
        foreach (var (method, path, route) in Table(served).Where(r => r.Route.Metadata.GetMetadata<IAllowAnonymous>() is null))
        {
            var isForm = route.Metadata.GetMetadata<Microsoft.AspNetCore.Http.Metadata.IAcceptsMetadata>() is { } accepts && accepts.ContentTypes.Contains("application/x-www-form-urlencoded");
            var status = await AskAsync(program, method, path, isForm);
            var isAllowed = route.Metadata.GetMetadata<Needed>() is not { } needed || role.May(needed.Permission);
            if (status == HttpStatusCode.Unauthorized || status == HttpStatusCode.Forbidden == isAllowed) wrong.Add($"{method} {path} answers {role} with {(int)status}");
            if (await AskAsync(nobody, method, path, isForm) is not (HttpStatusCode.Unauthorized or HttpStatusCode.Redirect) and var open) wrong.Add($"{method} {path} answers nobody with {(int)open}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task People_are_led_to_the_page_to_sign_in_and_back()
    {
        await using var served = await Served.StartAsync();
        using var browser = served.Browser();
        using var answer = await browser.GetAsync("/somewhere?a=b", TestContext.Current.CancellationToken);
        Assert.Equal("/sign-in?returnUrl=%2Fsomewhere%3Fa%3Db", answer.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/api/v1/me")]
    [InlineData("/nothing")]
    public async Task Every_answer_tells_browsers_to_run_nothing_else(string path)
    {
        await using var served = await Served.StartAsync();
        using var browser = served.Browser();
        using var answer = await browser.GetAsync(path, TestContext.Current.CancellationToken);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("style=", page, StringComparison.OrdinalIgnoreCase);
    }

    private static IEnumerable<(string Method, string Path, RouteEndpoint Route)> Table(Served served) =>
        from route in served.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select (method, Parameters().Replace(Numbers().Replace("/" + route.RoutePattern.RawText!.TrimStart('/'), "1"), "x"), route);

    private static async Task<HttpStatusCode> AskAsync(HttpClient client, string method, string path, bool isForm)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = isForm ? new FormUrlEncodedContent([]) : null };
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return answer.StatusCode;
    }

    [GeneratedRegex(@"\{[^}:]*:(?:long|int)\}")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameters();
}
