using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Plumbline.Server.Access;
using Plumbline.Server.Sources;
using Plumbline.Server.Standings;

namespace Plumbline.Server.Web;

/// <summary>What the forms of `/sources` do: add, pause, take away, read now.</summary>
internal static class SourceForms
{
    private const int MinutesMost = 60 * 24 * 7;

    public static void Map(IEndpointRouteBuilder app)
    {
        Post(app, "/sources", Add);
        Post(app, "/sources/{id}/run", Run);
        Post(app, "/sources/{id}/pause", (http, book, watch) => Pause(http, book, watch, true));
        Post(app, "/sources/{id}/resume", (http, book, watch) => Pause(http, book, watch, false));
        Post(app, "/sources/{id}/remove", Remove);
    }

    private static void Post(IEndpointRouteBuilder app, string pattern, Func<HttpContext, SourceBook, EstateWatch, (string? Note, string? Problem)> act) =>
        app.MapPost(pattern, (HttpContext http, SourceBook book, EstateWatch watch, [FromForm] IFormCollection form) =>
        {
            var (note, problem) = act(http, book, watch);
            return Said.Done(http, "/sources", note, problem);
        }).Needs(Permission.Operate).ExcludeFromDescription();

    private static (string?, string?) Add(HttpContext http, SourceBook book, EstateWatch watch)
    {
        var form = http.Request.Form;
        var (kind, address) = (form["kind"].ToString().Trim(), form["address"].ToString().Trim());
        if (address.Length is 0 or > 1000) return (null, "say where the source is");
        if (!int.TryParse(form["minutes"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) || minutes is < 1 or > MinutesMost) return (null, $"say every how many minutes it is read: 1 to {MinutesMost}");
        var source = new Source("", kind, address, TimeSpan.FromMinutes(minutes));
        if (book.Problem(source) is { } problem) return (null, problem);
        var kept = book.Add(source, Who(http));
        watch.Ask(kept.Id);
        return ($"{kept.Id} is added and being read", null);
    }

    private static (string?, string?) Run(HttpContext http, SourceBook book, EstateWatch watch)
    {
        if (Of(http, book) is not { } source) return Unknown(http);
        watch.Ask(source.Id);
        return ($"{source.Id} is being read", null);
    }

    private static (string?, string?) Pause(HttpContext http, SourceBook book, EstateWatch watch, bool isPaused)
    {
        if (Of(http, book) is not { } source) return Unknown(http);
        if (source.IsGiven) return (null, $"`{source.Id}` was named when the server was started, and goes on being read; start it without");
        if (!book.Change(source, source with { IsPaused = isPaused }, Who(http))) return (null, $"`{source.Id}` was changed by somebody else at the same moment; look again");
        watch.Ask(source.Id);
        return (isPaused ? $"{source.Id} is paused: what it said no longer counts" : $"{source.Id} is read again", null);
    }

    private static (string?, string?) Remove(HttpContext http, SourceBook book, EstateWatch watch)
    {
        if (Of(http, book) is not { } source) return Unknown(http);
        if (!book.Remove(source.Id, Who(http))) return (null, $"`{source.Id}` was named when the server was started; start it without");
        watch.Ask(null);
        return ($"{source.Id} is taken away: what it said is gone with the next reading", null);
    }

    private static Source? Of(HttpContext http, SourceBook book) => book.All.FirstOrDefault(s => s.Id == (string?)http.Request.RouteValues["id"]);

    private static (string?, string?) Unknown(HttpContext http) => (null, $"`{http.Request.RouteValues["id"]}` is no source; it may have been taken away");

    private static string Who(HttpContext http) => Caller.Of(http.User).Name;
}
