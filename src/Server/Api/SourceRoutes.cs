using System.Text.Json;
using Plumbline.Reports;
using Plumbline.Server.Access;
using Plumbline.Server.Sources;
using Plumbline.Server.Standings;

namespace Plumbline.Server.Api;

/// <summary>`/sources`: what is read, when, and what it could not see.</summary>
internal static class SourceRoutes
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/sources", (EstateWatch watch) => Answer.Object(json => json.List("items", watch.Plan.All, Write))).Needs(Permission.Read).WithSummary("Sources with their last and next reading.");
        api.MapPost("/sources", Add).Needs(Permission.Operate).AddEndpointFilter<Once>().WithSummary("Adds a source: `{kind, address, every, settings}`; `every` in seconds.");
        api.MapDelete("/sources/{id}", Remove).Needs(Permission.Operate).WithSummary("Takes a source away; what it said is gone with the next reading.");
        api.MapPost("/sources/{id}/run", Run).Needs(Permission.Operate).WithSummary("Has a source read at once.");
    }

    private static async Task<IResult> Add(HttpContext context, SourceBook book, EstateWatch watch)
    {
        using var sent = await Sent.ReadAsync(context).ConfigureAwait(false);
        if (sent.Problem is { } wrong) return wrong;
        if (sent.Text("kind") is not { } kind || sent.Text("address") is not { } address) return Problems.Bad("a source is `{kind, address}`");
        var source = new Source("", kind, address, TimeSpan.FromSeconds(sent.Number("every") ?? 300))
        {
            Settings = sent.Texts("settings"),
        };
        if (book.Problem(source) is { } problem) return Problems.Of(StatusCodes.Status422UnprocessableEntity, problem);
        var kept = book.Add(source, Caller.Of(context.User).Name);
        watch.Ask(kept.Id);
        return Answer.Object(json => Write(new SourceState(kept, null, null, false), json), StatusCodes.Status201Created, location: $"/api/v1/sources/{kept.Id}");
    }

    private static IResult Remove(HttpContext context, string id, SourceBook book, EstateWatch watch)
    {
        if (!book.Remove(id, Caller.Of(context.User).Name)) return Problems.NotFound($"`{id}` is no source that was added; those of the command line go when it changes");
        watch.Ask(null);
        return Results.NoContent();
    }

    private static IResult Run(string id, SourceBook book, EstateWatch watch)
    {
        if (book.All.All(s => s.Id != id)) return Problems.NotFound($"`{id}` is no source; `/api/v1/sources` lists them");
        watch.Ask(id);
        return Results.Accepted($"/api/v1/sources/{id}");
    }

    private static void Write(SourceState state, Utf8JsonWriter json)
    {
        json.WriteString("id", state.Source.Id);
        json.WriteString("kind", state.Source.Kind);
        json.WriteString("address", state.Source.Address);
        json.WriteNumber("every", (long)state.Source.Every.TotalSeconds);
        json.WriteStartObject("settings");
        foreach (var (name, value) in state.Source.Settings) json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteBoolean("given", state.Source.IsGiven);
        json.WriteBoolean("paused", state.Source.IsPaused);
        json.WriteBoolean("running", state.IsRunning);
        json.WriteString("next", state.Next is { } next ? Values.Text(next) : null);
        if (state.Last is not { } last) json.WriteNull("last");
        else
        {
            json.WriteStartObject("last");
            json.WriteString("at", Values.Text(last.At));
            json.WriteNumber("milliseconds", (long)last.Took.TotalMilliseconds);
            json.WriteNumber("documents", last.Files);
            json.WriteString("problem", last.Problem);
            json.Texts("unseen", last.Unseen);
            json.Texts("notes", last.Notes);
            json.WriteEndObject();
        }
    }
}
