using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Plumbline.Server.Access;
using Plumbline.Server.Desks;
using Plumbline.Server.Keeping;
using Plumbline.Server.Standings;
using Plumbline.Store.Records;

namespace Plumbline.Server.Api;

/// <summary>`/records` takes what happened; `/changes` tells which findings change, as it happens.</summary>
internal static class RecordRoutes
{
    // Events that are put together before they are sent.
    private const int Together = 256;

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/records", Take).Needs(Permission.Send).WithMetadata(new Size()).AddEndpointFilter<Once>().WithSummary("Takes records as their source writes them (CloudTrail, invocation logs, traces, …): the body is the file, `name` its name.");
        api.MapGet("/changes", Changes).Needs(Permission.Read).WithSummary("Server-sent events, one for each finding change; the id is the ledger's record, so that `Last-Event-ID` misses none.");
    }

    private static async Task<IResult> Take(HttpContext context, Inbox inbox, string? name)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        if (body.Length == 0) return Problems.Bad("the body holds no records");
        var (kept, isNew) = inbox.Take(name ?? "", body.GetBuffer().AsSpan(0, (int)body.Length));
        return Answer.Object(json =>
        {
            json.WriteString("name", kept);
            json.WriteBoolean("new", isNew);
        }, isNew ? StatusCodes.Status202Accepted : StatusCodes.Status200OK);
    }

    private static async Task Changes(HttpContext context, EstateWatch watch, LedgerPool ledgers, TimeProvider machine)
    {
        var tip = ledgers.Use(l => l.Tip.Number);
        var last = long.TryParse(context.Request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? Math.Min(seen, tip) : tip;
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        await context.Response.WriteAsync(": finding changes\n\n", context.RequestAborted).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        try
        {
            await using var standings = watch.ListenAsync(context.RequestAborted).GetAsyncEnumerator(context.RequestAborted);
            var next = standings.MoveNextAsync().AsTask();
            while (!context.RequestAborted.IsCancellationRequested)
            {
                last = await TellAsync(context, watch, ledgers, last).ConfigureAwait(false);
                using var beat = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
                if (await Task.WhenAny(next, Task.Delay(Beat, machine, beat.Token)).ConfigureAwait(false) == next) next = standings.MoveNextAsync().AsTask();
                else await context.Response.WriteAsync(": still here\n\n", context.RequestAborted).ConfigureAwait(false);
                await beat.CancelAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The listener went away.
        }
    }

    private static async Task<long> TellAsync(HttpContext context, EstateWatch watch, LedgerPool ledgers, long last)
    {
        // A ledger may be shared: who may read this estate may not read the others by that.
        if (watch.Current?.Report.Scope.Name is not { } estate) return last;
        var (name, isMore) = (Encoding.UTF8.GetBytes(estate), true);
        while (isMore)
        {
            var (events, count) = (new StringBuilder(), 0);
            ledgers.Use(l =>
            {
                l.Store.Read(last, (in RecordView record) =>
                {
                    last = record.Number;
                    if (!record.Is(RecordKind.Finding) || !record.Estate.SequenceEqual(name)) return true;
                    Event(record, events);
                    return ++count < Together;
                });
                return true;
            });
            isMore = count == Together;
            if (count > 0) await context.Response.WriteAsync(events.ToString(), context.RequestAborted).ConfigureAwait(false);
            await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        }

        return last;
    }

    private static void Event(in RecordView record, StringBuilder to)
    {
        using var body = JsonDocument.Parse(record.Body.ToArray());
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("finding", Encoding.UTF8.GetString(record.Subject));
            json.WriteString("moment", Encoding.UTF8.GetString(record.Moment));
            foreach (var field in body.RootElement.EnumerateObject()) field.WriteTo(json);
            json.WriteEndObject();
        }

        to.Append(CultureInfo.InvariantCulture, $"id: {record.Number}\nevent: finding\ndata: ").Append(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length)).Append("\n\n");
    }

    /// <summary>Deliveries are larger than what else is sent.</summary>
    private sealed class Size : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => Inbox.Largest;
    }
}
