using System.Buffers;
using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Plumbline.Server.Admission;

/// <summary>The webhook as an HTTPS server: `/admit` for the API server, `/healthz` and `/readyz` for whoever runs it.</summary>
internal sealed class AdmissionHost
{
    /// <summary>Bytes of a review at most.</summary>
    public const int LargestBody = 3 << 20;

    private const int MostConnections = 1000;
    private const long MostBodies = 192 << 20;
    private static readonly TimeSpan LongestBody = TimeSpan.FromSeconds(10);
    private readonly Judge judge;
    private readonly AdmissionSettings settings;
    private readonly RegistryWatch watch;
    private readonly DecisionLog log;
    private readonly Beside? beside;
    private readonly ClientAuthority? clients;
    private readonly WebApplication app;
    private long bodies;
    private volatile bool isReady;

    public AdmissionHost(
        AdmissionSettings settings, IPEndPoint at, Certificates certificates, RegistryWatch watch, ConfigMemory memory, DecisionLog log, TimeProvider clock, Beside? beside = null, ClientAuthority? clients = null)
    {
        (this.settings, this.watch, this.log, this.beside, this.clients) = (settings, watch, log, beside, clients);
        judge = new Judge(settings, () => watch.View, memory, clock);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [] });
        Front.Set(builder, LargestBody, MostConnections, kestrel =>
        {
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(3);
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 4096, gracePeriod: TimeSpan.FromSeconds(5));
            kestrel.Listen(at, listen => listen.UseHttps(new TlsHandshakeCallbackOptions
            {
                HandshakeTimeout = TimeSpan.FromSeconds(5),
                OnConnection = _ => ValueTask.FromResult(Handshake(certificates)),
            }));
        });
        app = builder.Build();
        app.Lifetime.ApplicationStopping.Register(() => isReady = false);
        app.Run(AnswerAsync);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => new(app.Urls.First());

    /// <summary>Begins to listen, and answers itself until its first answers are as fast as later ones.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        await app.StartAsync(cancellation).ConfigureAwait(false);
        WarmUp.Judge(settings, () => watch.View);
        await WarmUp.ConnectAsync(Address, cancellation).ConfigureAwait(false);
        isReady = true;
    }

    /// <summary>Waits until somebody ends it.</summary>
    public Task WaitAsync(CancellationToken cancellation) => app.WaitForShutdownAsync(cancellation);

    /// <summary>Ends it: open requests are answered first.</summary>
    public async Task StopAsync()
    {
        isReady = false;
        await app.StopAsync(CancellationToken.None).ConfigureAwait(false);
        await app.DisposeAsync().ConfigureAwait(false);
    }

    private SslServerAuthenticationOptions Handshake(Certificates certificates)
    {
        var options = certificates.Handshake();
        clients?.Ask(options);
        return options;
    }

    // What does not work beside the answers is no reason to send them to nobody.
    private string Ready => string.Join("; ", new[] { "ok", watch.Problem is { } problem ? $"with the registry as it was read before: {problem}" : null, beside?.Problem }.OfType<string>()).Replace("ok; with", "ok, with", StringComparison.Ordinal);

    private Task AnswerAsync(HttpContext context) => context.Request.Path.Value switch
    {
        "/admit" when clients is not null && context.Connection.ClientCertificate is null => SayAsync(context, 403, "reviews are taken from whoever shows a certificate of the authority behind --client-ca"),
        "/admit" => AdmitAsync(context),
        "/healthz" => SayAsync(context, 200, "ok"),
        "/readyz" => isReady ? SayAsync(context, 200, Ready) : SayAsync(context, 503, "not ready"),
        _ => SayAsync(context, 404, "there is /admit, /healthz and /readyz"),
    };

    private async Task AdmitAsync(HttpContext context)
    {
        var began = Stopwatch.GetTimestamp();
        if (context.Request.Method != "POST")
        {
            await SayAsync(context, 405, "a review is sent with POST").ConfigureAwait(false);
            return;
        }

        if (context.Request.ContentType?.Split(';')[0].Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase) != true)
        {
            await SayAsync(context, 415, "a review is application/json").ConfigureAwait(false);
            return;
        }

        var room = context.Request.ContentLength ?? LargestBody;
        if (room > LargestBody)
        {
            await SayAsync(context, 413, "the review is larger than 3 MiB").ConfigureAwait(false);
            return;
        }

        try
        {
            if (Interlocked.Add(ref bodies, room) > MostBodies)
            {
                await SayAsync(context, 503, "too many large reviews at once").ConfigureAwait(false);
                return;
            }

            if (await BodyAsync(context).ConfigureAwait(false) is not { Array: { } pooled } body) return;
            try
            {
                await JudgeAsync(context, body, began).ConfigureAwait(false);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(pooled);
            }
        }
        finally
        {
            Interlocked.Add(ref bodies, -room);
        }
    }

    private async Task JudgeAsync(HttpContext context, ReadOnlyMemory<byte> body, long began)
    {
        var review = Review.Read(body, out var problem, out var echo);
        if (review is null && echo.Uid.Length == 0)
        {
            await SayAsync(context, 400, problem!).ConfigureAwait(false);
            return;
        }

        var answer = review is null ? Answer.NotUnderstood(problem!) : Safely(review);
        context.Response.ContentType = "application/json";
        ReviewText.Write(context.Response.BodyWriter, echo.ApiVersion, echo.Uid, answer);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        log.Take(review ?? new Review(echo.ApiVersion, echo.Uid, "", "", "", false, false, null, null), answer, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    // What breaks on one object must neither stop the server nor let the object pass.
    private Answer Safely(Review review)
    {
        try
        {
            return judge.Of(review);
        }
#pragma warning disable CA1031 // the door of the judge
        catch (Exception e) when (e is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            var answer = Answer.NotUnderstood($"judging it broke off ({e.GetType().Name})");
            return settings.Modes.Of(review.Namespace) is "audit" or "warn" ? answer with { IsAllowed = true } : answer;
        }
    }

    // The buffer is the pool's, and goes back when the answer is written; where none comes out, it was given back.
    private static async Task<ArraySegment<byte>> BodyAsync(HttpContext context)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        late.CancelAfter(LongestBody);
        var (buffer, length, isWhole) = (ArrayPool<byte>.Shared.Rent(context.Request.ContentLength is { } known ? (int)known + 1 : 1 << 16), 0, false);
        try
        {
            while (await context.Request.Body.ReadAsync(buffer.AsMemory(length), late.Token).ConfigureAwait(false) is > 0 and var read)
            {
                if ((length += read) == buffer.Length) buffer = Grown(buffer);
            }

            isWhole = true;
            return new ArraySegment<byte>(buffer, 0, length);
        }
        catch (Microsoft.AspNetCore.Http.BadHttpRequestException e)
        {
            await SayAsync(context, e.StatusCode, e.StatusCode == 413 ? "the review is larger than 3 MiB" : "the review did not come whole").ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            await SayAsync(context, 408, "the review did not come in time").ConfigureAwait(false);
            context.Abort();
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            context.Abort();
        }
        finally
        {
            if (!isWhole) ArrayPool<byte>.Shared.Return(buffer);
        }

        return default;
    }

    private static byte[] Grown(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(buffer.Length * 2, LargestBody * 2));
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private static Task SayAsync(HttpContext context, int status, string text)
    {
        if (context.Response.HasStarted) return Task.CompletedTask;
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text + "\n"), context.RequestAborted).AsTask();
    }
}
