using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Plumbline.Clouds.Calls;

namespace Plumbline.Server.Keeping;

/// <summary>Which machines a request may go to.</summary>
public enum Reach
{
    /// <summary>The public network alone.</summary>
    Public,

    /// <summary>Also this machine and private networks, because who runs the server said so.</summary>
    Private,
}

/// <summary>
/// Requests that the server sends to addresses that somebody wrote down. Every connection looks up the name itself and refuses addresses that nobody
/// outside should reach through it; redirects are not followed, certificates are checked, and every request ends in time.
/// </summary>
/// <param name="lookup">Looks up a name; null for the machine's own way.</param>
public sealed class Outgoing(Func<string, CancellationToken, Task<IPAddress[]>>? lookup = null)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Connecting = TimeSpan.FromSeconds(5);

    /// <summary>A client for some targets; its owner keeps it as long as it is used.</summary>
    /// <param name="reach">Which machines it may talk to.</param>
    public HttpClient Client(Reach reach) => new(Handler(reach), disposeHandler: true) { Timeout = Longest, MaxResponseContentBufferSize = 4 << 20 };

    /// <summary>True where a request may go to this address.</summary>
    public static bool May(IPAddress address, Reach reach) => Addresses.May(address, reach == Reach.Private);

    /// <summary>What requests go through: no proxy, which would look up the name where nobody checks what it finds; no redirects, no cookies.</summary>
    /// <param name="reach">Which machines it may talk to.</param>
    /// <param name="tls">Whom to trust; null for those the system trusts.</param>
    public SocketsHttpHandler Handler(Reach reach, SslClientAuthenticationOptions? tls = null) => new()
    {
        UseProxy = false, AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = Connecting, PooledConnectionLifetime = TimeSpan.FromMinutes(2), PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        MaxResponseHeadersLength = 64, MaxResponseDrainSize = 0, SslOptions = tls ?? new(),
        ConnectCallback = async (context, cancellation) => new NetworkStream(await ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, reach, cancellation).ConfigureAwait(false), ownsSocket: true),
    };

    /// <summary>The addresses of a host that may be talked to; an <see cref="IOException"/> where there is none.</summary>
    /// <param name="host">A name or an address.</param>
    /// <param name="reach">Which machines may be meant.</param>
    /// <param name="cancellation">Ends looking it up.</param>
    public async Task<IPAddress[]> FindAsync(string host, Reach reach, CancellationToken cancellation)
    {
        IPAddress[] all = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await LookAsync(host, cancellation).ConfigureAwait(false);
        var addresses = all.Where(a => May(a, reach)).ToArray();
        return addresses.Length > 0 ? addresses : throw new IOException(all.Length == 0 ? $"`{host}` has no address" : $"`{host}` leads to an address that this server does not talk to");
    }

    private async Task<IPAddress[]> LookAsync(string host, CancellationToken cancellation)
    {
        try
        {
            return await (lookup ?? Dns.GetHostAddressesAsync)(host, cancellation).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            throw new IOException($"`{host}` has no address: {e.Message}", e);
        }
    }

    /// <summary>A connection over TCP.</summary>
    /// <param name="host">A name or an address.</param>
    /// <param name="port">The port.</param>
    /// <param name="reach">Which machines may be meant.</param>
    /// <param name="cancellation">Ends connecting.</param>
    public async Task<Socket> ConnectAsync(string host, int port, Reach reach, CancellationToken cancellation)
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
}
