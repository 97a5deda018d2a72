using System.Net;
using System.Net.Sockets;
using Plumbline.Server.Keeping;

namespace Plumbline.Server.Alerts;

/// <summary>Connections to targets. Addresses that only a machine's own platform answers at are refused: whoever names a target must not reach credentials through the server.</summary>
internal static class OutwardSocket
{
    /// <summary>The addresses of a host; an <see cref="IOException"/> where it has none or one that is refused.</summary>
    public static async Task<IPAddress[]> FindAsync(string host, CancellationToken cancellation)
    {
        var all = IPAddress.TryParse(host.Trim('[', ']'), out var given) ? [given] : await Dns.GetHostAddressesAsync(host, cancellation).ConfigureAwait(false);
        if (all.Length == 0) throw new IOException($"`{host}` has no address");
        if (all.Any(a => !Outgoing.May(a, Reach.Private))) throw new IOException($"`{host}` leads to an address of the platform itself, which no target may");
        return all;
    }

    /// <summary>A connection over TCP.</summary>
    public static async Task<Socket> ConnectAsync(string host, int port, CancellationToken cancellation)
    {
        var addresses = await FindAsync(host, cancellation).ConfigureAwait(false);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellation).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>What requests go through: no redirects, no proxy, no cookies, and nothing of the answer is kept.</summary>
    public static SocketsHttpHandler Http(System.Net.Security.SslClientAuthenticationOptions? tls) => new()
    {
        AllowAutoRedirect = false, UseCookies = false, UseProxy = false, MaxResponseHeadersLength = 64, MaxResponseDrainSize = 0, PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        SslOptions = tls ?? new(),
        ConnectCallback = async (context, cancellation) => new NetworkStream(await ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellation).ConfigureAwait(false), ownsSocket: true),
    };
}
