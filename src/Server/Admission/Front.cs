using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Plumbline.Server.Admission;

/// <summary>What every server of the product is at its front: quiet, bounded, and gone within ten seconds when it is told to end.</summary>
internal static class Front
{
    private static readonly TimeSpan Ending = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Headers = TimeSpan.FromSeconds(10);

    /// <summary>Sets a server up.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="largestBody">Bytes of a body at most, where a route says nothing else.</param>
    /// <param name="connections">Connections at once at most.</param>
    /// <param name="more">Where it listens, and what else is its own.</param>
    public static void Set(WebApplicationBuilder builder, long largestBody, int connections, Action<KestrelServerOptions> more)
    {
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = Ending);
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = largestBody;
            kestrel.Limits.MaxConcurrentConnections = connections;
            kestrel.Limits.RequestHeadersTimeout = Headers;
            more(kestrel);
        });
    }
}
