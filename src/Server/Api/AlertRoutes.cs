using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Reports;
using Plumbline.Server.Access;
using Plumbline.Server.Alerts;

namespace Plumbline.Server.Api;

/// <summary>`/alerts`: who is told when a finding changes, how they fare, and what they could not be told.</summary>
internal static class AlertRoutes
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/alerts", (AlertDesk desk) => Answer.Object(json => json.List("items", desk.Book.All, (t, j) => Write(t, desk, j)))).Needs(Permission.Operate).WithSummary("Targets, and how each fares.");
        api.MapPost("/alerts", Add).Needs(Permission.Operate).AddEndpointFilter<Once>()
            .WithSummary("Adds a target: `{kind, address, filter, secret, trust, form, after}`; `filter` is a CEL condition over " + string.Join(", ", NoticeFilter.Names) + "; `after` is a record, 0 for everything there ever was.");
        api.MapPut("/alerts/{id}", Change).Needs(Permission.Operate).WithSummary("Changes a target: the fields that are sent, the others stay; `paused` holds it.");
        api.MapDelete("/alerts/{id}", Remove).Needs(Permission.Operate).WithSummary("Takes a target away.");
        api.MapPost("/alerts/{id}/test", Test).Needs(Permission.Operate).WithSummary("Sends a trial at once, and says what came of it.");
        api.MapGet("/alerts/{id}/dead", Dead).Needs(Permission.Operate).WithSummary("What the target could not be told.");
        api.MapPost("/alerts/{id}/dead/again", (HttpContext c, string id, AlertDesk desk) => Again(c, id, null, desk)).Needs(Permission.Operate).WithSummary("Sends all of it again.");
        api.MapPost("/alerts/{id}/dead/{number:long}/again", (HttpContext c, string id, long number, AlertDesk desk) => Again(c, id, number, desk)).Needs(Permission.Operate).WithSummary("Sends one of it again.");
        api.MapDelete("/alerts/{id}/dead/{number:long}", Drop).Needs(Permission.Operate).WithSummary("Gives one of it up for good.");
    }

    private static async Task<IResult> Add(HttpContext context, AlertDesk desk)
    {
        using var sent = await Sent.ReadAsync(context).ConfigureAwait(false);
        if (sent.Problem is { } wrong) return wrong;
        if (sent.Text("kind") is null || sent.Text("address") is null) return Problems.Bad("a target is `{kind, address}`");
        if (desk.Book.All.Length >= TargetBook.Most) return Problems.Of(StatusCodes.Status422UnprocessableEntity, $"there are {TargetBook.Most} targets already; take one away");
        if (Read(new Target("", TargetKind.File, ""), sent, out var unread) is not { } target) return unread!;
        if (desk.Book.Problem(target) is { } refused) return Problems.Of(StatusCodes.Status422UnprocessableEntity, refused);
        var kept = desk.Book.Add(target, sent.Root.TryGetProperty("after", out var after) && after.ValueKind == JsonValueKind.Number && after.TryGetInt64(out var number) ? Math.Max(0, number) : null, Caller.Of(context.User).Name);
        return Answer.Object(json => Write(kept, desk, json), StatusCodes.Status201Created, location: $"/api/v1/alerts/{kept.Id}");
    }

    private static async Task<IResult> Change(HttpContext context, string id, AlertDesk desk)
    {
        using var sent = await Sent.ReadAsync(context).ConfigureAwait(false);
        if (sent.Problem is { } wrong) return wrong;
        if (desk.Book.Find(id) is not { } known) return Missing(id);
        if (Read(known, sent, out var unread) is not { } target) return unread!;
        if (desk.Book.Problem(target) is { } refused) return Problems.Of(StatusCodes.Status422UnprocessableEntity, refused);
        if (!desk.Book.Change(known, target, Caller.Of(context.User).Name)) return Problems.Of(StatusCodes.Status409Conflict, $"`{id}` was changed by somebody else at the same moment; look again");
        return Answer.Object(json => Write(target, desk, json));
    }

    private static IResult Remove(HttpContext context, string id, AlertDesk desk)
    {
        var letters = desk.Letters.Of(id);
        if (!desk.Book.Remove(id, Caller.Of(context.User).Name)) return Missing(id);
        foreach (var letter in letters) desk.Letters.Remove(id, letter.Number);
        return Results.NoContent();
    }

    private static async Task<IResult> Test(HttpContext context, string id, AlertDesk desk)
    {
        if (await desk.TryAsync(id, context.RequestAborted).ConfigureAwait(false) is not { } sending) return Missing(id);
        desk.Book.Note(id, Caller.Of(context.User).Name, sending.Problem is null ? """{"test":"taken"}""" : """{"test":"failed"}""");
        return Answer.Object(json =>
        {
            json.WriteBoolean("taken", sending.Problem is null);
            json.WriteString("problem", sending.Problem);
        });
    }

    private static IResult Dead(string id, AlertDesk desk, string? cursor, int? limit) =>
        desk.Book.Find(id) is null ? Missing(id)
        : Paging.Cut(desk.Letters.Of(id), l => l.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), cursor, limit, out var problem, l => l.Number.ToString("d19", System.Globalization.CultureInfo.InvariantCulture)) is { } page ? page.Answer(null, Write)
        : Problems.Bad(problem!);

    private static IResult Again(HttpContext context, string id, long? number, AlertDesk desk)
    {
        if (desk.Book.Find(id) is null) return Missing(id);
        if (desk.Letters.Again(id, number) is 0 && number is not null) return Problems.NotFound($"`{number}` is no dead letter of `{id}`");
        desk.Book.Note(id, Caller.Of(context.User).Name, number is null ? """{"again":"all"}""" : $$"""{"again":{{number}}}""");
        return Results.Accepted($"/api/v1/alerts/{id}/dead");
    }

    private static IResult Drop(HttpContext context, string id, long number, AlertDesk desk)
    {
        if (!desk.Letters.Remove(id, number)) return Problems.NotFound($"`{number}` is no dead letter of `{id}`");
        desk.Book.Note(id, Caller.Of(context.User).Name, $$"""{"dropped":{{number}}}""");
        return Results.NoContent();
    }

    private static Target? Read(Target known, Sent sent, out IResult? refused)
    {
        string? problem = null;
        if ((refused = sent.Flag("paused", out var isPaused)) is not null) return null;
        var (kind, form) = (known.Kind, known.Form);
        if (sent.Text("kind") is { } named && !KebabCase.TryParse(named, out kind)) problem = $"`{named}` is no kind; choose file, syslog, webhook or ticket";
        if (sent.Text("form") is { } shape && !KebabCase.TryParse(shape, out form)) problem = $"`{shape}` is no form; choose ocsf or cef";
        refused = problem is null ? null : Problems.Bad(problem);
        return problem is not null ? null : known with
        {
            Kind = kind, Form = form, Address = sent.Text("address") ?? known.Address, Filter = sent.Text("filter") ?? known.Filter, Secret = sent.Text("secret") ?? known.Secret,
            Trust = sent.Text("trust") ?? known.Trust, IsPaused = isPaused ?? known.IsPaused,
        };
    }

    private static IResult Missing(string id) => Problems.NotFound($"`{id}` is no target; `/api/v1/alerts` lists them");

    private static void Write(Target target, AlertDesk desk, Utf8JsonWriter json)
    {
        json.WriteString("id", target.Id);
        json.WriteString("kind", target.Kind.Name());
        json.WriteString("address", target.Address);
        json.WriteString("filter", target.Filter);
        json.WriteString("secret", target.Secret);
        json.WriteString("trust", target.Trust);
        json.WriteString("form", target.Form.Name());
        json.WriteBoolean("paused", target.IsPaused);
        var state = desk.Of(target.Id);
        json.WriteNumber("reached", state?.Reached ?? desk.Book.Reached(target.Id));
        json.WriteNumber("sent", state?.Sent ?? 0);
        json.WriteNumber("failed", state?.Failed ?? 0);
        json.WriteString("problem", state?.Problem);
        json.WriteString("since", state?.Since is { } since ? Values.Text(since) : null);
        json.WriteNumber("dead", desk.Letters.Count(target.Id));
    }

    private static void Write(DeadLetter letter, Utf8JsonWriter json)
    {
        json.WriteNumber("number", letter.Number);
        json.WriteString("at", Values.Text(letter.At));
        json.WriteNumber("attempts", letter.Attempts);
        json.WriteString("problem", letter.Problem);
        json.WriteBoolean("again", letter.IsAgain);
    }
}
