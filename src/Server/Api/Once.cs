using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Plumbline.Server.Access;
using Plumbline.Server.Keeping;

namespace Plumbline.Server.Api;

/// <summary>
/// Makes a request with an `Idempotency-Key` count once: who sends it again within a day gets the first answer. The same key with another request
/// is refused; while the first is still worked on, the second is told to come back.
/// </summary>
/// <param name="ledgers">Where answers are kept.</param>
/// <param name="machine">The machine's clock.</param>
internal sealed class Once(LedgerPool ledgers, TimeProvider machine) : IEndpointFilter
{
    private const string Drawer = "answers";
    private const string Working = "…";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.Request.Headers["Idempotency-Key"].ToString() is not { Length: > 0 } sent) return await next(context).ConfigureAwait(false);
        if (sent.Length > 200) return Problems.Bad("`Idempotency-Key` is longer than 200 characters");
        http.Request.EnableBuffering(bufferThreshold: 1 << 20);
        var key = Digest(Encoding.UTF8.GetBytes($"{Caller.Of(http.User).Name}\0{sent}"));
        var request = Digest([.. Encoding.UTF8.GetBytes($"{http.Request.Method} {http.Request.Path}\0"), .. await BodyAsync(http).ConfigureAwait(false)]);
        var now = machine.GetUtcNow();
        Forget(now);
        if (!ledgers.Keep(c => c.Put(Drawer, key, Body(now, request, 0, Working), 0)))
        {
            if (ledgers.Keep(c => c.Get(Drawer, key)) is { } kept && Again(kept.Body, request, now) is { } answer) return answer;
            ledgers.Keep(c => c.Put(Drawer, key, Body(now, request, 0, Working)));
        }

        var result = await next(context).ConfigureAwait(false);
        if (result is not IResult done) return result;
        var (status, text) = await RunAsync(done, http).ConfigureAwait(false);
        if (status < 500) ledgers.Keep(c => c.Put(Drawer, key, Body(now, request, status, text)));
        else ledgers.Keep(c => c.Remove(Drawer, key));
        return Results.Empty;
    }

    private static IResult? Again(string body, string request, DateTimeOffset now)
    {
        var parts = body.Split('\n', 4);
        if (parts[1] != request) return Problems.Of(StatusCodes.Status422UnprocessableEntity, "this `Idempotency-Key` was used for another request; choose a new one");
        var status = int.Parse(parts[2], CultureInfo.InvariantCulture);
        if (status != 0) return Results.Text(parts[3], status is >= 400 ? "application/problem+json" : "application/json; charset=utf-8", Encoding.UTF8, status);
        return now - At(parts[0]) < Abandoned ? Problems.Of(StatusCodes.Status409Conflict, "the first request with this `Idempotency-Key` is still worked on; ask again in a moment") : null;
    }

    // The answer goes to the caller and, once more, into the cabinet.
    private static async Task<(int, string)> RunAsync(IResult done, HttpContext http)
    {
        var outer = http.Response.Body;
        using var kept = new MemoryStream();
        http.Response.Body = kept;
        try
        {
            await done.ExecuteAsync(http).ConfigureAwait(false);
            await http.Response.BodyWriter.FlushAsync().ConfigureAwait(false);
        }
        finally
        {
            http.Response.Body = outer;
        }

        await outer.WriteAsync(kept.GetBuffer().AsMemory(0, (int)kept.Length), http.RequestAborted).ConfigureAwait(false);
        return (http.Response.StatusCode, Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length));
    }

    private static async Task<byte[]> BodyAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted).ConfigureAwait(false);
        http.Request.Body.Position = 0;
        return body.ToArray();
    }

    private void Forget(DateTimeOffset now) => ledgers.Keep(c =>
    {
        foreach (var old in c.List(Drawer).Where(k => now - At(k.Body.Split('\n', 2)[0]) > Kept)) c.Remove(Drawer, old.Key);
        return true;
    });

    private static DateTimeOffset At(string text) => DateTimeOffset.FromUnixTimeSeconds(long.Parse(text, CultureInfo.InvariantCulture));

    private static string Body(DateTimeOffset at, string request, int status, string text) =>
        string.Create(CultureInfo.InvariantCulture, $"{at.ToUnixTimeSeconds()}\n{request}\n{status}\n{text}");

    private static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
