using System.Net;
using System.Net.Sockets;

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

    // Never right as a target: the metadata services of clouds answer here, and what answers them is a key.
    private static readonly IPNetwork[] Never =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("224.0.0.0/4"), IPNetwork.Parse("240.0.0.0/4"), IPNetwork.Parse("100.100.100.200/32"), IPNetwork.Parse("168.63.129.16/32"), IPNetwork.Parse("192.0.0.192/32"),
        IPNetwork.Parse("::/128"), IPNetwork.Parse("2001::/32"), IPNetwork.Parse("fe80::/10"), IPNetwork.Parse("fec0::/10"), IPNetwork.Parse("ff00::/8"), IPNetwork.Parse("fd00:ec2::/32"), IPNetwork.Parse("fd20:ce::254/128"),
    ];

    private static readonly IPNetwork[] Private =
    [
        IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.0.0.0/24"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("198.18.0.0/15"),
        IPNetwork.Parse("::1/128"), IPNetwork.Parse("64:ff9b:1::/48"), IPNetwork.Parse("fc00::/7"),
    ];

    // Addresses of version 6 that carry one of version 4 behind so many bytes.
    private static readonly (IPNetwork Net, int At)[] Carrying = [(IPNetwork.Parse("64:ff9b::/96"), 12), (IPNetwork.Parse("2002::/16"), 2), (IPNetwork.Parse("::/96"), 12), (IPNetwork.Parse("::ffff:0:0:0/96"), 12)];

    /// <summary>A client for some targets; its owner keeps it as long as it is used.</summary>
    /// <param name="reach">Which machines it may talk to.</param>
    public HttpClient Client(Reach reach) => new(Handler(reach), disposeHandler: true) { Timeout = Longest, MaxResponseContentBufferSize = 4 << 20 };

    /// <summary>True where a request may go to this address.</summary>
    public static bool May(IPAddress address, Reach reach)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (Never.Any(n => n.Contains(address))) return false;
        if (Private.Any(n => n.Contains(address))) return reach == Reach.Private;
        foreach (var (net, at) in Carrying)
            if (net.Contains(address)) return May(new IPAddress(address.GetAddressBytes().AsSpan(at, 4)), reach);
        return true;
    }

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
