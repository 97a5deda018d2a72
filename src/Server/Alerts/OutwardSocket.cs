using System.Net;
using System.Net.Sockets;
using Plumbline.Server.Keeping;

namespace Plumbline.Server.Alerts;

/// <summary>Connections to targets. Addresses that only a machine's own platform answers at are refused: whoever names a target must not reach credentials through the server.</summary>
internal static class OutwardSocket
{
    /// <summary>The addresses of a host; an <see cref="IOException"/> where it has none or one that is refused.</summary>
    /// <param name="host">A name or an address.</param>
    /// <param name="reach">Which machines may be meant.</param>
    /// <param name="cancellation">Ends looking it up.</param>
    public static async Task<IPAddress[]> FindAsync(string host, Reach reach, CancellationToken cancellation)
    {
        var all = IPAddress.TryParse(host.Trim('[', ']'), out var given) ? [given] : await Dns.GetHostAddressesAsync(host, cancellation).ConfigureAwait(false);
        if (all.Length == 0) throw new IOException($"`{host}` has no address");
        if (all.Any(a => !Outgoing.May(a, reach))) throw new IOException($"`{host}` leads to an address that no target may have");
        return all;
    }

    /// <summary>A connection over TCP.</summary>
    /// <param name="host">A name or an address.</param>
    /// <param name="port">The port.</param>
    /// <param name="reach">Which machines may be meant.</param>
    /// <param name="cancellation">Ends connecting.</param>
    public static async Task<Socket> ConnectAsync(string host, int port, Reach reach, CancellationToken cancellation)
    {
        var addresses = await FindAsync(host, reach, cancellation).ConfigureAwait(false);
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
    /// <param name="reach">Which machines may be meant.</param>
    public static Func<System.Net.Security.SslClientAuthenticationOptions?, SocketsHttpHandler> Http(Reach reach) => tls => new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseCookies = false, UseProxy = false, MaxResponseHeadersLength = 64, MaxResponseDrainSize = 0, PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        SslOptions = tls ?? new(),
        ConnectCallback = async (context, cancellation) => new NetworkStream(await ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, reach, cancellation).ConfigureAwait(false), ownsSocket: true),
    };
}
