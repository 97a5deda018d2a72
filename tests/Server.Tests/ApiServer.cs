using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Plumbline.Server.Admission;

namespace Plumbline.Server.Tests;

/// <summary>The part of an API server that lists config maps, in two pages.</summary>
internal sealed class ApiServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private ApiServer(WebApplication app) => this.app = app;

    public List<string> Tokens { get; } = [];

    /// <summary>The pages that were asked for.</summary>
    public List<string> Pages { get; } = [];

    /// <summary>Where a page may be longer than this many maps, it is filled up to a mebibyte.</summary>
    public int LongPage { get; set; } = int.MaxValue;

    public Uri Address => new($"https://localhost:{new Uri(app.Urls.First()).Port}");

    public static async Task<ApiServer> StartAsync(string folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var certificate = X509CertificateLoader.LoadPkcs12(X509Certificate2.CreateFromPemFile(OwnCertificate.CertFile(folder), OwnCertificate.KeyFile(folder)).Export(X509ContentType.Pkcs12), null);
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, l => l.UseHttps(certificate)));
        var app = builder.Build();
        var server = new ApiServer(app);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var token = context.Request.Headers.Authorization.ToString();
        if (token != "Bearer a-token")
        {
            context.Response.StatusCode = 403;
            return;
        }

        Tokens.Add(token);
        Pages.Add($"{context.Request.Path}{context.Request.QueryString}");
        context.Response.ContentType = "application/json";
        if (int.Parse(context.Request.Query["limit"]!, System.Globalization.CultureInfo.InvariantCulture) > LongPage) await context.Response.WriteAsync(new string(' ', 1 << 20));
        await context.Response.WriteAsync(context.Request.Query["continue"] == "next=page"
            ? """{"kind":"ConfigMapList","apiVersion":"v1","metadata":{"resourceVersion":"12"},"items":[{"metadata":{"name":"two","namespace":"b"}}]}"""
            : """{"kind":"ConfigMapList","apiVersion":"v1","metadata":{"resourceVersion":"12","continue":"next=page"},"items":[{"metadata":{"name":"one","namespace":"a"},"data":{"MODEL":"gpt-4o"}}]}""");
    }
}
