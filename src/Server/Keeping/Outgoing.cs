using System.Net;
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

    private SocketsHttpHandler Handler(Reach reach) => new()
    {
        // A proxy would look up the name where nobody checks what it finds.
        UseProxy = false, AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = Connecting,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2), MaxResponseHeadersLength = 64,
        ConnectCallback = async (context, cancellation) => await ConnectAsync(context.DnsEndPoint, reach, cancellation).ConfigureAwait(false),
    };

    private async Task<Stream> ConnectAsync(DnsEndPoint target, Reach reach, CancellationToken cancellation)
    {
        IPAddress[] all = IPAddress.TryParse(target.Host, out var literal) ? [literal] : await (lookup ?? Dns.GetHostAddressesAsync)(target.Host, cancellation).ConfigureAwait(false);
        var addresses = all.Where(a => May(a, reach)).ToArray();
        if (addresses.Length == 0)
            throw new HttpRequestException(all.Length == 0 ? $"`{target.Host}` has no address" : $"`{target.Host}` leads to an address that this server does not talk to");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, target.Port, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
