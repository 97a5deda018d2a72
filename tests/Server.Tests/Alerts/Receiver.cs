using System.Net;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Plumbline.Server.Tests.Alerts;

/// <summary>Somebody who is told over HTTP, and answers as a test says.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Channel<Posted> posted = Channel.CreateUnbounded<Posted>();

    private Receiver(WebApplication app) => this.app = app;

    public string Address => app.Urls.First() + "/hook";

    public static async Task<Receiver> StartAsync(Func<HttpContext, int, Task>? answer = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var receiver = new Receiver(app);
        var count = 0;
        app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            receiver.posted.Writer.TryWrite(new Posted(body.ToArray(), context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), context.Request.Path));
            if (answer is not null) await answer(context, Interlocked.Increment(ref count));
        });
        await app.StartAsync();
        return receiver;
    }

    public async Task<Posted> NextAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(AlertCase.Token);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        return await posted.Reader.ReadAsync(limit.Token);
    }

    public bool IsQuiet => posted.Reader.Count == 0;

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

/// <summary>What came.</summary>
internal sealed record Posted(byte[] Body, Dictionary<string, string> Headers, string Path)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string Text => Encoding.UTF8.GetString(Body);

    public string Finding => Json.GetProperty("finding_info").GetProperty("uid").GetString()!;
}
