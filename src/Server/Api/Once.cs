using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Plumbline.Server.Access;
using Plumbline.Server.Keeping;
using Plumbline.Store.Ledgers;

namespace Plumbline.Server.Api;

/// <summary>
/// Makes a request with an `Idempotency-Key` count once: who sends it again within a day gets the first answer, also where the first time nobody was left to
/// hear it. The same key with another request is refused; while the first is still worked on, the second is told to come back.
/// </summary>
/// <param name="ledgers">Where answers are kept, as they were given: routes whose answers are secret do not have this.</param>
/// <param name="machine">The machine's clock.</param>
internal sealed class Once(LedgerPool ledgers, TimeProvider machine) : IEndpointFilter
{
    private const string Drawer = "answers";
    private const string Working = "…";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Cleaning = TimeSpan.FromHours(1);
    private long cleaned = long.MinValue;

    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.Request.Headers["Idempotency-Key"].ToString() is not { Length: > 0 } sent) return await next(context).ConfigureAwait(false);
        if (sent.Length > 200) return Problems.Bad("`Idempotency-Key` is longer than 200 characters");
        http.Request.EnableBuffering(bufferThreshold: 1 << 20);
        var (key, request) = (Digest($"{Caller.Of(http.User).Name}\0{sent}"), await RequestAsync(http).ConfigureAwait(false));
        Forget(machine.GetUtcNow());
        var (mine, known) = Take(key, request);
        if (known is not null) return known;
        // From here on it acts, and what came of it is kept, whether or not the caller still listens.
        var caller = http.RequestAborted;
        http.RequestAborted = CancellationToken.None;
        ReadOnlyMemory<byte> text;
        try
        {
            (var status, text) = await ActAsync(http, key, mine, () => next(context)).ConfigureAwait(false);
            if (status < 500) ledgers.Keep(c => c.Put(Drawer, key, Body(machine.GetUtcNow(), request, $"{status} {http.Response.Headers.Location}", Encoding.UTF8.GetString(text.Span)), mine));
            else Drop(key, mine);
        }
        finally
        {
            http.RequestAborted = caller;
        }

        await http.Response.Body.WriteAsync(text, caller).ConfigureAwait(false);
        return Results.Empty;
    }

    // The version under which this request holds the key, or what is answered because another one does.
    private (long Mine, IResult? Known) Take(string key, string request)
    {
        var now = machine.GetUtcNow();
        var working = Body(now, request, "0", Working);
        if (ledgers.Keep(c => c.Put(Drawer, key, working, 0))) return (1, null);
        var busy = Problems.Of(StatusCodes.Status409Conflict, "the first request with this `Idempotency-Key` is still worked on; ask again in a moment");
        if (ledgers.Keep(c => c.Get(Drawer, key)) is not { } kept) return (0, busy);
        var parts = kept.Body.Split('\n', 4);
        if (parts[1] != request) return (0, Problems.Of(StatusCodes.Status422UnprocessableEntity, "this `Idempotency-Key` was used for another request; choose a new one"));
        if (parts[2] != "0") return (0, new Replay(parts[2], parts[3]));
        return now - At(parts[0]) >= Abandoned && ledgers.Keep(c => c.Put(Drawer, key, working, kept.Version)) ? (kept.Version + 1, null) : (0, busy);
    }

    private async Task<(int Status, ReadOnlyMemory<byte> Text)> ActAsync(HttpContext http, string key, long mine, Func<ValueTask<object?>> act)
    {
        var outer = http.Response.Body;
        var text = new MemoryStream();
        await using var closing = text.ConfigureAwait(false);
        http.Response.Body = text;
        try
        {
            var done = await DoneAsync(act).ConfigureAwait(false);
            await done.ExecuteAsync(http).ConfigureAwait(false);
            await http.Response.BodyWriter.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch
        {
            Drop(key, mine);
            throw;
        }
        finally
        {
            http.Response.Body = outer;
        }

        return (http.Response.StatusCode, text.ToArray());
    }

    // What is refused is an answer like any other.
    private static async Task<IResult> DoneAsync(Func<ValueTask<object?>> act)
    {
        try
        {
            return await act().ConfigureAwait(false) as IResult ?? Results.Empty;
        }
        catch (LedgerException e)
        {
            return Problems.Of(e);
        }
    }

    private void Drop(string key, long mine) => ledgers.Keep(c => c.Get(Drawer, key)?.Version == mine && c.Remove(Drawer, key));

    private static async Task<string> RequestAsync(HttpContext http)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData(Encoding.UTF8.GetBytes($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}\0"));
        var buffer = new byte[64 << 10];
        while (await http.Request.Body.ReadAsync(buffer, http.RequestAborted).ConfigureAwait(false) is > 0 and var read) digest.AppendData(buffer.AsSpan(0, read));
        http.Request.Body.Position = 0;
        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }

    private void Forget(DateTimeOffset now)
    {
        var last = Interlocked.Read(ref cleaned);
        if (last != long.MinValue && now.UtcTicks - last < Cleaning.Ticks) return;
        if (Interlocked.CompareExchange(ref cleaned, now.UtcTicks, last) != last) return;
        ledgers.Keep(c =>
        {
            foreach (var old in c.List(Drawer).Where(k => now - At(k.Body.Split('\n', 2)[0]) > Kept)) c.Remove(Drawer, old.Key);
            return true;
        });
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.FromUnixTimeSeconds(long.Parse(text, CultureInfo.InvariantCulture));

    private static string Body(DateTimeOffset at, string request, string status, string text) =>
        string.Create(CultureInfo.InvariantCulture, $"{at.ToUnixTimeSeconds()}\n{request}\n{status.TrimEnd()}\n{text}");

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>An answer that was given before.</summary>
    /// <param name="head">Its status, and behind it where what was made can be asked for.</param>
    /// <param name="text">Its body.</param>
    private sealed class Replay(string head, string text) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            var (status, location) = head.Split(' ', 2) is [var code, var at] ? (code, at) : (head, null);
            context.Response.StatusCode = int.Parse(status, CultureInfo.InvariantCulture);
            context.Response.Headers.CacheControl = "no-store";
            if (location is not null) context.Response.Headers.Location = location;
            if (text.Length == 0) return Task.CompletedTask;
            context.Response.ContentType = context.Response.StatusCode >= 400 ? "application/problem+json" : "application/json; charset=utf-8";
            return context.Response.WriteAsync(text, context.RequestAborted);
        }
    }
}
